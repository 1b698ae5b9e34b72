"""The loopback server, and a bare discord.py client connected to it."""

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.discord_server.fixture import discord_server
from tests.discord_server.redirect import connected
from tests.discord_server.server import DiscordServer
from tests.discord_server_tests.bare_bot import BareBot

__all__ = ["discord_server"]


@pytest_asyncio.fixture
async def bot(discord_server: DiscordServer) -> AsyncIterator[BareBot]:
    """The bare client, ready, with its commands registered."""
    client = BareBot()
    async with connected(client, discord_server):
        yield client
