"""A quote stands on one line, or on those that its document means where the sheet wants that."""

from dataclasses import replace

from bot.domain.briefing import Briefing
from bot.domain.sheet import Markup
from bot.ui.quote_text import quote_text
from tests.each_row import each_row

LISTED = "You need:\n- a lamp that\n  is lit\n- oil"


@each_row(
    ("words", "file", "shown"),
    [
        ("lit for the\nfirst time", "a.txt", "“lit for the first time”"),
        (LISTED, "a.txt", "You need:\n- a lamp that is lit\n- oil"),
        ("One.\n\nTwo\nmore.", "a.txt", "One.\nTwo more."),
        ("Run:\n\n```\nmake  run\nmake test\n```", "a.txt", "Run:\nmake  run\nmake test"),
        (
            "Take **care**:\n- of the `lamp`\n- of [oil](https://a.example)",
            "a.md",
            "Take care:\n- of the lamp\n- of oil",
        ),
        ("ask for [the new", "a.md", "“ask for the new”"),
        ("| Day | Price |\n|:--|---|\n| Monday | 6 |", "a.md", "Day | Price\nMonday | 6"),
        ("| `save \\| list` | all | |\n| **Sun** | ✓ |", "a.md", "save \\| list | all\nSun | ✓"),
    ],
)
def test_with_markup_its_lines_are_those_of_the_document(
    briefing: Briefing, words: str, file: str, shown: str
) -> None:
    (citation,) = briefing.citations["first-lit"]

    assert quote_text(replace(citation, text=words, file=file), Markup.DISCORD) == shown


def test_without_it_stands_on_one_line(briefing: Briefing) -> None:
    (citation,) = briefing.citations["first-lit"]

    assert quote_text(replace(citation, text=LISTED), None) == "“You need: - a lamp that is lit - oil”"
