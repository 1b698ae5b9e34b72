"""The fault as it was found: a promised erasure, a locked database, a stop; and the start after it."""

import asyncio
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event

import pytest

from tests.child_process import PATIENCE
from tests.discord_server.server import DiscordServer
from tests.e2e.processes import Ended, bot_process, ended
from tests.e2e.running import Start

pytestmark = pytest.mark.slow

WORDS = "is the violet archipelago mentioned"
DATABASE = Path("data") / "bot.sqlite3"


@contextmanager
def locked(path: Path) -> Iterator[None]:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.close()


def questions(home: Path) -> list[str]:
    with closing(sqlite3.connect(home / DATABASE)) as database:
        return [text for (text,) in database.execute("SELECT text FROM queries")]


async def until_on_record(home: Path, texts: list[str]) -> None:
    """The bot answers also while a row of its log waits."""
    async with asyncio.timeout(PATIENCE):
        while await asyncio.to_thread(questions, home) != texts:
            await asyncio.to_thread(Event().wait, 0.05)


async def forgotten_and_stopped(home: Path, server: DiscordServer, *, hindered: bool) -> Ended:
    """A bot that could not carry out what it promised before it was told to stop."""
    async with bot_process(home, server) as process:
        await server.slash("ask", {"question": WORDS})
        await until_on_record(home, [WORDS])
        with locked(home / DATABASE):
            for suffix in (".forgotten", ".unwritten") if hindered else ():
                file = home / f"{DATABASE}{suffix}"
                file.unlink()
                file.mkdir()
            pressed = await server.click(await server.slash("forgetme"), "Forget me")
            await pressed.until(lambda each: "as far as possible" in each.text)
            process.send_signal(signal.SIGTERM)
            return await ended(process)


async def test_the_next_start_keeps_the_promise(
    home: Path, discord_server: DiscordServer, start: Start
) -> None:
    code, _ = await forgotten_and_stopped(home, discord_server, hindered=False)
    before = questions(home)

    async with start():
        await until_on_record(home, [])

    assert code == 0
    assert before == [WORDS]


async def test_a_stop_that_loses_something_says_what(home: Path, discord_server: DiscordServer) -> None:
    code, said = await forgotten_and_stopped(home, discord_server, hindered=True)

    assert code == 1
    assert "Lost: 1 wish to be forgotten." in said
    assert WORDS not in said
