"""Names: what a collection's own texts write with a capital, and what goes by a number."""

import pytest

from bot.matching.index import build_index
from bot.matching.lexicon import Lexicon
from bot.matching.names import Names, numbered_names
from bot.matching.results import Record
from tests.each_row import each_row

NAMED = (
    Record("a", ("who is Ada Brandt", "who was she"), "The keeper Ada Brandt was the third."),
    Record("b", ("what did Brandt say",), "We never missed, Keeper Brandt said."),
    Record("c", ("how many keepers were there",), "There was one keeper and then a keeper more."),
    Record("d", ("Lamp height",), "Lamp 42."),
)


@pytest.fixture(scope="module")
def known() -> tuple[Names, Lexicon]:
    lexicon = Lexicon()
    return Names(NAMED, build_index(NAMED, lexicon), lexicon), lexicon


@each_row(
    ("word", "named"),
    [("ada", True), ("brandt", True), ("keeper", False), ("was", False), ("lamp", False), ("third", False)],
)
def test_a_name_is_what_most_texts_write_with_a_capital(
    known: tuple[Names, Lexicon], word: str, *, named: bool
) -> None:
    names, lexicon = known

    assert names.is_name(lexicon.words[word]) is named
    assert names.is_name(lexicon.words[word]) is named


def test_a_term_that_no_record_holds_is_no_name(known: tuple[Names, Lexicon]) -> None:
    names, lexicon = known

    assert not names.is_name(lexicon.words["duration"])
    assert not names.is_name(None)


def test_the_names_of_a_text_are_found_however_it_writes_them(known: tuple[Names, Lexicon]) -> None:
    names, lexicon = known

    assert names.of("did ADA meet the keeper brandt") == {lexicon.words["ada"], lexicon.words["brandt"]}


def test_a_name_may_go_by_a_number() -> None:
    cases: list[tuple[str, set[tuple[str, str]]]] = [
        ("is line 4 open", {("line", "4")}),
        ("Line 4 and line five", {("line", "4"), ("line", "5")}),
        ("the third round", {("round", "3")}),
        ("the 3rd round", {("round", "3")}),
        ("Python 3.11", {("python", "3.11")}),
        ("MS-27 has docked", {("ms", "27")}),
        ("version v2", {("version", "2")}),
        ("room no. 7", {("room", "7")}),
        ("room number 7", {("room", "7")}),
        ("on 4 May", set()),
        ("in May 4 people came", set()),
        ("in 1975", set()),
        ("", set()),
    ]

    assert [(text, pairs, got) for text, pairs in cases if (got := numbered_names(text)) != pairs] == []
