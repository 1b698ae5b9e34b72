"""Guards the database file: a damaged one is set aside, a lost one written anew, while answers go on."""

import asyncio
import logging
import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from bot.database import damage
from bot.database.connection import Database
from bot.database.damage import Check
from bot.database.database_file import open_database
from bot.database.instance_lock import InstanceLock, TakenError
from bot.database.long_work import undisturbed, written
from bot.database.sqlite_files import file_id
from bot.database.user_key import UserKey, open_user_key, restore_user_key
from bot.errors import BotError, StorageError
from bot.services.health.alarms import Alarm

LOG: Final = logging.getLogger(__name__)
LOOK_SECONDS: Final = 20.0
CHECK_EVERY: Final = timedelta(days=1)
# An alarm is raised until it reaches somebody, but not for ever: it is about one event.
REMEMBERED: Final = timedelta(hours=20)
UNUSABLE: Final = (
    "The database {path} cannot be used: {reason}. I have set it aside as {aside} and go on with a new one, "
    "which holds what could still be read: {salvaged}. To go back to a backup, stop me and run `restore`."
)
LOST: Final = (
    "The database {path} was deleted while I was running. I still held it open and have written it anew, "
    "with all that was in it. To begin with an empty one, stop me first."
)
GONE: Final = (
    "The database {path} was deleted while I was running, and I cannot write it anew ({reason}). I keep "
    "answering, but all that was in it is lost when I end. Make its folder again, or stop me and restore a "
    "backup."
)
REPLACED: Final = (
    "The database {path} was replaced by another file while I was running; I go on with that one."
)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that the owner has to know."""

    at: datetime
    words: str


async def set_aside_if_damaged(path: Path, now: datetime) -> str | None:
    """At the start, set a damaged database aside for a new one; returns what to tell the owner."""
    reason = await asyncio.to_thread(damage.find_damage, path)
    if reason is None or not damage.is_ours(path):
        return None
    return await _renew(path, reason, now)


async def _renew(path: Path, reason: str, now: datetime) -> str:
    aside = await written(damage.set_aside, path, now)
    async with open_database(path):
        pass
    saved = await written(damage.salvage, aside, path)
    async with open_database(path) as database:
        await open_user_key(database)
    return UNUSABLE.format(path=path, reason=reason, aside=aside.name, salvaged=_saved(saved))


def _saved(saved: Mapping[str, int]) -> str:
    """Only questions and channels are counted: people look for those."""
    found = f"{saved.get('queries', 0)} questions and {saved.get('subscriptions', 0)} digest channels"
    return found if any(saved.values()) else "nothing"


class DatabaseGuard:
    """Looks at the file several times a minute, and at once when an error reports damage."""

    def __init__(
        self,
        database: Database,
        key: UserKey,
        lock: InstanceLock,
        clock: Callable[[], datetime],
        alarm: Alarm,
        take_up: Callable[[], Awaitable[None]],
    ) -> None:
        self._database = database
        self._key = key
        self._lock = lock
        self._clock = clock
        self._alarm = alarm
        self._take_up = take_up
        self._events: list[Event] = []
        self._checked: datetime | None = None
        self._companions: frozenset[tuple[int, int]] = frozenset()

    def remember(self, words: str) -> None:
        """Tell the owner, now or as soon as possible."""
        self._events.append(Event(self._clock(), words))

    def checked_at_the_start(self) -> None:
        """The next check is due a day from now."""
        self._checked = self._clock()

    async def watch(self) -> None:
        """Runs until another bot has taken the database; then it raises TakenError."""
        while True:
            try:
                await self.look()
            except TakenError:
                raise
            except (BotError, OSError, sqlite3.Error, ValueError) as error:  # ValueError: a closed connection
                await self._could_not(error)
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_SECONDS):
                    await self._database.damaged.wait()

    async def _could_not(self, error: Exception) -> None:
        """Where the file is gone, only a person can help: its folder may be one that a supervisor mounted."""
        path = self._database.path
        if file_id(path) is not None:
            LOG.warning("The database's file could not be looked after: %s", error)
            return
        with suppress(BotError):
            await self._alarm(GONE, GONE.format(path=path, reason=error))

    def require_file(self) -> None:
        """At the end: a file that was deleted and not written anew ends with the program."""
        path = self._database.path
        if file_id(path) is None:
            raise BotError(
                f"Lost: the database {path}, which was deleted while I was running. Restore a backup."
            )

    async def look(self) -> None:
        """Look once, and repair and report whatever is wrong."""
        try:
            await self._look()
        finally:
            await self._tell()

    async def _look(self) -> None:
        await written(self._lock.keep)
        path = self._database.path
        found = file_id(path)
        if found is None:
            await undisturbed(self._write_anew())
        elif found != self._database.file:
            await self._take_over()
        elif reason := await self._damage():
            await undisturbed(self._begin_anew(reason))
        self._companions = await asyncio.to_thread(damage.companions, path)

    async def _damage(self) -> str | None:
        """What an error reported, or what the daily check finds."""
        told, now = self._database.damaged.is_set(), self._clock()
        if not told and self._checked is not None and abs(now - self._checked) < CHECK_EVERY:
            return None
        self._checked = now
        check = Check.THOROUGH if told else Check.QUICK
        found = await damage.look_for_damage(self._database.path, check)
        if found is None:
            self._database.damaged.clear()
        return found

    async def _begin_anew(self, reason: str) -> None:
        async with self._database.closed():
            await self._renew(reason)
        await self._take_up()

    async def _renew(self, reason: str) -> None:
        self.remember(await _renew(self._database.path, reason, self._clock()))

    async def _write_anew(self) -> None:
        """The file was deleted, but while it is open all its content can still be read."""
        path = self._database.path
        await written(damage.make_private, path)
        await written(restore_user_key, self._key)
        with suppress(ValueError):  # it could not be opened again after an earlier trouble
            await self._database.copy_to(path)
        async with self._database.closed(), open_database(path) as found:
            await open_user_key(found)
        self.remember(LOST.format(path=path))
        await self._take_up()

    async def _take_over(self) -> None:
        """Make the path ours again: whatever another file stands there is set aside."""
        path = self._database.path
        async with self._database.closed():
            await written(damage.drop_companions, path, self._companions)
            reason = await _why_unusable(path)
            if reason is None:
                self.remember(REPLACED.format(path=path))
            else:
                await undisturbed(self._renew(reason))
        await self._take_up()

    async def _tell(self) -> None:
        now = self._clock()
        self._events = [event for event in self._events if abs(now - event.at) < REMEMBERED]
        for event in self._events:
            with suppress(BotError):
                await self._alarm(event.words, event.words)


async def _why_unusable(path: Path) -> str | None:
    try:
        reason = await damage.look_for_damage(path, Check.QUICK)
        if reason is None:
            async with open_database(path) as found:
                await open_user_key(found)
    except StorageError as error:
        return error.sentence
    return reason
