"""What reloads, rollbacks and lessons have in common when they change the serving sheet."""

import asyncio
import logging
import sqlite3
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Final

from bot.database import kept_sheets, query_figures, taught_ways
from bot.database.connection import Database
from bot.domain.briefing import Briefing
from bot.domain.sheet_state import HeldSheet, TaughtWay
from bot.errors import StorageError, for_members
from bot.services.background import Sleep
from bot.services.snapshot import Snapshots, forget_others, snapshot_of
from bot.services.trial import History

LOG: Final = logging.getLogger(__name__)
LATELY: Final = timedelta(days=30)
LOOK_SECONDS: Final = 5.0
UNUSABLE: Final = for_members(
    "The database cannot be used right now, so nothing has changed. Please try again in a few minutes."
)


class Serving:
    """The snapshots that serve and what the database knows of them; those who change them take turns."""

    def __init__(
        self,
        snapshots: Snapshots,
        clock: Callable[[], datetime],
        database: Database | None,
        questions: int,
        taught: Sequence[TaughtWay] = (),
    ) -> None:
        """`taught` is what was known to be taught at the start."""
        self.snapshots = snapshots
        self.clock = clock
        self.database = database
        self.turn = asyncio.Lock()
        """Held by whoever prepares another snapshot, from a look at the current one to its replacement."""
        self._questions = questions
        self._taught = tuple(taught)

    async def lately_asked(self, guild_id: int | None) -> tuple[str, ...]:
        """The newest questions of the log, as many as are rehearsed."""
        if self.database is None:
            return ()
        try:
            return await query_figures.lately_asked(self.database, limit=self._questions, guild_id=guild_id)
        except sqlite3.Error as error:
            LOG.warning("The logged questions could not be rehearsed: %s", error)
            return ()

    async def history(self, guild_id: int | None) -> History:
        """What the log knows; the questions are those of one server, or of all."""
        asked = await self.lately_asked(guild_id)
        if self.database is None:
            return History(asked)
        try:
            answered = await query_figures.answered_since(self.database, self.clock() - LATELY)
            return History(asked, answered, await query_figures.wrong_answers(self.database))
        except sqlite3.Error as error:
            LOG.warning("The log could not be read for a rehearsal: %s", error)
            return History(asked)

    async def what_was_taught(self) -> tuple[TaughtWay, ...]:
        """The taught ways; as they were known last while the database cannot be read."""
        if self.database is not None:
            try:
                self._taught = await taught_ways.every(self.database)
            except sqlite3.Error as error:
                LOG.warning("The taught ways of asking could not be read: %s", error)
        return self._taught

    async def remember(self) -> None:
        """Keep the sheet that serves from the start, unless a rollback holds it."""
        held = await self._held()
        if held is None or held.version != self.snapshots.current.written.version:
            await self.keep()

    async def take_up(self) -> None:
        """Serve what another program, such as a command at a terminal, taught, took back or rolled back."""
        async with self.turn:
            written, held = self.snapshots.current.written, await self._held()
            if held is not None and held.version != written.version:
                written = await asyncio.to_thread(kept_sheets.restored, held.content)
            await self.serve(written, await self.what_was_taught())

    async def serve(self, written: Briefing, taught: Sequence[TaughtWay]) -> None:
        """Index anew unless it would answer the same; the caller holds the turn."""
        current = self.snapshots.current
        version = written.with_taught(taught).version
        if (written.version, version) != (current.written.version, current.version):
            fresh = await asyncio.to_thread(
                snapshot_of, written, current.thresholds, taught, current, meaning=current.meaning
            )
            await asyncio.to_thread(fresh.prepare)
            self.snapshots.replace(fresh)
            await asyncio.to_thread(forget_others, fresh)

    async def keep(self) -> None:
        """Keep the serving sheet for a rollback; if that fails, it serves all the same."""
        await asyncio.to_thread(forget_others, self.snapshots.current)
        if self.database is not None:
            try:
                await kept_sheets.keep(self.database, self.snapshots.current.written, self.clock())
            except sqlite3.Error as error:
                LOG.warning("The sheet could not be kept for a rollback: %s", error)

    async def _held(self) -> HeldSheet | None:
        try:
            return await kept_sheets.held(self.database) if self.database is not None else None
        except sqlite3.Error:
            return None


@contextmanager
def writable() -> Iterator[None]:
    """Tell a person what they can do when the database is locked, full or gone."""
    try:
        yield
    except sqlite3.Error as error:
        raise StorageError(UNUSABLE) from error


async def watch(
    database: Database,
    take_up: Callable[[], Awaitable[None]],
    sleep: Sleep = asyncio.sleep,
) -> None:
    """Take up what another program commits, such as a lesson at a terminal; runs until cancelled."""
    seen = 0
    while True:
        try:
            version = await _version(database)
            if version != seen:
                await take_up()
                seen = version
        except sqlite3.Error as error:
            LOG.warning("What was written at a terminal cannot be taken up yet: %s", error)
        await sleep(LOOK_SECONDS)


async def _version(database: Database) -> int:
    """Changes once another connection has committed: https://sqlite.org/pragma.html#pragma_data_version."""
    ((version,),) = await database.read("PRAGMA data_version")
    return int(version)
