"""The client: no privileged intents, no pings, no caches of people; it syncs its commands and listens."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

import aiohttp
import discord
from yarl import URL

from bot.database.connection import Database
from bot.services.background import Chores
from bot.services.health.pulse import Gateway
from bot.ui.discord_bot.command_sync import CommandState, CommandSync, Tell
from bot.ui.discord_bot.connection import connect_through
from bot.ui.discord_bot.delivery.loop import DigestLoop
from bot.ui.discord_bot.delivery.no_retries import request_trace
from bot.ui.discord_bot.gate import Gatekeeper
from bot.ui.discord_bot.interactions import Command
from bot.ui.discord_bot.login import (
    AgainError,
    IdentifyPace,
    NoSessionsLeftError,
    log_in,
    require_sessions,
    wait_five_minutes_at_most,
    waits,
)
from bot.ui.discord_bot.outage import Outage
from bot.ui.discord_bot.persistent_button import PersistentButton
from bot.ui.discord_bot.tree import TableTranslator, Tree

LOG: Final = logging.getLogger(__name__)
INTENTS: Final = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
Listener = Callable[[discord.Message], Awaitable[None]]


async def _pause() -> None:
    await asyncio.sleep(5.0)  # Discord wants a bot to wait so long before it identifies again


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How long to wait: for guilds, before another identify, for a digest's time and receipt, to retry."""

    guild_seconds: float = 0.2
    pause: Callable[[], Awaitable[None]] = _pause
    sleep: Callable[[float], Coroutine[Any, Any, None]] = asyncio.sleep
    receipt_seconds: float = 20.0
    retry: Callable[[float], Coroutine[Any, Any, None]] = asyncio.sleep


@dataclass(frozen=True, slots=True)
class Equipment:
    """What a client offers, and whom it notifies of messages and of its connection."""

    commands: tuple[Command, ...]
    buttons: tuple[PersistentButton, ...]
    listener: Listener
    digests: DigestLoop
    chores: Chores
    told: CommandState
    tell_owners: Tell


class BriefingClient(discord.AutoShardedClient):
    """Knows Discord and nothing of briefings; what it receives goes to its equipment."""

    def __init__(
        self,
        gatekeeper: Gatekeeper,
        database: Database,
        rhythm: Rhythm,
        equip: Callable[[discord.Client], Equipment],
    ) -> None:
        # The bot has no use for voice, so the warnings about it would only confuse.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        super().__init__(
            intents=INTENTS,
            allowed_mentions=discord.AllowedMentions.none(),
            guild_ready_timeout=rhythm.guild_seconds,
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            http_trace=request_trace(),
        )
        self.equipment = equip(self)
        self.tree = Tree(self, gatekeeper, self.equipment.commands)
        self.commands = CommandSync(
            self.tree, database, self.equipment.told, rhythm.retry, self.equipment.tell_owners
        )
        self._rhythm = rhythm
        self._pace = IdentifyPace()
        self._launching = False
        self.outage = Outage()

    async def arrive(self, token: str, api_url: str) -> None:
        """Log in, however long Discord is unreachable."""
        await log_in(self, token, api_url, self.outage, self._rhythm.retry)

    async def setup_hook(self) -> None:
        self.add_dynamic_items(*self.equipment.buttons)
        await self.tree.set_translator(TableTranslator())
        await self.commands.begin()
        self.shard_count, _ = await self._ask_for_gateway()
        self._pace.shards = self.shard_count
        self.equipment.digests.start()
        self.equipment.chores.start()

    async def _ask_for_gateway(self) -> tuple[int, URL]:
        """How many shards Discord recommends, and the gateway's address."""
        shards, gateway, limits = await self.http.get_bot_gateway()
        require_sessions(limits["remaining"], shards, limits["reset_after"])
        connect_through(gateway)
        return shards, URL(gateway)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        del shard_id
        if not initial:
            await self._rhythm.pause()
        while seconds := self._pace.wait(time.monotonic()):
            await self._rhythm.retry(seconds)

    async def launch_shard(self, gateway: URL, shard_id: int, *, initial: bool = False) -> None:
        """Retry in a loop: discord.py calls itself after each failure, until the stack overflows."""
        if self._launching:
            raise AgainError
        pauses = waits()
        while not self._launching:
            self._launching = True
            try:
                await super().launch_shard(gateway, shard_id, initial=initial)
                break
            except AgainError:
                await self._rhythm.retry(next(pauses))
                with suppress(discord.DiscordException, aiohttp.ClientError, OSError, NoSessionsLeftError):
                    _, gateway = await self._ask_for_gateway()
            finally:
                self._launching = False

    @property
    def connected(self) -> bool:
        """Whether every shard is connected; a silent one is given up after a minute."""
        shards = self.shards.values()
        return len(shards) == self.shard_count and not any(shard.is_closed() for shard in shards)

    def look(self) -> Gateway:
        """The state of the connection; losing it after a good start counts as an outage."""
        if self.is_ready() and not self.connected and not self.is_closed():
            self.outage.lost()
        return Gateway(self.connected and self.is_ready(), self.outage.seconds)

    async def on_shard_connect(self, shard_id: int) -> None:
        LOG.info("Shard %s connected", shard_id)
        wait_five_minutes_at_most(self.shards[shard_id])
        if self.connected:
            self.outage.over()
        await self.equipment.digests.reconnected()

    async def on_shard_disconnect(self, shard_id: int) -> None:
        LOG.info("Shard %s disconnected", shard_id)

    async def on_shard_resumed(self, shard_id: int) -> None:
        await self.on_shard_connect(shard_id)

    async def on_message(self, message: discord.Message) -> None:
        if not message.author.bot:
            await self.equipment.listener(message)
