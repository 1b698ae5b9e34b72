"""The log as a file for other programs: CSV or JSON lines, one question a line, streamed."""

import csv
import io
import json
from collections.abc import AsyncIterator
from dataclasses import asdict, fields
from enum import StrEnum
from typing import Final, assert_never
from unicodedata import normalize

from bot.database.instants import to_text
from bot.database.query_log import LoggedQuery, RatedQuery

VERDICTS: Final = ("helpful", "wrong", "outdated", "unclear")
COLUMNS: Final = (*(field.name for field in fields(LoggedQuery)), *VERDICTS)
# A spreadsheet would run these as a formula: https://owasp.org/www-community/attacks/CSV_Injection
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
Cell = str | int | float | None


class Format(StrEnum):
    """The kinds of files."""

    CSV = "csv"
    JSONL = "jsonl"


async def lines(rows: AsyncIterator[RatedQuery], form: Format) -> AsyncIterator[str]:
    """The file piece by piece, each piece with its line end."""
    match form:
        case Format.CSV:
            yield _csv_line(COLUMNS)
            async for row in rows:
                yield _csv_line([harmless(cell) for cell in cells(row).values()])
        case Format.JSONL:
            async for row in rows:
                yield json.dumps(cells(row), ensure_ascii=False) + "\n"
        case unreachable:
            assert_never(unreachable)


def cells(row: RatedQuery) -> dict[str, Cell]:
    """One flat record; the time is UTC ISO text."""
    rated = asdict(row)
    query: dict[str, Cell] = {**rated.pop("query"), "asked_at": to_text(row.query.asked_at)}
    return {column: query[column] if column in query else rated[column] for column in COLUMNS}


def harmless(cell: Cell) -> Cell:
    """Text that a spreadsheet would take for a formula gets a leading apostrophe."""
    # The full-width forms of these signs count for some programs, too.
    if isinstance(cell, str) and normalize("NFKC", cell).lstrip(" ").startswith(FORMULA_STARTS):
        return f"'{cell}"
    return cell


def _csv_line(row: tuple[str, ...] | list[Cell]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(row)
    return line.getvalue()
