"""The bot in a process of its own, started as an operator starts it, or forked from one that was."""

import asyncio
import os
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

from tests.child_process import PATIENCE, spawned
from tests.discord_server.server import DiscordServer
from tests.forked_process import PROJECT, ForkedProcess, forked

READY = b"ready\n"


class Ended(NamedTuple):
    """How a process ended and all that it said."""

    code: int
    said: str


async def started(
    home: Path, server: DiscordServer, *words: str, options: Sequence[str] = (), **more: str
) -> Process:
    """`python -m bot run` over the sheet of this folder; `more` goes into its environment."""
    command = (sys.executable, "-m", "bot", *words, "run", *options)
    return await spawned(command, cwd=home, env=environment(server, **more), own_session=True)


async def running_bot(
    home: Path, server: DiscordServer, *words: str, options: Sequence[str] = (), **more: str
) -> ForkedProcess:
    """The same without the start."""
    return await forked(
        "bot", [*words, "run", *options], folder=home, environment=environment(server, **more)
    )


def environment(server: DiscordServer, **more: str) -> dict[str, str]:
    """What the process of a bot on this server is told."""
    return {
        **os.environ,
        "DISCORD_TOKEN": server.token,
        "BOT_DISCORD__API_URL": server.api_url,
        "BOT_DISCORD__QUESTIONS_PER_MINUTE": "0",
        "PYTHONPATH": str(PROJECT),
        "PYTHONWARNINGS": "ignore",
        **more,
    }


async def until_ready(process: Process | ForkedProcess) -> list[str]:
    """The lines on standard error up to `ready`."""
    return await until_said(process, READY.decode().strip())


async def until_said(process: Process | ForkedProcess, words: str) -> list[str]:
    """The lines on standard error up to one that holds these words."""
    assert process.stderr is not None
    lines = []
    async with asyncio.timeout(PATIENCE):
        while line := await process.stderr.readline():
            lines.append(line.decode().rstrip())
            if words in lines[-1]:
                return lines
    raise AssertionError("\n".join(lines))


async def ended(process: Process | ForkedProcess) -> Ended:
    async with asyncio.timeout(PATIENCE):
        out, errors = await process.communicate()
    assert process.returncode is not None
    return Ended(process.returncode, (out + (errors or b"")).decode())


@asynccontextmanager
async def bot_process(home: Path, server: DiscordServer, **more: str) -> AsyncIterator[ForkedProcess]:
    """A ready bot; one that is still there at the end is killed."""
    process = await running_bot(home, server, **more)
    try:
        await until_ready(process)
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await ended(process)
