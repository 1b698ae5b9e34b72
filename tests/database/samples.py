"""Rows for tests: each has values of its own, so that no two are taken for one another."""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.database import query_log
from bot.database.audit_log import AdminAction, action_of
from bot.database.connection import BUSY_SECONDS, Database
from bot.database.database_file import open_database
from bot.database.query_log import LoggedQuery, Outcome, Surface, query_of

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
NOON = datetime(2025, 4, 9, 12, tzinfo=UTC)


def a_query(number: int, **changes: object) -> LoggedQuery:
    query = LoggedQuery(
        request_id=f"interaction-{number}",
        asked_at=NOON + timedelta(seconds=number),
        surface=Surface.SLASH,
        guild_id=11,
        channel_id=22,
        user_hash=f"user-{number}",
        text=f"question {number}?",
        outcome=Outcome.ANSWERED,
        fact_id="first-lit",
        open_question_id=None,
        score=90.5,
        sheet="abc123",
        elapsed_ms=1.25,
    )
    return replace(query, **changes)  # type: ignore[arg-type]


async def log(database: Database, *queries: LoggedQuery) -> None:
    async with database.transaction() as transaction:
        await query_log.insert(transaction, queries)


async def texts(database: Database) -> list[str]:
    return [row["text"] for row in await database.read("SELECT text FROM queries ORDER BY id")]


@dataclass(frozen=True, slots=True)
class RatedQuery:
    """A question with what people thought of its answer."""

    query: LoggedQuery
    helpful: int
    wrong: int
    outdated: int
    unclear: int


async def rated(database: Database) -> list[RatedQuery]:
    """Every question on which anybody gave a verdict."""
    rows = [row async for page in query_log.pages_since(database, LONG_AGO) for row in page]
    every = (RatedQuery(query_of(row), *tuple(row)[-5:-1]) for row in rows)
    return [row for row in every if row.helpful or row.wrong or row.outdated or row.unclear]


async def deeds(database: Database) -> tuple[AdminAction, ...]:
    """What admins did, the newest first."""
    return tuple(map(action_of, await database.read("SELECT * FROM admin_actions ORDER BY id DESC")))


@cache
def _new() -> bytes:
    """What the program makes of an empty file; made in a thread, as a loop may run in this one."""
    with TemporaryDirectory() as folder, ThreadPoolExecutor(1) as thread:
        path = Path(folder) / "bot.sqlite3"
        thread.submit(asyncio.run, _make(path)).result()
        return path.read_bytes()


async def _make(path: Path) -> None:
    async with open_database(path):
        pass


def furnish_database(path: Path) -> bool:
    """A new one, unless there is one; each step of its making takes longer than to copy it."""
    is_new = not path.exists()
    if is_new:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(0o600)
        path.write_bytes(_new())
    return is_new


def furnished(path: Path, *, busy_seconds: float = BUSY_SECONDS) -> AbstractAsyncContextManager[Database]:
    """Opened, and made before when there is none."""
    furnish_database(path)
    return open_database(path, busy_seconds=busy_seconds)


@asynccontextmanager
async def a_database(folder: Path) -> AsyncIterator[Database]:
    """A database that does not wait long for others, so that tests of locks are quick."""
    async with furnished(folder / "bot.sqlite3", busy_seconds=0.01) as database:
        yield database


async def until(database: Database, condition: Callable[[], bool]) -> None:
    """Let the other tasks work until something is so."""
    while not condition():
        await database.read("SELECT 1")


def bytes_of(path: Path) -> bytes:
    """All that is on the disk: the file and its write-ahead log."""
    wal = path.with_name(path.name + "-wal")
    return path.read_bytes() + (wal.read_bytes() if wal.exists() else b"")
