"""Pieces of a text are found where reading it finds them, however often they are asked for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.concordance import OFTEN, Concordance

TEXTS = st.text(alphabet="aAb é_'.\n", max_size=60)


def read(text: str, wanted: str) -> list[tuple[int, int]]:
    found, start = [], text.find(wanted) if wanted else -1
    while start >= 0:
        found.append((start, start + len(wanted)))
        start = text.find(wanted, start + len(wanted))
    return found


@given(TEXTS, st.integers(0, 60), st.integers(0, 12), TEXTS)
@settings(max_examples=400, deadline=None)
def test_a_text_asked_often_tells_the_same(text: str, start: int, length: int, other: str) -> None:
    often = Concordance(text)
    for _ in range(OFTEN):
        next(often.places("a"), None)

    for wanted in (text[start : start + length], other[:length]):
        assert list(often.places(wanted)) == list(Concordance(text).places(wanted)) == read(text, wanted)


@pytest.mark.parametrize("asked", [0, OFTEN])
def test_a_word_at_the_edge_of_a_piece_may_be_part_of_another(asked: int) -> None:
    text = Concordance("The part of it, and the art of it.")
    for _ in range(asked):
        next(text.places("it"), None)

    assert next(text.places("art of i")) == (5, 13)
    assert list(text.places("art of it")) == [(5, 14), (24, 33)]
    assert list(text.places("an art of it")) == []
