"""The pulse: every ten seconds it looks how the bot is doing, writes a heartbeat and raises alarms."""

import asyncio
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.database.connection import Database
from bot.database.long_work import written
from bot.services.digest import channel_status
from bot.services.health.alarms import Alarms
from bot.services.health.heartbeat import EVERY_SECONDS, Heartbeat, Trouble, stop_beating, write_beat
from bot.services.health.supervisor import Supervisor
from bot.services.journal import Journal

# Beats between two checks of the digests, which query every channel.
DIGESTS_EVERY: Final = 6
# Consecutive beats of trouble before anybody is alerted: five minutes.
PATIENCE: Final = 30
LEAST_ROOM: Final = 50_000_000
Words = Callable[[Trouble, Heartbeat], str]


@dataclass(frozen=True, slots=True)
class Gateway:
    """The connection to Discord as it is now."""

    connected: bool
    away_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Observed:
    """What the pulse looks at."""

    database: Database
    journal: Journal
    gateway: Callable[[], Gateway]
    sheet: Callable[[], str]
    clock: Callable[[], datetime]


class Pulse:
    """Beats until it is cancelled; a wake lets it beat at once."""

    def __init__(self, observed: Observed, alarms: Alarms, supervisor: Supervisor, words: Words) -> None:
        self._observed = observed
        self._path = observed.database.path
        self._alarms = alarms
        self._supervisor = supervisor
        self._words = words
        self._woken = asyncio.Event()
        self._turn = asyncio.Lock()
        self._beats = 0
        self._overdue = 0
        self._lasting = dict.fromkeys((Trouble.DATABASE, Trouble.DISK), 0)

    def wake(self) -> None:
        self._woken.set()

    async def run(self) -> None:
        try:
            while True:
                await self.beat()
                self._woken.clear()
                with suppress(TimeoutError):
                    async with asyncio.timeout(EVERY_SECONDS):
                        await self._woken.wait()
        finally:
            self._supervisor.stopping()
            stop_beating(self._path)

    async def beat(self) -> Heartbeat:
        """Look, write the heartbeat, and tell those who have to know."""
        async with self._turn:  # or an older look might be written over a newer one
            beat = await self._look()
            # A thread that a cancelled beat leaves behind would write after the last was removed.
            await written(write_beat, self._path, beat)
        if beat.connected or beat.away_seconds > 0:
            # Also while Discord is away at the start: the bot is up, and waits.
            self._supervisor.ready()
        self._supervisor.alive("connected" if beat.connected else "waiting for Discord")
        await self._alarm(Trouble.DATABASE, beat, seen=not beat.writable)
        await self._alarm(Trouble.DISK, beat, seen=not beat.room)
        return beat

    async def _look(self) -> Heartbeat:
        observed = self._observed
        gateway = observed.gateway()
        if self._beats % DIGESTS_EVERY == 0:
            await self._look_at_digests()
        self._beats += 1
        return Heartbeat(
            at=observed.clock(),
            process=os.getpid(),
            connected=gateway.connected,
            away_seconds=round(gateway.away_seconds, 1),
            writable=await self._writable(),
            pending=observed.journal.pending,
            overdue=self._overdue,
            room=await asyncio.to_thread(self._room),
            sheet=observed.sheet(),
        )

    async def _look_at_digests(self) -> None:
        with suppress(sqlite3.Error):
            found = await channel_status.statuses(self._observed.database, self._observed.clock())
            self._overdue = sum(status.overdue for status in found)

    async def _writable(self) -> bool:
        """Whether the write lock can be had; whether there is room for a row is known from the last write."""
        if self._observed.database.rewriting:  # passing, and nobody waits for it
            return not self._observed.journal.stalled
        try:
            async with self._observed.database.transaction():
                pass
        except sqlite3.Error:
            return False
        return not self._observed.journal.stalled

    def _room(self) -> bool:
        try:
            return shutil.disk_usage(self._path.parent).free >= LEAST_ROOM
        except OSError:
            return False

    async def _alarm(self, trouble: Trouble, beat: Heartbeat, *, seen: bool) -> None:
        self._lasting[trouble] = self._lasting[trouble] + 1 if seen else 0
        if not seen:
            self._alarms.over(trouble)
        elif self._lasting[trouble] >= PATIENCE:
            await self._alarms.raise_for(trouble, self._words(trouble, beat))
