"""Awaited answers: whoever was told that the briefing does not say is told once, when it does."""

import asyncio
import logging
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Final

from bot.database import awaited_answers
from bot.database.awaited_answers import AwaitedAnswer, PublicMessage
from bot.database.connection import Database
from bot.database.user_key import UserKey
from bot.domain.answering import Found
from bot.services.asking import Reply, ask
from bot.services.serving import writable
from bot.services.snapshot import Snapshot, Snapshots

LOG: Final = logging.getLogger(__name__)
MOST_AT_ONCE: Final = 20


class AnybodyWaiting:
    """Remembers whether anybody waits at all, so that the many who do not cost no query each."""

    def __init__(self) -> None:
        self._known: tuple[object, bool] | None = None
        self._changes = 0

    def changed(self) -> None:
        """Somebody may wait now."""
        self._known = None
        self._changes += 1

    async def anybody(self, about: object, look: Callable[[], Awaitable[bool]]) -> bool:
        """Whether anybody waits; `about` says for which sheet and database file that was looked up."""
        if self._known is not None and self._known[0] == about:
            return self._known[1]
        before = self._changes
        found = await look()
        if before == self._changes:  # else somebody came in the meantime
            self._known = about, found
        return found


@dataclass(frozen=True, slots=True)
class Fulfilled:
    """A wish, and the answer that the sheet now has for it."""

    wish: AwaitedAnswer
    reply: Reply


@dataclass(slots=True)
class AwaitedAnswers:
    """Keeps the wishes, and finds those that the current sheet fulfils."""

    snapshots: Snapshots
    database: Database
    key: UserKey
    clock: Callable[[], datetime]
    _looked_at: str = field(default="")
    _private: AnybodyWaiting = field(default_factory=AnybodyWaiting)

    async def wish(self, request_id: str, user_id: int, place: PublicMessage | None) -> bool:
        """Note that somebody wants to be told; False when the question is no longer in the log."""
        hashed = self.key.hash(user_id)
        try:
            with writable():
                return await awaited_answers.insert(self.database, request_id, hashed, place, self.clock())
        finally:
            self._private.changed()

    async def in_public(self) -> tuple[Fulfilled, ...]:
        """The wishes to answer in public, one for each place; sought once a sheet, and until all are told."""
        snapshot = self.snapshots.current
        if snapshot.version == self._looked_at:
            return ()
        wishes = await awaited_answers.in_public(self.database, snapshot.version)
        fulfilled = await asyncio.to_thread(_fulfilled, snapshot, wishes)
        if not fulfilled:
            self._looked_at = snapshot.version
        return tuple({each.wish.place: each for each in reversed(fulfilled)}.values())[::-1]

    async def of_person(self, user_id: int) -> Fulfilled | None:
        """Somebody's oldest fulfilled wish, to be told with whatever they ask next."""
        snapshot = self.snapshots.current
        try:
            if not await self._is_any(snapshot.version):
                return None
            hashed = self.key.hash(user_id)
            wishes = await awaited_answers.of_person(
                self.database, snapshot.version, hashed, limit=MOST_AT_ONCE
            )
        except sqlite3.Error:
            return None
        return next(iter(_fulfilled(snapshot, wishes)), None)

    async def _is_any(self, sheet: str) -> bool:
        look = partial(awaited_answers.is_any_private, self.database, sheet)
        return await self._private.anybody((sheet, self.database.file), look)

    async def told(self, fulfilled: Fulfilled) -> None:
        """Note that it was told; while the database cannot be written, it may be told once more."""
        place = fulfilled.wish.place
        try:
            if place is None:
                await awaited_answers.fulfil_one(self.database, fulfilled.wish.number)
            else:
                await awaited_answers.fulfil(self.database, place)
        except sqlite3.Error as error:
            LOG.warning("That somebody was told could not be noted: %s", error)

    async def cannot_tell_there(self, place: PublicMessage) -> None:
        try:
            await awaited_answers.take_back_inside(self.database, place)
        finally:
            self._private.changed()


def _fulfilled(snapshot: Snapshot, wishes: Sequence[AwaitedAnswer]) -> list[Fulfilled]:
    replies = ((wish, ask(snapshot, wish.question)) for wish in wishes)
    return [Fulfilled(wish, reply) for wish, reply in replies if isinstance(reply.answer, Found)]
