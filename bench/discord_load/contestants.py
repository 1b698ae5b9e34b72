"""The two bots, each in a process of its own with a loopback Discord of its own."""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process, create_subprocess_exec
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.discord_server.server import DiscordServer

ROOT = Path(__file__).parents[2]
READY = b"ready\n"
PAGE = os.sysconf("SC_PAGE_SIZE")
TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Contestant:
    """A bot that is ready, and the Discord it talks to."""

    name: str
    server: DiscordServer
    process: Process

    @property
    def resident_mib(self) -> float:
        pages = Path(f"/proc/{self.process.pid}/statm").read_text("ascii").split()[1]
        return int(pages) * PAGE / 2**20

    @property
    def cpu_seconds(self) -> float:
        fields = Path(f"/proc/{self.process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICK


@asynccontextmanager
async def ours(folder: Path, knowledge: Path) -> AsyncIterator[Contestant]:
    """`python -m bot run`, as an operator starts it, with the log on the disk."""
    async with DiscordServer(ticking=True) as server:
        variables = {
            "DISCORD_TOKEN": server.token,
            "BOT_DISCORD__API_URL": server.api_url,
            "BOT_DISCORD__QUESTIONS_PER_MINUTE": "0",
            "BOT_KNOWLEDGE__PATH": str(knowledge),
            "BOT_DATABASE__PATH": str(folder / "bot.sqlite3"),
        }
        async with _running("ours", server, ("-m", "bot", "run"), variables) as contestant:
            yield contestant


@asynccontextmanager
async def bare(shown: Path, database: Path) -> AsyncIterator[Contestant]:
    """discord.py and aiosqlite alone, with answers that are known beforehand."""
    async with DiscordServer(ticking=True) as server:
        told = (str(shown), str(database), server.api_url, server.token)
        words = ("-m", "bench.discord_load.bare_client", *told)
        async with _running("bare client", server, words, {}) as contestant:
            yield contestant


@asynccontextmanager
async def _running(
    name: str, server: DiscordServer, words: tuple[str, ...], variables: dict[str, str]
) -> AsyncIterator[Contestant]:
    environment = {**os.environ, **variables, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}
    process = await create_subprocess_exec(
        sys.executable, *words, cwd=ROOT, env=environment, stdout=DEVNULL, stderr=PIPE
    )
    try:
        await _until_ready(process)
        yield Contestant(name, server, process)
    finally:
        if process.returncode is None:
            process.terminate()
        async with asyncio.timeout(15):
            await process.communicate()


async def _until_ready(process: Process) -> None:
    said = b""
    while process.stderr and (line := await process.stderr.readline()):
        said += line
        if line == READY:
            return
    raise RuntimeError(said.decode() or "the bot ended before it was ready")
