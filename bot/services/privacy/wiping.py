"""Wiping: after an erasure the file is rewritten, so that no page keeps a trace; in nobody's way."""

import asyncio
import sqlite3
import time
from collections.abc import Callable
from typing import Final

from bot.database import meta
from bot.database.connection import Database

# A rewrite waits until this many times as long as the last one took: nobody can keep the disk busy with them.
REST: Final = 50.0


class Wiper:
    """Rewrites the file after an erasure; the reminder to do so is stored in the erasing transaction."""

    def __init__(self, database: Database, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._database = database
        self._monotonic = monotonic
        self._turn = asyncio.Lock()
        self._rest_until = 0.0

    @property
    def rest(self) -> float:
        """Seconds until the file may be rewritten again."""
        return max(0.0, self._rest_until - self._monotonic())

    async def wipe_if_due(self) -> None:
        """Empty the write-ahead log at once, and rewrite the file now or after the rest.

        Raises sqlite3.Error when that is not possible; the reminder stays.
        """
        async with self._turn:
            reminder = await meta.get(self._database, meta.Key.WIPE_DUE)
            if reminder is None:
                return
            await self._database.checkpoint()
            if not self.rest:
                await self._wipe(reminder)

    async def _wipe(self, reminder: str) -> None:
        begun = self._monotonic()
        try:
            await self._database.wipe()
        finally:
            now = self._monotonic()
            self._rest_until = now + (now - begun) * REST
        await meta.remove(self._database, meta.Key.WIPE_DUE, reminder)

    async def due(self) -> bool:
        """Whether a trace may be left; assumed when the database cannot be read."""
        try:
            return await meta.get(self._database, meta.Key.WIPE_DUE) is not None
        except sqlite3.Error:
            return True
