"""The real bot, connected to a loopback Discord, over the small sheet or another one."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
import pytest_asyncio

from bot.domain.briefing import Briefing
from bot.services.snapshot import Snapshot, snapshot_of
from bot.settings.reading import read_settings
from bot.settings.settings import Settings
from tests.discord_server.fixture import discord_server as any_server
from tests.discord_server.reading import hidden_words
from tests.discord_server.server import DiscordServer
from tests.e2e.daily import EVE, Daily
from tests.e2e.hours import Hours
from tests.e2e.running import Bot, Start, running

__all__ = ["any_server"]

Configure = Callable[..., Settings]


@pytest_asyncio.fixture
async def discord_server(any_server: DiscordServer) -> AsyncIterator[DiscordServer]:
    """Whatever the bot says in a test, it says it where members without embeds read it."""
    yield any_server
    bodies = [(str(each), each.body) for each in any_server.requests if isinstance(each.body, dict)]
    assert [request for request, body in bodies if hidden_words(body)] == []


@pytest.fixture
def configure(home: Path, discord_server: DiscordServer) -> Configure:
    """Settings over the small sheet; more of them are named as the environment names them."""

    def settings(**more: str) -> Settings:
        variables = {
            "BOT_DISCORD__API_URL": discord_server.api_url,
            "BOT_KNOWLEDGE__PATH": str(home / "knowledge"),
            "BOT_DATABASE__PATH": str(home / "data" / "bot.sqlite3"),
        }
        return read_settings(None, variables | more)

    return settings


@pytest.fixture
def start(discord_server: DiscordServer, configure: Configure) -> Start:
    """Starts a bot; `start(BOT_DISCORD__QUESTIONS_PER_MINUTE="1")` with other settings."""

    def begin(**more: str) -> AbstractAsyncContextManager[Bot]:
        return running(configure(**more), discord_server, known=True)

    return begin


@pytest_asyncio.fixture
async def bot(start: Start) -> AsyncIterator[Bot]:
    """The bot, ready, with its commands registered."""
    async with start() as running_bot:
        yield running_bot


@pytest.fixture
def hours(discord_server: DiscordServer) -> Hours:
    """A time far from any real one, so that nothing can look at a real clock unnoticed."""
    hours = Hours(discord_server.clock)
    hours.set(EVE)
    return hours


@pytest.fixture
def daily(discord_server: DiscordServer, hours: Hours, configure: Configure) -> Daily:
    return Daily(discord_server, hours, configure)


@pytest.fixture
def shelf_without_lamp(briefing: Briefing) -> Snapshot:
    """The small sheet after somebody took a fact out."""
    facts = tuple(
        fact.model_copy(update={"related": ()}) for fact in briefing.sheet.facts if fact.id != "lamp-height"
    )
    sheet = briefing.sheet.model_copy(update={"facts": facts})
    return snapshot_of(Briefing(sheet, briefing.documents, briefing.citations, "another"))
