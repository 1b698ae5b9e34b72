"""Where nobody sits before a terminal, a few lines tell how far it is."""

from io import StringIO

from rich.console import Console

from bot.ui.terminal.progress import MANY, watched


def told(total: int) -> list[str]:
    """What is said while so many questions are asked."""
    console = Console(file=StringIO(), force_terminal=False, width=80)
    asked = list(watched(console, "Every way left out", range(total), total))
    assert asked == list(range(total))
    assert isinstance(console.file, StringIO)
    return console.file.getvalue().splitlines()


def test_many_questions_are_told_by_tenths_from_the_first_on() -> None:
    lines = told(12_345)

    assert lines[:2] == ["Every way left out: 0 of 12,345", "Every way left out: 1,234 of 12,345"]
    assert len(lines) == 11


def test_a_few_are_over_before_one_asks() -> None:
    assert told(MANY - 1) == []
    assert len(told(MANY)) == 10
