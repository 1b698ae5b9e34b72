"""The other end of a clocked bot: a process that is told the time, and killed."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process, create_subprocess_exec
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from tests.child_process import PATIENCE
from tests.e2e.processes import PROJECT, ended


@dataclass(frozen=True)
class ClockedBot:
    """A process in whose world it is as late as it was told."""

    process: Process

    async def heard(self, line: str) -> None:
        """Wait until it says this on standard error."""
        assert self.process.stderr is not None
        lines = []
        async with asyncio.timeout(PATIENCE):
            while said := await self.process.stderr.readline():
                lines.append(said.decode().rstrip())
                if lines[-1] == line:
                    return
        raise AssertionError("\n".join(lines))

    def tell(self, instant: datetime) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{instant.isoformat()}\n".encode())

    async def kill(self) -> None:
        self.process.kill()
        await ended(self.process)


@asynccontextmanager
async def clocked_bot(now: datetime, environment: dict[str, str]) -> AsyncIterator[ClockedBot]:
    """Ready, with everybody asleep; one that still lives at the end is killed."""
    command = (sys.executable, "-m", "tests.e2e.clocked_bot", now.isoformat())
    variables = {**os.environ, "PYTHONPATH": str(PROJECT), "PYTHONWARNINGS": "ignore", **environment}
    process = await create_subprocess_exec(*command, env=variables, stdin=PIPE, stdout=PIPE, stderr=PIPE)
    bot = ClockedBot(process)
    try:
        await bot.heard("ready")
        yield bot
    finally:
        if process.returncode is None:
            await bot.kill()
