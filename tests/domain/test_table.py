"""A row of a Markdown table is one statement; what only looks like one is text."""

import pytest

from bot.domain.briefing import Document
from bot.domain.casing import PLAIN
from bot.domain.draft_fact import stated
from bot.domain.quoting import Span
from bot.domain.table import row_of

TABLE = "| Who | Price |\n|---|---|\n"
ROW = "| Adults | 4 crowns |"


def told(file: str, text: str, line: str) -> str | None:
    start = text.index(line)
    row = row_of(Document("prices", file, text), Span(start, start + len(line), 1))
    return row.told if row else None


def test_a_row_is_told_with_its_heads() -> None:
    said = told("prices.md", f"{TABLE}{ROW}\n", ROW)

    assert said is not None
    assert "Adults" in said
    assert "4 crowns" in said


def test_a_command_is_asked_for_by_what_it_does_and_keeps_its_case() -> None:
    line = "| `save list` | Shows all copies | last 30 days |"
    text = f"| Command | What it does | Default |\n|---|---|---|\n{line}\n"
    start = text.index(line)

    row = row_of(Document("manual", "manual.md", text), Span(start, start + len(line), 1))

    assert row is not None
    label = row.within_a_sentence(PLAIN)
    assert next(row.asked("", label)) == "What does save list do?"
    assert stated(row.told, keeps_case=row.is_code).startswith("save list – ")


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("prices.txt", ROW),
        ("prices.md", "Adults | 4 crowns |"),
        ("prices.md", f"{ROW}\n{ROW}"),
        ("prices.md", "| | 4 crowns |"),
        ("prices.md", "| Adults | |"),
    ],
)
def test_what_only_looks_like_a_row_is_none(file: str, line: str) -> None:
    assert told(file, f"{TABLE}{line}\n", line) is None
