"""What runs beside everything else, and ends before what it works with is closed."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager

Work = Coroutine[object, object, None]


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


@asynccontextmanager
async def in_background(work: Work) -> AsyncIterator[asyncio.Task[None]]:
    """For as long as the block goes on."""
    task = asyncio.create_task(work)
    try:
        yield task
    finally:
        await _ended(task)


async def nap(sleep: Callable[[float], Awaitable[None]], seconds: float, alarm: asyncio.Event) -> bool:
    """Sleep so long, or until the alarm, were it given just before; whether it was."""
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
