"""Ids are made of words, whatever they are written with, and of the number that makes them free."""

import re

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.drafting.draft_fact import id_for
from bot.domain.free_id import free_id
from bot.domain.sheet import IDENTIFIER
from tests.each_row import each_row


@each_row(
    ("words", "taken", "name"),
    [
        ("Café menu (2024)", (), "cafe-menu-2024"),
        ("the baker’s key", (), "the-bakers-key"),
        ("menu", ("menu", "menu-2"), "menu-3"),
        ("Меню", (), "source"),
        ("?!", ("source",), "source-2"),
    ],
)
def test_an_id_is_made_of_its_words(words: str, taken: tuple[str, ...], name: str) -> None:
    assert free_id(words, taken, "source") == name


@given(st.text(), st.integers(0, 3))
def test_every_text_makes_an_id_that_is_free(words: str, others: int) -> None:
    taken = set[str]()
    for _ in range(others):
        taken.add(free_id(words, taken, "fact"))

    name = free_id(words, taken, "fact")

    assert re.fullmatch(IDENTIFIER, name)
    assert name not in taken


def test_questions_of_the_same_words_are_told_apart_by_their_numbers() -> None:
    taken = set[str]()
    questions = ["When was the mill built?", "Was the mill built in 1790?", "Who built the mill?"]

    names = [id_for(question, taken) for question in questions]

    assert names == ["mill-built", "mill-built-1790", "built-mill"]
    assert taken == set(names)
