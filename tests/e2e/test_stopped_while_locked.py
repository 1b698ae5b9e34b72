"""The fault as it was found: a promised erasure, a locked database, a stop; and the start after it."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from bot.errors import BotError
from bot.settings.settings import Settings
from tests.child_process import PATIENCE
from tests.discord_server.server import DiscordServer
from tests.e2e.conftest import Configure
from tests.e2e.running import UNHURRIED, Start, running

WORDS = "is the violet archipelago mentioned"
DATABASE = Path("data") / "bot.sqlite3"
HASTY = replace(UNHURRIED, erasing=0.1, closing=0.1)


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


async def forgotten_and_stopped(
    home: Path, server: DiscordServer, settings: Settings, *, hindered: bool
) -> None:
    """A bot, less patient than an operator's, that could not carry out what it promised before it ended."""
    with ExitStack() as other:
        async with running(settings, server, pace=HASTY) as bot:
            await server.slash("ask", {"question": WORDS})
            await until_on_record(home, [WORDS])
            await bot.app.services.database.wait_no_longer_than(0.05)
            other.enter_context(locked(home / DATABASE))
            for suffix in (".forgotten", ".unwritten") if hindered else ():
                file = home / f"{DATABASE}{suffix}"
                file.unlink()
                file.mkdir()
            pressed = await server.click(await server.slash("forgetme"), "Forget me")
            await pressed.until(lambda each: "as far as possible" in each.text)


async def test_the_next_start_keeps_the_promise(
    home: Path, discord_server: DiscordServer, configure: Configure, start: Start
) -> None:
    await forgotten_and_stopped(home, discord_server, configure(), hindered=False)
    before = questions(home)

    async with start():
        await until_on_record(home, [])

    assert before == [WORDS]


async def test_a_stop_that_loses_something_says_what(
    home: Path, discord_server: DiscordServer, configure: Configure
) -> None:
    with pytest.raises(BotError, match="Lost: 1 wish to be forgotten") as lost:
        await forgotten_and_stopped(home, discord_server, configure(), hindered=True)

    assert lost.value.exit_code == 1
    assert WORDS not in lost.value.sentence


async def stopped_without_its_folder(home: Path, server: DiscordServer, settings: Settings) -> None:
    async with running(settings, server) as bot:
        await server.slash("ask", {"question": WORDS})
        await until_on_record(home, [WORDS])
        bot.app.guarding.cancel()  # which would make it again
        await asyncio.wait((bot.app.guarding,))
        (home / DATABASE.parent).rename(home / "gone")  # at once, whatever is being written in it


async def test_a_stop_without_the_folder_of_the_database_says_what_is_lost(
    home: Path, discord_server: DiscordServer, configure: Configure
) -> None:
    with pytest.raises(BotError, match=r"Lost: the database .*bot\.sqlite3, which was deleted") as lost:
        await stopped_without_its_folder(home, discord_server, configure())

    assert lost.value.exit_code == 1
