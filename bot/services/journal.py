"""The journal: what happens is written down in order, and nobody waits for a database that cannot write.

Entries queue up in memory and one task commits them in batches. While the database is locked, full or
read-only they stay there, in their order, until it can be written again.
"""

import asyncio
import logging
import sqlite3
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Final, assert_never

from bot.database import audit_log, personal_data, query_log
from bot.database.audit_log import AdminAction
from bot.database.connection import Database, Transaction
from bot.database.personal_data import Person
from bot.database.query_log import Feedback, LoggedQuery

LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Erasure:
    """Everything on a person goes, at this place in the order of events."""

    person: Person


JournalEntry = LoggedQuery | Feedback | AdminAction | Erasure
Sleep = Callable[[float], Awaitable[None]]
# What SQLite never accepts, however often it is tried; it must not hold up the entries behind it.
_HOPELESS: Final = (sqlite3.IntegrityError, sqlite3.DataError, OverflowError, UnicodeEncodeError)


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds a caller waits, the writer rests after a failure, and closing may take; entries a batch.

    `turns` are those of the event loop that a batch is gathered for.
    """

    patience: float = 0.25
    first_rest: float = 0.1
    longest_rest: float = 15.0
    closing: float = 5.0
    batch: int = 500
    turns: int = 4

    def rest(self, failures: int) -> float:
        return min(self.longest_rest, self.first_rest * 2.0 ** min(failures - 1, 16))


@dataclass(frozen=True, slots=True, eq=False)
class _Item:
    entry: JournalEntry
    settled: asyncio.Future[bool]

    def settle(self, *, committed: bool) -> None:
        if not self.settled.done():
            self.settled.set_result(committed)

    def is_of(self, user_hash: str) -> bool:
        return isinstance(self.entry, LoggedQuery | Feedback) and self.entry.user_hash == user_hash


class Journal:
    """Takes entries in their order; `open_journal` makes one, writes it and closes it."""

    def __init__(self, database: Database, pace: Pace, sleep: Sleep) -> None:
        self._database = database
        self._pace = pace
        self._sleep = sleep
        self._items: deque[_Item] = deque()
        self._arrived = asyncio.Event()
        self._failures = 0
        self._batch = pace.batch

    @property
    def pending(self) -> int:
        """Entries that are not committed yet."""
        return len(self._items)

    @property
    def stalled(self) -> bool:
        """The last attempt to write failed."""
        return self._failures > 0

    async def record(self, entry: JournalEntry) -> bool:
        """True once the entry is committed; False when that fails or takes too long.

        Then it is kept and written later. While writing is known to fail nobody waits at all.
        """
        item = _Item(entry, asyncio.get_running_loop().create_future())
        self._items.append(item)
        self._arrived.set()
        if not self.stalled:
            await asyncio.wait((item.settled,), timeout=self._pace.patience)
        return item.settled.done() and item.settled.result()

    def waiting_of(self, user_hash: str) -> tuple[LoggedQuery | Feedback, ...]:
        """A person's entries that are not committed yet."""
        mine = (item.entry for item in self._items if item.is_of(user_hash))
        return tuple(entry for entry in mine if isinstance(entry, LoggedQuery | Feedback))

    def waiting_request(self, request_id: str) -> LoggedQuery | None:
        """The question of a request that is not committed yet."""
        queries = (item.entry for item in self._items if isinstance(item.entry, LoggedQuery))
        return next((query for query in queries if query.request_id == request_id), None)

    async def erase(self, person: Person) -> bool:
        """Forget a person's waiting entries now, and the committed ones as soon as it can be written."""
        for item in self._items:
            if item.is_of(person.user_hash):
                item.settle(committed=False)
        self._items = deque(item for item in self._items if not item.is_of(person.user_hash))
        return await self.record(Erasure(person))

    async def write(self) -> None:
        """The one writer; it ends only when it is cancelled."""
        while True:
            await self._arrived.wait()
            await self._gather()
            if not await self._attempt():
                await self._sleep(self._pace.rest(self._failures))
            elif not self._items:
                self._arrived.clear()

    async def _gather(self) -> None:
        """Let those who are about to record come along: under load one commit then serves many."""
        for _ in range(self._pace.turns):
            if len(self._items) >= self._batch:
                return
            await asyncio.sleep(0)

    async def drain(self) -> None:
        """Write what is left, for as long as closing may take."""
        with suppress(TimeoutError):
            async with asyncio.timeout(self._pace.closing):
                while self._items:
                    if not await self._attempt():
                        await self._sleep(self._pace.first_rest)
        if self._items:
            LOG.error("%d log entries were lost: the database could not be written.", len(self._items))

    async def _attempt(self) -> bool:
        """Commit the oldest entries; False when the database cannot be written now."""
        batch = list(islice(self._items, self._batch))
        try:
            async with self._database.transaction() as transaction:
                await _write(transaction, [item.entry for item in batch])
        except _HOPELESS as error:
            self._set_aside(batch, error)
        except (sqlite3.Error, ValueError) as error:  # aiosqlite's closed connection is a ValueError
            self._put_off(error)
            return False
        else:
            self._finish(batch, committed=True)
        return True

    def _put_off(self, error: Exception) -> None:
        """Everything stays where it is, and whoever waits for it need not do so any longer."""
        self._failures += 1
        LOG.warning("%d log entries wait in memory: %s", len(self._items), error)
        for item in self._items:
            item.settle(committed=False)

    def _set_aside(self, batch: Sequence[_Item], error: Exception) -> None:
        """One bad entry spoils its batch: go on one by one until it is found, then let it go."""
        if len(batch) > 1:
            self._batch = 1
            return
        LOG.error("A log entry was refused for good: %s: %s", type(batch[0].entry).__name__, error)
        self._batch = self._pace.batch
        self._finish(batch, committed=False)

    def _finish(self, batch: Sequence[_Item], *, committed: bool) -> None:
        if self.stalled:
            LOG.warning("The log is being written again.")
        self._failures = 0
        finished = set(batch)
        while self._items and self._items[0] in finished:
            self._items.popleft()
        for item in batch:
            item.settle(committed=committed)


@asynccontextmanager
async def open_journal(
    database: Database, *, pace: Pace | None = None, sleep: Sleep = asyncio.sleep
) -> AsyncIterator[Journal]:
    """A journal with its writer running; at the end what is left is written, within a bound."""
    journal = Journal(database, pace or Pace(), sleep)
    writer = asyncio.create_task(journal.write(), name="journal")
    writer.add_done_callback(_report)
    try:
        yield journal
    finally:
        writer.cancel()
        await asyncio.wait((writer,))
        await journal.drain()


def _report(writer: asyncio.Task[None]) -> None:
    if not writer.cancelled() and (error := writer.exception()):
        LOG.critical("The journal's writer stopped.", exc_info=error)


async def _write(transaction: Transaction, entries: Sequence[JournalEntry]) -> None:
    """Neighbours of one kind go together, so that the order stays."""
    for _, run in groupby(entries, key=type):
        await _write_run(transaction, list(run))


async def _write_run(transaction: Transaction, run: Sequence[JournalEntry]) -> None:
    match run[0]:
        case LoggedQuery():
            await query_log.insert(transaction, (e for e in run if isinstance(e, LoggedQuery)))
        case Feedback():
            await query_log.insert_feedback(transaction, (e for e in run if isinstance(e, Feedback)))
        case AdminAction():
            await audit_log.insert(transaction, (e for e in run if isinstance(e, AdminAction)))
        case Erasure():
            for person in [e.person for e in run if isinstance(e, Erasure)]:
                await personal_data.erase(transaction, person)
        case unreachable:
            assert_never(unreachable)
