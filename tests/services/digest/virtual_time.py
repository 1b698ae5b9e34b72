"""Time that passes only while everybody sleeps, and then at once."""

import asyncio
from asyncio import Event, Future
from datetime import datetime, timedelta
from typing import Any

from tests.services.digest.room import Clock


class VirtualTime:
    """The `sleep` of so many tasks; when all of them sleep, the clock goes to the first one's end."""

    def __init__(self, clock: Clock, sleepers: int, end: datetime) -> None:
        self.clock = clock
        self.sleepers = sleepers
        self.end = end
        self.over = Event()
        self.spans: list[float] = []
        self._asleep: dict[Future[None], datetime] = {}

    async def sleep(self, seconds: float) -> None:
        self.spans.append(seconds)
        waking = asyncio.get_running_loop().create_future()
        self._asleep[waking] = self.clock() + timedelta(seconds=seconds)
        self._pass()
        try:
            await waking
        finally:
            self._asleep.pop(waking, None)

    def _pass(self) -> None:
        if len(self._asleep) < self.sleepers:
            return
        first = min(self._asleep, key=lambda waking: self._asleep[waking])
        self.clock.now = max(self.clock.now, self._asleep.pop(first))
        if self.clock.now >= self.end:
            self.over.set()
        first.set_result(None)

    async def live(self, life: Any) -> None:
        """Let something go on until the end, then stop it."""
        task = asyncio.ensure_future(life)
        ending = asyncio.ensure_future(self.over.wait())
        done, _ = await asyncio.wait({task, ending}, return_when=asyncio.FIRST_COMPLETED)
        for running in (task, ending):
            running.cancel()
        await asyncio.wait({task, ending})
        if task in done:
            task.result()
