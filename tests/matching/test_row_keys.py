"""Row keys: the records that say exactly some terms are found, and no others."""

from bot.matching.matcher import Matcher
from bot.matching.results import Record
from tests.each_row import each_row

RECORDS = (
    Record("lamp", ("when was the lamp lit", "lamp lit"), "The lamp was lit in 1871."),
    Record("tower", ("who built the tower", "lit lamp"), "A company built it."),
    Record("mute", (), ""),
)


@each_row(
    ("said", "records"),
    [
        ("lamp lit", ["lamp", "tower"]),
        ("lit the lamp when was", ["lamp"]),
        ("who built the tower", ["tower"]),
        ("built", []),
        ("lamp lit tower", []),
        ("", []),
        ("never heard of it", []),
    ],
)
def test_the_records_that_say_the_very_words_are_found(said: str, records: list[str]) -> None:
    matcher = Matcher(RECORDS)
    terms = [term.own for term in matcher.parse(said).terms if term.own is not None]

    found = matcher._index.row_keys.saying(terms)

    assert [matcher.records[at].id for at in found] == records


def test_terms_beyond_the_collection_are_said_by_nobody() -> None:
    assert Matcher(RECORDS)._index.row_keys.saying([10_000]) == []
    assert Matcher([Record("mute", ())])._index.row_keys.saying([0]) == []
