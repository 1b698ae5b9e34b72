"""Waiting for a change without sleeping: every change wakes those who wait, and they look again."""

import asyncio
from collections.abc import Callable

PATIENCE = 60.0  # seconds; it costs nothing but where a test fails


class Pulse:
    """A bell that rings at each change."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def beat(self) -> None:
        for future in self._waiting:
            if not future.done():
                future.set_result(None)
        self._waiting.clear()

    async def until(
        self, claim: Callable[[], bool], within: float = PATIENCE, *, what: str = "the change"
    ) -> None:
        """Return as soon as the claim is true; a claim that stays false is an AssertionError."""
        try:
            async with asyncio.timeout(within):
                while not claim():
                    await self._next()
        except TimeoutError:
            raise AssertionError(f"waited {within:g} s in vain for {what}") from None

    async def _next(self) -> None:
        future = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            await future
        finally:
            self._waiting.discard(future)
