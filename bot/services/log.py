"""The log as people read it: page by page, or as a file for other programs."""

import csv
import io
import json
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Generic, TypeVar, assert_never
from unicodedata import normalize

from bot.database import query_figures, query_log
from bot.database.connection import Database
from bot.database.instants import to_text
from bot.database.query_figures import UnansweredGroup
from bot.database.query_log import LoggedQuery, RatedQuery
from bot.errors import StorageError

ROWS: Final = 10
LAST_PAGE: Final = 99
UNANSWERED_DAYS: Final = 30
Row = TypeVar("Row")
VERDICTS: Final = ("helpful", "wrong", "outdated", "unclear")
COLUMNS: Final = (*(field.name for field in fields(LoggedQuery)), *VERDICTS)
# A spreadsheet would run these as a formula: https://owasp.org/www-community/attacks/CSV_Injection
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class LogPage(Generic[Row]):
    """Some rows; the first page has the number 0."""

    rows: tuple[Row, ...]
    number: int
    has_more: bool


@dataclass(frozen=True, slots=True)
class LogReader:
    """What stands in the log, of one server or of all."""

    database: Database
    clock: Callable[[], datetime]

    async def recent(self, number: int, guild_id: int | None) -> LogPage[LoggedQuery]:
        """The newest questions first."""
        with readable():
            rows = await query_log.recent(self.database, limit=_limit(number), guild_id=guild_id)
        return _page(rows, number)

    async def unanswered(self, number: int, guild_id: int | None) -> LogPage[UnansweredGroup]:
        """What most people asked in vain first."""
        start = self.clock() - timedelta(days=UNANSWERED_DAYS)
        with readable():
            rows = await query_figures.unanswered(
                self.database, start, limit=_limit(number), guild_id=guild_id
            )
        return _page(rows, number)


@contextmanager
def readable() -> Iterator[None]:
    """Tell a person what they can do when the database is locked or gone."""
    try:
        yield
    except sqlite3.Error as error:
        raise StorageError(
            "The database cannot be read right now. Please try again in a few minutes."
        ) from error


def _limit(number: int) -> int:
    """One row more than the page shows, to know whether there is another page."""
    return (min(number, LAST_PAGE) + 1) * ROWS + 1


def _page(rows: tuple[Row, ...], number: int) -> LogPage[Row]:
    number = min(number, LAST_PAGE, max(0, len(rows) - 1) // ROWS)
    shown = rows[number * ROWS : (number + 1) * ROWS]
    return LogPage(shown, number, len(rows) > (number + 1) * ROWS and number < LAST_PAGE)


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
