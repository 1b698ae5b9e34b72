"""Chores: what the bot looks after by itself every few seconds, one after another; no error ends them."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from bot.services.background import Background

LOG: Final = logging.getLogger(__name__)
LOOK_SECONDS: Final = 20.0
Chore = Callable[[], Awaitable[None]]


class Chores:
    """Starts with the client's set-up and ends before the client does."""

    def __init__(
        self, chores: Sequence[Chore], sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self._chores = chores
        self._sleep = sleep
        self._background = Background("chores")

    def start(self) -> None:
        self._background.begin(self._look_again_and_again)

    async def stop(self) -> None:
        await self._background.end()

    async def attend(self) -> None:
        """Do each of them once."""
        for chore in self._chores:
            try:
                await chore()
            except Exception:  # the others must outlive any error, and so must the next look
                LOG.exception("A chore met an error and will be tried again")

    async def _look_again_and_again(self) -> None:
        while True:
            await self._sleep(LOOK_SECONDS)
            await self.attend()
