"""`python -m bot run` of one side, connected to a loopback Discord of this checkout."""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process, create_subprocess_exec
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.identity.home import DATABASE
from bench.identity.side import Side
from tests.discord_server.server import DiscordServer

READY = "ready"
PATIENCE = 60.0
TICK = os.sysconf("SC_CLK_TCK")


@dataclass
class Running:
    """The process, and what it has said on standard error."""

    process: Process
    lines: list[str] = field(default_factory=list)
    ready: asyncio.Event = field(default_factory=asyncio.Event)

    def worked(self) -> float:
        """Seconds of the processor that it has used."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICK

    async def listen(self) -> None:
        while self.process.stderr and (line := await self.process.stderr.readline()):
            self.lines.append(line.decode(errors="backslashreplace").rstrip())
            if self.lines[-1] == READY:
                self.ready.set()
        self.ready.set()


@asynccontextmanager
async def running(side: Side, server: DiscordServer, **more: str) -> AsyncIterator[Running]:
    """Ready; it ends as by a supervisor, and its exit code is its last line."""
    variables = {
        "DISCORD_TOKEN": server.token,
        "BOT_DISCORD__API_URL": server.api_url,
        "BOT_DATABASE__PATH": DATABASE,
        **more,
    }
    process = await create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"),
        cwd=side.home,
        env=side.environment(**variables),
        stdout=DEVNULL,
        stderr=PIPE,
    )
    bot = Running(process)
    listening = asyncio.create_task(bot.listen())
    try:
        async with asyncio.timeout(PATIENCE):
            await bot.ready.wait()
        yield bot
    finally:
        if process.returncode is None:
            process.terminate()
        code = await ended(process)
        await listening
        bot.lines.append(f"exit code {code}")


async def ended(process: Process) -> int:
    """A bot that does not leave is told to, and its exit code tells."""
    try:
        return await asyncio.wait_for(process.wait(), PATIENCE)
    except TimeoutError:
        process.kill()
        return await process.wait()
