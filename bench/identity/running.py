"""`python -m bot run` of one side, connected to a loopback Discord of this checkout."""

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process, create_subprocess_exec
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from bench.identity.home import DATABASE
from bench.identity.side import Side
from tests.discord_server.server import DiscordServer

READY = "ready"
PATIENCE = 60.0


@dataclass
class Running:
    """The process, and what it has said on standard error."""

    process: Process
    lines: list[str] = field(default_factory=list)
    ready: asyncio.Event = field(default_factory=asyncio.Event)

    def worked(self) -> float:
        """Seconds in which its threads had the processor, or waited for it on a busy machine."""
        spent = 0
        for thread in Path(f"/proc/{self.process.pid}/task").iterdir():
            with suppress(OSError):  # it is over by now
                had, waited, _ = (thread / "schedstat").read_text("ascii").split()
                spent += int(had) + int(waited)
        return spent / 1e9

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
