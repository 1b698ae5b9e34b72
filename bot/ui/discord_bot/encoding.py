"""Tells whoever waits for a sheet how many of its texts are encoded."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Final

from discord import DiscordException

from bot.matching.meaning import WATCHER
from bot.ui.discord_bot.interactions import Interaction
from bot.ui.discord_bot.page import Page
from bot.ui.discord_bot.sending import finish
from bot.ui.texts import meaning as texts

SECONDS: Final = 5.0  # between two edits of a message


class _Notice:
    """Called by the thread that encodes; the message is edited by the loop, one edit after the other."""

    def __init__(self, interaction: Interaction) -> None:
        self._interaction = interaction
        self._loop = asyncio.get_running_loop()
        self._next = 0.0
        self._edit: asyncio.Task[None] | None = None

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if total >= texts.MANY and done < total and now >= self._next:
            self._next = now + SECONDS
            self._loop.call_soon_threadsafe(self._show, done, total)

    def _show(self, done: int, total: int) -> None:
        if self._edit is None or self._edit.done():
            self._edit = asyncio.create_task(finish(self._interaction, Page(texts.encoded(done, total))))

    async def settle(self) -> None:
        """So that what is shown at last is the report."""
        if self._edit is not None:
            with suppress(DiscordException):  # a notice that does not come is no harm
                await self._edit


@asynccontextmanager
async def encoding_told(interaction: Interaction) -> AsyncIterator[None]:
    """Where Discord was told to wait, the message says how far it is."""
    notice = _Notice(interaction)
    token = WATCHER.set(notice)
    try:
        yield
    finally:
        WATCHER.reset(token)
        await notice.settle()
