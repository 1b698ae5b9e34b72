"""A database that another program holds: at the start, and when somebody wants to change something."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest

from bot.errors import BotError
from bot.services import storage
from tests.discord_server.server import DiscordServer
from tests.e2e.running import Bot, Start

DATABASE = Path("data") / "bot.sqlite3"


@asynccontextmanager
async def locked(path: Path) -> AsyncIterator[sqlite3.Connection]:
    """In a thread, since the bot may be writing right now."""
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        await asyncio.to_thread(other.execute, "BEGIN EXCLUSIVE")
        yield other


async def test_a_start_waits_for_whoever_holds_the_database(
    home: Path, discord_server: DiscordServer, start: Start
) -> None:
    async with start():
        pass

    async with locked(home / DATABASE) as other:
        asyncio.get_running_loop().call_later(0.3, other.execute, "ROLLBACK")
        async with start():
            reply = await discord_server.slash("ask", {"question": "how tall is the lamp"})

    assert "42 metres" in reply.text


async def test_a_start_that_waits_in_vain_ends_with_a_sentence_and_may_be_tried_again(
    home: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start():
        pass
    monkeypatch.setattr(storage, "START_SECONDS", 0.05)

    async with locked(home / DATABASE):
        with pytest.raises(BotError, match="is locked by another program") as caught:
            async with start():
                pass

    assert caught.value.exit_code == 1


async def test_an_admin_is_told_that_nothing_was_changed(
    home: Path, discord_server: DiscordServer, bot: Bot
) -> None:
    await bot.app.services.database.wait_no_longer_than(0.05)
    async with locked(home / DATABASE):
        reply = await discord_server.slash("digest subscribe", {}, user=discord_server.admin)
        await reply.until(lambda each: "nothing was changed" in each.text)

    assert "I cannot write to my database right now" in reply.text
    assert bot.app.client.is_ready()
