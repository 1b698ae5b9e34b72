"""Retention: old rows are deleted once a day, in slices, and never because a clock has jumped."""

import asyncio
import logging
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Final

from bot.database import audit_log, damage, erasures, meta, query_log
from bot.database.connection import Database
from bot.database.erasures import ErasureList
from bot.database.instants import from_optional, to_text
from bot.database.long_work import written
from bot.database.meta import Key
from bot.services.background import Sleep, nap
from bot.services.health.alarms import Alarm
from bot.services.journal import Journal
from bot.services.privacy.wiping import Wiper

LOG: Final = logging.getLogger(__name__)
ADMIN_DAYS: Final = 365
PURGE_EVERY: Final = timedelta(days=1)
LOOK_SECONDS: Final = 900.0
# Rows in a transaction at first; adapted so that an answer's own row never waits for long.
SLICE: Final = 100
SMALLEST: Final = 20
SLICE_SECONDS: Final = 0.02
CHECKPOINT_EVERY: Final = 10
# A clock that is further ahead of what was last seen is doubted, until a day's looks have found it so.
JUMP: Final = timedelta(days=2)
LOOKS_A_DAY: Final = round(timedelta(days=1).total_seconds() / LOOK_SECONDS)
CLOCK_TROUBLE: Final = "clock"
DOUBT: Final = (
    "The clock of my machine says {now:%Y-%m-%d %H:%M} UTC, {days} days after I last saw it. If that is "
    "right, nothing needs to be done: what is too old will be deleted a day from now. If not, please set the "
    "clock; nothing was deleted."
)


@dataclass(frozen=True, slots=True)
class Purged:
    """How much was deleted."""

    queries: int
    admin_actions: int


def next_slice(size: int, seconds: float) -> int:
    """How many rows to delete next, given how long the last ones took."""
    return max(SMALLEST, size // 2) if seconds > SLICE_SECONDS else size + SMALLEST


async def no_alarm(trouble: str, words: str) -> None:
    """The log is enough."""
    LOG.warning("%s: %s", trouble, words)


class Retention:
    """Looks every quarter of an hour by the wall clock."""

    def __init__(
        self,
        database: Database,
        wiper: Wiper,
        days: int,
        *,
        journal: Journal | None = None,
        alarm: Alarm = no_alarm,
        last_written: datetime | None = None,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._database = database
        self._wiper = wiper
        self._days = days
        self._woken = journal.erased if journal else asyncio.Event()
        self._alarm = alarm
        self._last_written = last_written
        self._wishes = journal.wishes if journal else ErasureList(database.path)
        self._counted: datetime | None = None  # the last counted look at a doubted clock
        self._sleep = sleep

    async def keep_for_ever(self, clock: Callable[[], datetime]) -> None:
        """Runs until it is cancelled."""
        while True:
            try:
                await self.keep_once(clock())
            except (sqlite3.Error, OSError) as error:
                LOG.warning("Old log entries could not be deleted yet: %s", error)
            rest = self._wiper.rest
            seconds = rest if rest and await self._wiper.due() else LOOK_SECONDS
            await nap(self._sleep, min(seconds, LOOK_SECONDS), self._woken)  # or until something was erased

    async def keep_once(self, now: datetime) -> None:
        """Purge when it is due and the clock can be trusted; wipe when something was erased."""
        last = from_optional(await meta.get(self._database, Key.LAST_PURGE))
        trusted = await self._trusts(now, last)
        if trusted and (last is None or abs(now - last) >= PURGE_EVERY):
            purged = await self.purge(now)
            LOG.info("Deleted %d old questions and %d admin actions.", purged.queries, purged.admin_actions)
        await self._wiper.wipe_if_due()

    async def purge(self, now: datetime) -> Purged:
        """Delete questions older than so many days, and what else is older than a year."""
        oldest, year = now - timedelta(days=self._days), now - timedelta(days=ADMIN_DAYS)
        purged = Purged(
            await self._delete(query_log.DELETE_BEFORE, oldest),
            await self._delete(audit_log.DELETE_BEFORE, year),
        )
        await self._delete(erasures.DELETE_BEFORE, year)
        await self._wishes.purge(year)
        await written(damage.purge_set_aside, self._database.path, oldest)
        await meta.put(self._database, Key.LAST_PURGE, to_text(now))
        return purged

    async def _delete(self, statement: str, end: datetime) -> int:
        """Delete slice by slice; after each, leave the database to others for as long as the slice took."""
        loop, total, size = asyncio.get_running_loop(), 0, SLICE
        for number in count(1):
            begun = loop.time()
            async with self._database.transaction() as transaction:
                gone = len(await transaction.run(statement, (to_text(end), size)))
                if gone:
                    await meta.put_in(transaction, Key.WIPE_DUE, to_text(end))
            total += gone
            if gone < size:
                return total
            taken = loop.time() - begun
            if number % CHECKPOINT_EVERY == 0:
                await self._database.checkpoint_aside()
            size = next_slice(size, taken)
            await self._sleep(taken)
        raise AssertionError  # count() never ends

    async def _trusts(self, now: datetime, last: datetime | None) -> bool:
        """The clock was last trusted at the instant on record; without one, what the file tells counts."""
        known = await self._last_known(last)
        looks = int(await meta.get(self._database, Key.CLOCK_DOUBTS) or 0)
        if known is None or now - known <= JUMP or looks >= LOOKS_A_DAY:
            await meta.put(self._database, Key.CLOCK, to_text(now))
            if looks:
                await meta.remove(self._database, Key.CLOCK_DOUBTS)
            return True
        await self._count_look(now, looks)
        await self._alarm(CLOCK_TROUBLE, DOUBT.format(now=now, days=(now - known).days))
        return False

    async def _last_known(self, last: datetime | None) -> datetime | None:
        known = from_optional(await meta.get(self._database, Key.CLOCK))
        if known is not None:
            return known
        told = (last, self._last_written, await query_log.newest(self._database))
        return max((instant for instant in told if instant is not None), default=None)

    async def _count_look(self, now: datetime, looks: int) -> None:
        if self._counted is not None and now - self._counted >= timedelta(seconds=0.9 * LOOK_SECONDS):
            await meta.put(self._database, Key.CLOCK_DOUBTS, str(looks + 1))
            self._counted = now
        self._counted = self._counted or now  # a restart alone does not count as a look
