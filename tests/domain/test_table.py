"""A row of a Markdown table is one statement; what only looks like one is text."""

import pytest

from bot.domain.briefing import Document
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
