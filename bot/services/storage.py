"""Opens everything that is stored, in order: database, key and journal; and runs what looks after it."""

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bot.database.connection import Database
from bot.database.damage import is_small
from bot.database.database_file import open_database
from bot.database.instance_lock import InstanceLock
from bot.database.sqlite_files import with_log
from bot.database.sums import sum_up
from bot.database.user_key import UserKey, open_user_key
from bot.services.background import Sleep, in_background
from bot.services.database_guard import DatabaseGuard, set_aside_if_damaged
from bot.services.health.alarms import Alarms
from bot.services.journal import Journal, Pace, open_journal
from bot.services.privacy.privacy import Privacy
from bot.services.privacy.retention import LOOK_SECONDS, Retention
from bot.services.privacy.wiping import Wiper

LOG: Final = logging.getLogger(__name__)
# A backup or a query at a terminal that holds the database at the start gets this time to finish.
START_SECONDS: Final = 10.0
# Right after a start, people's questions come first.
BREATH_SECONDS: Final = 5.0
SUMMED_ROWS: Final = 100  # an answer may have to wait while these are summed up


@dataclass(frozen=True, slots=True)
class Storage:
    """What was opened, and when it was written last; `misfortune` is what the owner has to know."""

    database: Database
    key: UserKey
    journal: Journal
    wiper: Wiper
    privacy: Privacy
    last_written: datetime | None
    misfortune: str | None


@asynccontextmanager
async def open_storage(
    path: Path, days: int, clock: Callable[[], datetime], pace: Pace | None = None
) -> AsyncIterator[Storage]:
    """Open database, key and journal; a damaged database is set aside for a new one."""
    last_written = await asyncio.to_thread(_last_written, path)
    misfortune = await set_aside_if_damaged(path, clock())
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(open_database(path, busy_seconds=START_SECONDS))
        key = await open_user_key(database)
        journal = await stack.enter_async_context(open_journal(database, pace=pace))
        wiper = Wiper(database)
        privacy = Privacy(database, journal, key, wiper, days, clock)
        yield Storage(database, key, journal, wiper, privacy, last_written, misfortune)


@asynccontextmanager
async def looked_after(
    storage: Storage,
    lock: InstanceLock,
    alarms: Alarms,
    ready: asyncio.Event,
    take_up: Callable[[], Awaitable[None]],
) -> AsyncIterator[asyncio.Task[None]]:
    """Run what looks after the storage; the guard's task ends when the program has to end."""
    clock = storage.privacy.clock
    guard = DatabaseGuard(storage.database, storage.key, lock, clock, alarms.raise_for, take_up)
    if storage.misfortune is not None:
        guard.remember(storage.misfortune)
    if is_small(storage.database.path):
        guard.checked_at_the_start()
    retention = _retention(storage, alarms)
    keeping = _once_ready(ready, lambda: retention.keep_for_ever(clock))
    summing = _once_ready(ready, lambda: keep_summed_up(storage.database))
    async with in_background(keeping), in_background(summing), in_background(guard.watch()) as guarding:
        yield guarding
    guard.require_file()


def _retention(storage: Storage, alarms: Alarms) -> Retention:
    return Retention(
        storage.database,
        storage.wiper,
        storage.privacy.retention_days,
        journal=storage.journal,
        alarm=alarms.raise_for,
        last_written=storage.last_written,
    )


def _last_written(path: Path) -> datetime | None:
    """When the database file or its log was last written, by the clock of that time."""
    times = [file.stat().st_mtime for file in with_log(path)]
    return datetime.fromtimestamp(max(times), UTC) if times else None


async def _once_ready(ready: asyncio.Event, work: Callable[[], Awaitable[None]]) -> None:
    """Work once the bot is ready, but do not wait for ever while Discord is away."""
    with suppress(TimeoutError):
        async with asyncio.timeout(LOOK_SECONDS):
            await ready.wait()
    await asyncio.sleep(BREATH_SECONDS)
    await work()


async def keep_summed_up(database: Database, sleep: Sleep = asyncio.sleep) -> None:
    """Sum up the rows of an older version in the background; runs until cancelled."""
    while True:
        try:
            await sum_up_the_rest(database, sleep)
        except sqlite3.Error as error:
            LOG.warning("Older questions could not be summed up yet: %s", error)
        await sleep(LOOK_SECONDS)  # a database may be replaced


async def sum_up_the_rest(database: Database, sleep: Sleep, rows: int = SUMMED_ROWS) -> None:
    """Sum up slice by slice; after each, leave the database to others for as long as the slice took."""
    loop, more = asyncio.get_running_loop(), True
    while more:
        begun = loop.time()
        more = await sum_up(database, rows)
        if more:
            await sleep(loop.time() - begun)
