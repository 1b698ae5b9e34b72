"""Weekdays and months that a text names, and those that it covers."""

from bot.matching.calendar_words import DAYS, MONTHS, held, named, unheld
from tests.each_row import each_row


@each_row(
    ("text", "covered"),
    [
        ("open Monday to Thursday", DAYS[:4]),
        ("Mon. - Sun.", DAYS),
        ("from Sat to Tue", (*DAYS[5:], *DAYS[:2])),
        ("Thursday till Thursday", DAYS[3:4]),
        ("Nov - Feb", (*MONTHS[10:], *MONTHS[:2])),
        ("Monday to March", (DAYS[0], MONTHS[2])),
        ("on weekdays", DAYS[:5]),
        ("at the weekend", DAYS[5:]),
        ("every day", DAYS),
        ("on 2024-03-02 and 1.12.24, not on 2024-13-02", (MONTHS[2], MONTHS[0], MONTHS[11])),
        ("it may march", ()),
        ("May I come on thurs?", DAYS[3:4]),
    ],
)
def test_what_a_text_covers(text: str, covered: tuple[str, ...]) -> None:
    assert held(text) == frozenset(covered)


def test_short_words_name_nothing_by_themselves() -> None:
    assert named("Sat on Tues with Jan in sept") == {"Tuesday", "September"}


@each_row(
    ("text", "source", "missing"),
    [
        ("on Tuesday", "Monday to Thursday", ()),
        ("on Friday", "Monday to Thursday", ("Friday",)),
        ("Monday to Friday", "Monday to Thursday", ("Friday",)),
        ("Tuesday to Thursday", "Monday to Thursday", ("Tuesday",)),
        ("Monday to Friday", "on weekdays", ()),
    ],
)
def test_what_a_text_says_and_its_source_does_not(text: str, source: str, missing: tuple[str, ...]) -> None:
    assert unheld(text, source) == frozenset(missing)
