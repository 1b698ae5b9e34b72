"""Points the real discord.py at a loopback server, and back again."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress

import discord
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from tests.discord_server.pulse import PATIENCE
from tests.discord_server.server import DiscordServer


@contextmanager
def redirected(server: DiscordServer) -> Iterator[None]:
    """The two redirects: the API's address, and the gateway a client takes without asking for it."""
    api, gateway = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = server.api_url, URL(server.gateway_url)
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = api, gateway


@asynccontextmanager
async def connected(client: discord.Client, server: DiscordServer) -> AsyncIterator[asyncio.Task[None]]:
    """A bare client that is logged in and ready; the task is its life on the gateway."""
    with redirected(server):
        async with client:
            await client.login(server.token)
            life = asyncio.create_task(client.connect())
            try:
                await first_of(client.wait_until_ready(), life)
                await acquainted(client)
                yield life
            finally:
                await client.close()
                await ended(life)


async def first_of(ready: Coroutine[None, None, None], life: asyncio.Task[None]) -> None:
    """Wait until ready; a client that dies before raises its own error."""
    waiting = asyncio.create_task(ready)
    async with asyncio.timeout(PATIENCE):
        await asyncio.wait({waiting, life}, return_when=asyncio.FIRST_COMPLETED)
    if life.done():
        waiting.cancel()
        life.result()


async def acquainted(client: discord.Client) -> None:
    """Wait until it knows its guilds: they come one by one, also after it was ready."""
    async with asyncio.timeout(PATIENCE):
        while any(guild.unavailable for guild in client.guilds):
            await client.wait_for("guild_available")


async def ended(life: asyncio.Task[None]) -> None:
    life.cancel()
    with suppress(asyncio.CancelledError, discord.DiscordException):
        await life
