"""Killed at random moments: whatever the server received is on record, and the database is whole."""

import asyncio
import os
import random
import signal
import sqlite3
from pathlib import Path

import pytest

from bot.services.journal import Pace
from tests.discord_server.reply import Reply
from tests.discord_server.server import DiscordServer
from tests.e2e.processes import bot_process, ended
from tests.thorough import THOROUGH

pytestmark = pytest.mark.slow

QUESTIONS = 500 if THOROUGH else 200
AT_ONCE = 25
TIMES = 20 if THOROUGH else 1  # every kill costs two seconds
LAMP = {"question": "how tall is the lamp"}


def on_record(home: Path) -> set[str]:
    """The requests in the log of a database that was left behind, which must be whole."""
    database = sqlite3.connect(home / "data" / "bot.sqlite3")
    try:
        [(verdict,)] = database.execute("PRAGMA integrity_check").fetchall()
        assert verdict == "ok"
        return {row[0] for row in database.execute("SELECT request_id FROM queries")}
    finally:
        database.close()


async def all_answered(asked: list[Reply]) -> bool:
    await asyncio.gather(*(reply.answered() for reply in asked))
    return True


async def ask_until_dead(server: DiscordServer, dying: asyncio.Event) -> list[Reply]:
    """Up to five hundred questions, always some at once; the replies that arrived."""
    asked: list[Reply] = []
    for _ in range(QUESTIONS // AT_ONCE):
        wave = [server.start_slash("ask", LAMP) for _ in range(AT_ONCE)]
        asked += wave
        gone = asyncio.create_task(dying.wait())
        answers = asyncio.create_task(all_answered(wave))
        await asyncio.wait((gone, answers), return_when=asyncio.FIRST_COMPLETED)
        gone.cancel()
        answers.cancel()
        if dying.is_set():
            break
    return asked


@pytest.mark.parametrize("seed", range(TIMES))
async def test_every_reply_that_arrived_has_its_row(
    home: Path, discord_server: DiscordServer, seed: int
) -> None:
    moment = random.Random(seed).randrange(1, QUESTIONS)
    async with bot_process(home, discord_server) as process:
        dying = asyncio.Event()
        asking = asyncio.create_task(ask_until_dead(discord_server, dying))
        await discord_server.wait_for(
            lambda: sum(reply.kind is not None for reply in discord_server.replies.values()) >= moment
        )
        os.kill(process.pid, signal.SIGKILL)
        await ended(process)
        dying.set()
        asked = await asking

    answered = [reply for reply in asked if reply.kind is not None]
    assert len(answered) >= moment
    assert {str(reply.id) for reply in answered if in_time(reply)} <= on_record(home)


def in_time(reply: Reply) -> bool:
    """Nobody waits longer for the log, and on a busy machine its commit may."""
    assert reply.elapsed is not None
    return reply.elapsed < Pace().patience
