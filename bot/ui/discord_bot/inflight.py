"""The tasks that are answering somebody right now, so that closing can let them finish."""

import asyncio


class Inflight:
    """Knows every task that said it answers somebody."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[object]] = set()

    def enter(self) -> None:
        """The current task answers somebody, until it ends."""
        task = asyncio.current_task()
        if task is not None and task not in self._tasks:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def settle(self, seconds: float) -> None:
        """Wait for all of them, but not for ever; those that take longer are given up."""
        if self._tasks:
            _, late = await asyncio.wait(tuple(self._tasks), timeout=seconds)
            for task in late:
                task.cancel()
