"""The log as people read it: page by page, or as a file for other programs."""

import csv
import io
import json
import sqlite3
import string
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Generic, TypeVar, assert_never
from unicodedata import normalize

from bot.database import query_figures, query_log
from bot.database.connection import Database
from bot.database.query_figures import UnansweredGroup
from bot.database.query_log import LoggedQuery
from bot.errors import StorageError, for_members

ROWS: Final = 10
UNREADABLE: Final = for_members("The database cannot be read right now. Please try again in a few minutes.")
LAST_PAGE: Final = 99
UNANSWERED_DAYS: Final = 30
Row = TypeVar("Row")
VERDICTS: Final = ("helpful", "wrong", "outdated", "unclear")
COLUMNS: Final = (*(field.name for field in fields(LoggedQuery)), *VERDICTS)
# A spreadsheet would run these as a formula: https://owasp.org/www-community/attacks/CSV_Injection
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
Cell = str | int | float | bytes | None
_CHAT: Final = COLUMNS.index("chat")
_HARMLESS: Final = frozenset(string.ascii_letters + string.digits) | {""}


@dataclass(frozen=True, slots=True)
class LogPage(Generic[Row]):
    """Some rows; the first page has the number 0."""

    rows: tuple[Row, ...]
    number: int
    has_more: bool


@dataclass(frozen=True, slots=True)
class LogReader:
    """Reads the log of one server, or of all."""

    database: Database
    clock: Callable[[], datetime]

    async def recent(self, number: int, guild_id: int | None) -> LogPage[LoggedQuery]:
        """The newest questions first."""
        with readable():
            rows = await query_log.recent(self.database, limit=_limit(number), guild_id=guild_id)
        return _page(rows, number)

    async def unanswered(self, number: int, guild_id: int | None) -> LogPage[UnansweredGroup]:
        """Unanswered questions, most asked first."""
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
        raise StorageError(UNREADABLE) from error


def _limit(number: int) -> int:
    """One row more than the page shows, to know whether another page follows."""
    return (min(number, LAST_PAGE) + 1) * ROWS + 1


def _page(rows: tuple[Row, ...], number: int) -> LogPage[Row]:
    number = min(number, LAST_PAGE, max(0, len(rows) - 1) // ROWS)
    shown = rows[number * ROWS : (number + 1) * ROWS]
    return LogPage(shown, number, len(rows) > (number + 1) * ROWS and number < LAST_PAGE)


class Format(StrEnum):
    """The kinds of files."""

    CSV = "csv"
    JSONL = "jsonl"


async def blocks(pages: AsyncIterator[Sequence[Sequence[Cell]]], form: Format) -> AsyncIterator[str]:
    """The file, page by page; further columns of the rows are left out."""
    match form:
        case Format.CSV:
            yield _table([COLUMNS])
            async for page in pages:
                yield _table([harmless(cell) for cell in _cells(row)] for row in page)
        case Format.JSONL:
            async for page in pages:
                yield "".join(f"{_json(dict(zip(COLUMNS, _cells(row), strict=True)))}\n" for row in page)
        case unreachable:
            assert_never(unreachable)


_json: Final = json.JSONEncoder(ensure_ascii=False).encode


def _cells(row: Sequence[Cell]) -> list[Cell]:
    """SQLite has no booleans."""
    cells = list(row[: len(COLUMNS)])
    cells[_CHAT] = bool(cells[_CHAT])
    return cells


def harmless(cell: Cell) -> Cell:
    """Text that a spreadsheet would take for a formula gets a leading apostrophe."""
    if not isinstance(cell, str) or cell[:1] in _HARMLESS:
        return cell
    # The full-width forms of these signs count for some programs, too.
    if normalize("NFKC", cell).lstrip(" ").startswith(FORMULA_STARTS):
        return f"'{cell}"
    return cell


def _table(rows: Iterable[Sequence[Cell]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()
