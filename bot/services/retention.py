"""Retention: what is too old is deleted once a day, and what is deleted is wiped from the file."""

import asyncio
import logging
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.database import admin_log, meta, query_log
from bot.database.connection import Database
from bot.database.instants import from_optional, to_text

LOG: Final = logging.getLogger(__name__)
ADMIN_DAYS: Final = 365
PURGE_EVERY: Final = timedelta(days=1)
LOOK_SECONDS: Final = 900.0


@dataclass(frozen=True, slots=True)
class Purged:
    """How much was deleted."""

    queries: int
    admin_actions: int


async def purge(database: Database, now: datetime, *, days: int) -> Purged:
    """Delete questions older than so many days, and admin actions older than a year; then wipe."""
    async with database.transaction() as transaction:
        queries = await query_log.delete_before(transaction, now - timedelta(days=days))
        actions = await admin_log.delete_before(transaction, now - timedelta(days=ADMIN_DAYS))
        if queries or actions:
            await meta.put_in(transaction, meta.Key.WIPE_DUE, to_text(now))
        await meta.put_in(transaction, meta.Key.LAST_PURGE, to_text(now))
    await wipe_if_due(database)
    return Purged(queries, actions)


async def wipe_if_due(database: Database) -> None:
    """Leave no deleted row in free pages or in the write-ahead log; a reminder survives a failure."""
    if await meta.get(database, meta.Key.WIPE_DUE) is not None:
        await database.wipe()
        await meta.remove(database, meta.Key.WIPE_DUE)


async def keep_for_ever(
    database: Database,
    *,
    days: int,
    clock: Callable[[], datetime],
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> None:
    """Purge daily and wipe when it is due, asking the wall clock every quarter of an hour."""
    while True:
        try:
            await keep_once(database, clock(), days=days)
        except sqlite3.Error as error:
            LOG.warning("Old log entries could not be deleted yet: %s", error)
        await sleep(LOOK_SECONDS)


async def keep_once(database: Database, now: datetime, *, days: int) -> None:
    last = from_optional(await meta.get(database, meta.Key.LAST_PURGE))
    if last is None or abs(now - last) >= PURGE_EVERY:
        purged = await purge(database, now, days=days)
        LOG.info("Deleted %d old questions and %d admin actions.", purged.queries, purged.admin_actions)
    else:
        await wipe_if_due(database)
