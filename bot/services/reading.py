"""Reading the log page by page; a database that cannot be read is told in a sentence."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Generic, TypeVar

from bot.database import query_figures, query_log
from bot.database.connection import Database
from bot.database.query_figures import UnansweredGroup
from bot.database.query_log import LoggedQuery
from bot.errors import StorageError

ROWS: Final = 10
LAST_PAGE: Final = 99
UNANSWERED_DAYS: Final = 30
Row = TypeVar("Row")


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
