"""Names: a collection's own texts tell which of its words are names."""

import pytest

from bot.matching.index import build_index
from bot.matching.lexicon import Lexicon
from bot.matching.match import Record
from bot.matching.names import Names

RECORDS = (
    Record("a", ("who is Ada Brandt", "who was she"), "The keeper Ada Brandt was the third."),
    Record("b", ("what did Brandt say",), "We never missed, Keeper Brandt said."),
    Record("c", ("how many keepers were there",), "There was one keeper and then a keeper more."),
    Record("d", ("Lamp height",), "Lamp 42."),
)


@pytest.fixture(scope="module")
def known() -> tuple[Names, Lexicon]:
    lexicon = Lexicon()
    return Names(RECORDS, build_index(RECORDS, lexicon), lexicon), lexicon


@pytest.mark.parametrize(
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
