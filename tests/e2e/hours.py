"""Time as a value for a whole bot: it passes only while every part of the digest's loop sleeps."""

import asyncio
from asyncio import Event, Future
from datetime import datetime, timedelta

from tests.discord_server.clock import Clock
from tests.discord_server.pulse import PATIENCE


class Hours:
    """The clock of the server and the bot, and the sleep of the loop: one for each channel, one for all."""

    def __init__(self, clock: Clock, channels: int = 1) -> None:
        self.clock = clock
        self.sleepers = channels + 1
        self._asleep: dict[Future[None], datetime] = {}
        self._changed = Event()

    def __call__(self) -> datetime:
        return self.clock.now()

    def set(self, instant: datetime) -> None:
        self.clock.advance(seconds=(instant - self.clock.now()).total_seconds())

    async def sleep(self, seconds: float) -> None:
        waking = asyncio.get_running_loop().create_future()
        self._asleep[waking] = self() + timedelta(seconds=seconds)
        self._changed.set()
        try:
            await waking
        finally:
            self._asleep.pop(waking, None)

    async def quiet(self) -> None:
        """Until all of them sleep, and longer than for a moment."""
        async with asyncio.timeout(PATIENCE):
            while len(self._ends()) < self.sleepers or min(self._ends()) <= self():
                self._wake_until(self())
                self._changed.clear()
                await self._changed.wait()

    async def until(self, end: datetime) -> None:
        """Let the loop live through the time until then, second by second where it wants to."""
        await self.quiet()
        while (first := min(self._ends())) <= end:
            self.set(first)
            self._wake_until(first)
            await self.quiet()
        self.set(end)

    async def leap(self, end: datetime) -> None:
        """As a suspended machine: it is later at once, and whoever should be awake wakes."""
        self.set(end)
        await self.quiet()

    def wake(self) -> None:
        """Whoever slept until now goes on, and nobody waits for the others to sleep."""
        self._wake_until(self())

    def _ends(self) -> list[datetime]:
        """Of those who still sleep; one that was cancelled is on its way out."""
        return [wanted for waking, wanted in self._asleep.items() if not waking.done()]

    def _wake_until(self, instant: datetime) -> None:
        for waking, wanted in tuple(self._asleep.items()):
            if wanted <= instant and not waking.done():
                del self._asleep[waking]
                waking.set_result(None)
