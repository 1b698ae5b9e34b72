"""The other end of a clocked bot: a process that is told the time, and killed."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from tests.child_process import PATIENCE
from tests.e2e.processes import ended
from tests.forked_process import PROJECT, ForkedProcess, forked


@dataclass(frozen=True)
class ClockedBot:
    """A process in whose world it is as late as it was told."""

    process: ForkedProcess

    async def heard(self, line: str) -> None:
        """Wait until it says this on standard error."""
        lines = []
        async with asyncio.timeout(PATIENCE):
            while said := await self.process.stderr.readline():
                lines.append(said.decode().rstrip())
                if lines[-1] == line:
                    return
        raise AssertionError("\n".join(lines))

    def tell(self, instant: datetime) -> None:
        self.process.tell(f"{instant.isoformat()}\n")

    async def kill(self) -> None:
        self.process.kill()
        await ended(self.process)


@asynccontextmanager
async def clocked_bot(now: datetime, environment: dict[str, str]) -> AsyncIterator[ClockedBot]:
    """Ready, with everybody asleep; one that still lives at the end is killed."""
    bot = ClockedBot(
        await forked(
            "tests.e2e.clocked_bot",
            [now.isoformat()],
            folder=PROJECT,
            environment={**os.environ, "PYTHONWARNINGS": "ignore", **environment},
        )
    )
    try:
        await bot.heard("ready")
        yield bot
    finally:
        if bot.process.returncode is None:
            await bot.kill()
