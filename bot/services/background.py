"""Tasks that run beside everything else, and end before what they use is closed."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from typing import Final

LOG: Final = logging.getLogger(__name__)
LOOK_SECONDS: Final = 20.0
Work = Coroutine[object, object, None]
Chore = Callable[[], Awaitable[None]]
Sleep = Callable[[float], Awaitable[None]]


class Background:
    """One task, begun once."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._task: asyncio.Task[None] | None = None

    @property
    def runs(self) -> bool:
        return self._task is not None and not self._task.done()

    def begin(self, work: Callable[[], Work]) -> None:
        """Only the first call counts."""
        if self._task is None:
            self._task = asyncio.create_task(work(), name=self._name)

    async def end(self) -> None:
        if self._task is not None:
            await _ended(self._task)


class Chores:
    """What the bot looks after by itself every few seconds, one after another; no error ends them."""

    def __init__(self, chores: Sequence[Chore], sleep: Sleep = asyncio.sleep) -> None:
        self._chores = chores
        self._sleep = sleep
        self._background = Background("chores")
        self._failing: dict[Chore, type[Exception]] = {}

    def start(self) -> None:
        self._background.begin(self._look_again_and_again)

    async def stop(self) -> None:
        await self._background.end()

    async def attend(self) -> None:
        """Do each of them once; what goes on failing is logged when it begins."""
        for chore in self._chores:
            try:
                await chore()
            except Exception as error:  # the others must outlive any error, and so must the next look
                if self._failing.get(chore) is not type(error):
                    LOG.exception("A chore met an error and will be tried again")
                self._failing[chore] = type(error)
            else:
                self._failing.pop(chore, None)

    async def _look_again_and_again(self) -> None:
        while True:
            await self._sleep(LOOK_SECONDS)
            await self.attend()


@asynccontextmanager
async def in_background(work: Work) -> AsyncIterator[asyncio.Task[None]]:
    """Run a task while the block runs."""
    task = asyncio.create_task(work)
    try:
        yield task
    finally:
        await _ended(task)


async def nap(sleep: Sleep, seconds: float, alarm: asyncio.Event) -> bool:
    """Sleep for so long or until the alarm, even one given just before; True when the alarm ended it."""
    sleeping, waking = asyncio.ensure_future(sleep(seconds)), asyncio.ensure_future(alarm.wait())
    try:
        await asyncio.wait((sleeping, waking), return_when=asyncio.FIRST_COMPLETED)
    finally:
        sleeping.cancel()
        waking.cancel()
    if sleeping.done():
        sleeping.result()
    woken = alarm.is_set()
    alarm.clear()
    return woken


async def _ended(task: asyncio.Task[None]) -> None:
    """Cancelled, or over already; what it failed with is its own matter."""
    task.cancel()
    await asyncio.wait((task,))
