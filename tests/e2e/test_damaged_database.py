"""A damaged database is set aside; people get their answers, and the new one their questions."""

import asyncio
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.child_process import PATIENCE
from tests.discord_server.server import DiscordServer
from tests.e2e.processes import ended, running_bot, until_ready
from tests.e2e.running import Bot, Start

pytestmark = pytest.mark.slow

LAMP = {"question": "how tall is the lamp"}
DATABASE = Path("data") / "bot.sqlite3"


def spoil(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[: len(content) // 2] = b"\xff" * (len(content) // 2)
    path.write_bytes(content)


async def test_the_start_sets_it_aside_says_so_and_goes_on(
    home: Path, discord_server: DiscordServer, start: Start
) -> None:
    async with start():
        await discord_server.slash("ask", LAMP)
    spoil(home / DATABASE)

    process = await running_bot(home, discord_server)
    lines = await until_ready(process)
    reply = await discord_server.slash("ask", LAMP)
    process.send_signal(signal.SIGTERM)
    code, _ = await ended(process)

    with closing(sqlite3.connect(home / DATABASE)) as database:
        rows = database.execute("SELECT text FROM queries").fetchall()
    assert "42 metres" in reply.text
    assert any("I have set it aside as bot.sqlite3.damaged-" in line for line in lines)
    assert rows == [(LAMP["question"],)]
    assert code == 0


async def test_damage_while_it_runs_keeps_nobody_from_an_answer(
    home: Path, discord_server: DiscordServer, bot: Bot
) -> None:
    database = bot.app.services.database
    await database.read("PRAGMA wal_checkpoint(TRUNCATE)")
    spoil(home / DATABASE)
    await database.read("PRAGMA shrink_memory")  # what it remembers of the file it need not read

    replies = [await discord_server.slash("ask", LAMP) for _ in range(3)]
    await discord_server.wait_for(lambda: any((home / "data").glob("*.damaged-*")))
    replies.append(await discord_server.slash("ask", LAMP))
    while bot.app.services.journal.pending:
        await discord_server.slash("privacy")

    assert all("42 metres" in reply.text for reply in replies)
    assert [row.text for row in await bot.log()] == [LAMP["question"]] * 4


async def test_a_wish_finds_room_beside_a_database_that_was_deleted(
    home: Path, discord_server: DiscordServer, bot: Bot
) -> None:
    (home / "data").rename(home / "gone")  # at once, whatever is being written in it
    bot.app.services.database.damaged.set()  # so that the file is looked at now

    beside = [home / f"{DATABASE}{suffix}" for suffix in (".forgotten", ".unwritten")]
    async with asyncio.timeout(PATIENCE):
        while not all(file.exists() for file in beside):
            await discord_server.slash("privacy")
