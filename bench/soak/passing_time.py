"""Time that passes in leaps, and a clock that is now and then wrong about it."""

import asyncio
from contextlib import suppress
from datetime import datetime, timedelta

from tests.discord_server.clock import Clock


class PassingTime:
    """The clock of the bot and the sleep of its digests.

    Discord's own clock is never wrong, and no wrong clock changes how long anybody sleeps.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._leapt = asyncio.Event()
        self.wrong_by = timedelta()

    def __call__(self) -> datetime:
        return self._clock.now() + self.wrong_by

    def pass_by(self, span: timedelta) -> None:
        """As if the machine had slept for so long."""
        self._clock.advance(seconds=span.total_seconds())
        self._leapt.set()
        self._leapt = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        end = self._clock.now() + timedelta(seconds=seconds)
        while (left := (end - self._clock.now()).total_seconds()) > 0:
            with suppress(TimeoutError):
                async with asyncio.timeout(left):
                    await self._leapt.wait()
