"""What the doctor asks Discord, without a session: about the token, and the named channels and roles."""

from collections.abc import AsyncIterator, Collection, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final

import aiohttp
import discord

from bot.ui.discord_bot.connection import served_from
from bot.ui.discord_bot.delivery.no_retries import TROUBLES, no_retries, request_trace
from bot.ui.discord_bot.features.digest_place import rights_not_in
from bot.ui.discord_bot.outage import said_by

SECONDS: Final = 10.0


@dataclass(frozen=True, slots=True)
class Reached:
    """What Discord said: whether the token is valid, and how many sessions are left today."""

    accepted: bool
    remaining: int = 0
    total: int = 0


class UnreachableError(Exception):
    """Discord cannot be reached, for a reason in words."""


async def reach(api_url: str, token: str) -> Reached:
    """Ask for the gateway's address, as a start does."""
    headers = {"Authorization": f"Bot {token}"}
    timeout = aiohttp.ClientTimeout(total=SECONDS)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout, headers=headers) as session,
            session.get(f"{api_url.rstrip('/')}/gateway/bot") as response,
        ):
            if response.status == HTTPStatus.UNAUTHORIZED:
                return Reached(accepted=False)
            if response.status != HTTPStatus.OK:
                raise UnreachableError(f"it answers with status {response.status}")
            told = await response.json()
    except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as error:
        raise UnreachableError(said_by(error)) from error
    limit = told["session_start_limit"]
    return Reached(accepted=True, remaining=limit["remaining"], total=limit["total"])


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A channel and the rights that are missing there; no name if the bot cannot see it."""

    channel_id: int
    name: str | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedRole:
    """A role in one of the servers of those channels, and whether it can be mentioned."""

    name: str
    can_be_called: bool


@dataclass(slots=True)
class Known:
    """What was found of all that was asked for."""

    places: dict[int, NamedPlace] = field(default_factory=dict)
    roles: dict[int, NamedRole] = field(default_factory=dict)


async def look_at(api_url: str, token: str, channels: Collection[int]) -> Known:
    """Each of these channels, and the roles of their servers."""
    known = Known()
    try:
        async with _logged_in(api_url, token) as client:
            for channel_id in channels:
                known.places[channel_id] = await _look(client, channel_id, known)
    except TROUBLES as error:
        raise UnreachableError(said_by(error)) from error
    return known


@asynccontextmanager
async def _logged_in(api_url: str, token: str) -> AsyncIterator[discord.Client]:
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # it needs no voice
    client = discord.Client(intents=discord.Intents(guilds=True), http_trace=request_trace())
    with served_from(api_url):
        async with client:
            with no_retries():
                await client.login(token)
            yield client


def _roles(guild: discord.Guild, granted: discord.Permissions) -> Iterator[tuple[int, NamedRole]]:
    for role in guild.roles:
        yield role.id, NamedRole(role.name, role.mentionable or granted.mention_everyone)


async def _look(client: discord.Client, channel_id: int, known: Known) -> NamedPlace:
    """What is fetched by itself knows no roles: the server is asked for as well."""
    try:
        with no_retries():
            seen = await client.fetch_channel(channel_id)
        if not isinstance(seen, discord.abc.GuildChannel | discord.Thread):
            return NamedPlace(channel_id)
        # A thread's permissions are those of the channel in which it is.
        asked = seen.parent_id if isinstance(seen, discord.Thread) else channel_id
        with no_retries():
            guild = await client.fetch_guild(seen.guild.id)
            me = await guild.fetch_member(client.user.id if client.user else 0)
            place = await guild.fetch_channel(asked)
    except (discord.Forbidden, discord.NotFound, discord.InvalidData):
        return NamedPlace(channel_id)
    granted = place.permissions_for(me)
    known.roles.update(_roles(guild, granted))
    missing = rights_not_in(granted, in_thread=isinstance(seen, discord.Thread))
    return NamedPlace(channel_id, seen.name, tuple(missing))
