"""The journal: records events in order, and nobody waits for a database that cannot be written.

Entries queue up in memory and one task commits them in batches. While the database is locked, full or
read-only they stay there, in order, until it can be written again, and in a file beside it, so that they
outlive the program.
"""

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.database.connection import Database
from bot.database.erasures import ErasureList, Forgetting
from bot.database.long_work import undisturbed, written
from bot.database.personal_data import Person
from bot.database.query_log import Feedback, LoggedQuery
from bot.errors import BotError
from bot.services.background import Sleep
from bot.services.journal_entries import (
    Erasure,
    JournalEntry,
    Record,
    UnwrittenRecords,
    erase,
    summary,
    write,
)
from bot.services.journal_queue import Queue, QueuedEntry, records

LOG: Final = logging.getLogger(__name__)
# What SQLite will never accept; it must not hold up the entries behind it.
_HOPELESS: Final = (sqlite3.IntegrityError, sqlite3.DataError, OverflowError, UnicodeEncodeError)


@dataclass(frozen=True, slots=True)
class Pace:
    """How long things may take, in seconds: callers, rests after failures, closing.

    `erasing` is the patience of those who wait for an erasure, `batch` the entries of a commit, and `turns`
    the turns of the event loop during which a batch is gathered.
    """

    patience: float = 0.25
    erasing: float = 10.0
    first_rest: float = 0.1
    longest_rest: float = 15.0
    closing: float = 5.0
    batch: int = 500
    turns: int = 4

    def rest(self, failures: int) -> float:
        return min(self.longest_rest, self.first_rest * 2.0 ** min(failures - 1, 16))


class Journal:
    """Takes entries in their order; `open_journal` makes one, runs its writer and closes it."""

    def __init__(self, database: Database, pace: Pace, sleep: Sleep) -> None:
        self._database = database
        self._pace = pace
        self._sleep = sleep
        self._queue = Queue()
        self._arrived = asyncio.Event()
        self._failures = 0
        self._told = 0  # entries waiting when the operator was last told
        self._hindered = False  # whether the last write to a file beside the database failed
        self._batch = pace.batch
        self._aside = UnwrittenRecords(database.path)
        self.wishes = ErasureList(database.path)
        self.erased = asyncio.Event()  # set when somebody's data was erased, so that the file gets wiped
        self._turn = asyncio.Lock()  # held while both the queue and a file change

    @property
    def pending(self) -> int:
        """Entries that are not committed yet."""
        return len(self._queue)

    @property
    def stalled(self) -> bool:
        """The last attempt to write failed."""
        return self._failures > 0

    async def record(self, *entries: Record) -> bool:
        """Record entries; False when committing them fails or takes too long.

        Then they are kept and written later. While writing is known to fail, nobody waits for the database.
        """
        items = [self._add(entry) for entry in entries]
        if self.stalled or self._database.rewriting:  # until the database is free, a crash must not lose them
            await asyncio.wait((asyncio.ensure_future(self._keep_aside()),), timeout=self._pace.patience)
            return False
        return await self._outcome(items, self._pace.patience)

    def _add(self, entry: JournalEntry, *, kept: bool = False) -> QueuedEntry:
        item = self._queue.add(entry, kept=kept)
        self._arrived.set()
        return item

    async def _outcome(self, items: Sequence[QueuedEntry], patience: float) -> bool:
        if not self.stalled:
            await asyncio.wait([item.settled for item in items], timeout=patience)
        return all(item.settled.done() and item.settled.result() for item in items)

    async def settled(self) -> None:
        """Wait until everything queued now is committed, or has been tried in vain."""
        await asyncio.gather(*(item.settled for item in self._queue))

    def waiting_of(self, user_hash: str) -> tuple[LoggedQuery | Feedback, ...]:
        """A person's entries that are not committed yet."""
        mine = (item.entry for item in self._queue.of(user_hash))
        return tuple(entry for entry in mine if isinstance(entry, LoggedQuery | Feedback))

    def waiting_request(self, request_id: str) -> LoggedQuery | None:
        """The question of a request that is not committed yet."""
        queries = (item.entry for item in self._queue if isinstance(item.entry, LoggedQuery))
        return next((query for query in queries if query.request_id == request_id), None)

    async def erase(self, person: Person, at: datetime) -> bool:
        """Forget a person: waiting entries now, committed ones as soon as the database can be written.

        The wish itself is on disk before anybody is told of it.
        """
        item = await undisturbed(self._promise(Erasure(person, Forgetting(person.user_hash, at))))
        return await self._outcome([item], self._pace.erasing)

    async def _promise(self, erasure: Erasure) -> QueuedEntry:
        user_hash = erasure.person.user_hash
        async with self._turn:
            self._queue.drop(user_hash)
            kept = await self._on_disk(self._aside.drop(user_hash))
            kept &= await self._on_disk(self.wishes.add(erasure.forgetting))
            return self._add(erasure, kept=kept)

    def erase_again(self, person: Person, forgetting: Forgetting) -> None:
        """Carry out a wish of an earlier run that this database does not know."""
        self._add(Erasure(person, forgetting, until=forgetting.at), kept=True)

    async def _on_disk(self, deed: Awaitable[None]) -> bool:
        try:
            await deed
        except OSError as error:
            if not self._hindered:
                LOG.warning("A file beside the database cannot be written: %s", error)
            self._hindered = True
            return False
        self._hindered = False
        return True

    async def take_up(self) -> None:
        """Queue first what the last run could not write."""
        await self.reserve()
        for record in await self._aside.read():
            self._add(record, kept=True)

    async def reserve(self) -> None:
        """Have room beside the database: at the start, and when all that was there has been deleted."""
        async with self._turn:
            if await written(self._aside.file.reserve):
                self._queue.forget_kept()
            await self.wishes.reserve()

    async def write(self) -> None:
        """The only writer; runs until it is cancelled, but leaves nothing half done."""
        while True:
            await self._arrived.wait()
            await self._database.writable.wait()
            await self._gather()
            if not await undisturbed(self._attempt()):
                await undisturbed(self._keep_aside())
                await self._sleep(self._pace.rest(self._failures))
            elif not self._queue:
                self._arrived.clear()

    async def _gather(self) -> None:
        """Give others a few turns to record as well: under load, one commit then serves many."""
        for _ in range(self._pace.turns):
            if len(self._queue) >= self._batch:
                return
            await asyncio.sleep(0)

    async def drain(self) -> None:
        """Write what is left for as long as closing may take; leave the rest for the next start."""
        with suppress(TimeoutError):
            async with asyncio.timeout(self._pace.closing):
                while self._queue:
                    if not await undisturbed(self._attempt()):
                        await self._sleep(self._pace.first_rest)
        await self._tidy()
        await self.reserve()
        await self._keep_aside()
        await self._on_disk(self._aside.settle())
        self._tell_of_the_rest()

    def _tell_of_the_rest(self) -> None:
        """Report what the next start will write, and raise when anything is lost."""
        if lost := [item.entry for item in self._queue if not item.kept]:
            path = self._database.path
            raise BotError(f"Lost: {summary(lost)}. Neither {path} nor a file beside it could be written.")
        if self._queue:
            left = summary([item.entry for item in self._queue])
            LOG.warning("The database could not be written. Left for the next start: %s.", left)

    async def _keep_aside(self) -> None:
        """Put what waits into the file beside the database, so that it outlives the program."""
        async with self._turn:
            fresh = [item for item in self._queue if not item.kept]
            said = records(fresh)
            kept = bool(said) and await self._on_disk(self._aside.keep(said))
            for item in fresh:
                if isinstance(item.entry, Erasure):
                    item.kept = await self._on_disk(self.wishes.add(item.entry.forgetting))
                else:
                    item.kept = kept

    async def _attempt(self) -> bool:
        """Commit the oldest entries; False when the database cannot be written now."""
        batch = self._queue.next_batch(self._batch)
        if not batch:  # everything that waited has been erased meanwhile
            return True
        try:
            rest = await self._commit(batch)
        except _HOPELESS as error:
            self._let_go(batch, error)
        except (sqlite3.Error, ValueError) as error:  # aiosqlite's closed connection is a ValueError
            self._put_off(error)
            return False
        else:
            self._finish(batch, committed=True, rest=rest)
        await self._tidy()
        return True

    async def _commit(self, batch: Sequence[QueuedEntry]) -> Erasure | None:
        """Commit a batch; returns what is left of an erasure, which is committed alone and in slices."""
        if isinstance(first := batch[0].entry, Erasure):
            async with self._database.transaction() as transaction:
                return await erase(transaction, first)
        await write(self._database, records(batch))
        return None

    def _put_off(self, error: Exception) -> None:
        """Keep everything queued, and let nobody wait for it any longer."""
        self._failures += 1
        if len(self._queue) != self._told:
            self._told = len(self._queue)
            LOG.warning("%d log entries wait for the database: %s", self._told, error)
        for item in self._queue:
            item.settle(committed=False)

    def _let_go(self, batch: Sequence[QueuedEntry], error: Exception) -> None:
        """One bad entry spoils its batch: go on one by one until it is found, then drop it."""
        if len(batch) > 1:
            self._batch = 1
            return
        LOG.error("A log entry was refused for good: %s: %s", type(batch[0].entry).__name__, error)
        self._batch = self._pace.batch
        self._finish(batch, committed=False)

    def _finish(self, batch: Sequence[QueuedEntry], *, committed: bool, rest: Erasure | None = None) -> None:
        if self.stalled:
            LOG.warning("The log is being written again.")
        self._failures = self._told = 0
        if rest is not None:
            self._queue.put_back(batch[0], rest)
            return
        self._queue.finish(batch, committed=committed)
        if isinstance(batch[0].entry, Erasure):
            self.erased.set()

    async def _tidy(self) -> None:
        """Clear the file beside the database once all that it holds is committed."""
        if not self._aside.filled:
            return
        async with self._turn:  # and until then nothing more may have been kept there
            if not records([item for item in self._queue if item.kept]):
                await self._on_disk(self._aside.clear())


@asynccontextmanager
async def open_journal(
    database: Database, *, pace: Pace | None = None, sleep: Sleep = asyncio.sleep
) -> AsyncIterator[Journal]:
    """A journal with its writer running; on exit, what is left is written or kept for the next start."""
    journal = Journal(database, pace or Pace(), sleep)
    await journal.take_up()
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
