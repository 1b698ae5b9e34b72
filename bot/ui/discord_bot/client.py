"""The client: no privileged intents, no pings, no caches of people; it tells its commands and listens."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Final

import discord

from bot.database.connection import Database
from bot.errors import BotError
from bot.ui.discord_bot.connection import connect_through
from bot.ui.discord_bot.delivery.loop import DigestLoop
from bot.ui.discord_bot.delivery.no_retries import request_trace
from bot.ui.discord_bot.gate import Gatekeeper
from bot.ui.discord_bot.interactions import Command
from bot.ui.discord_bot.persistent_button import PersistentButton
from bot.ui.discord_bot.tree import TableTranslator, Tree, sync
from bot.ui.texts import discord_bot as texts
from bot.ui.texts.plain import plural

LOG: Final = logging.getLogger(__name__)
INTENTS: Final = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
Listener = Callable[[discord.Message], Awaitable[None]]


async def _pause() -> None:
    await asyncio.sleep(5.0)  # so long Discord wants a bot to wait before it identifies once more


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Waiting: for the guilds, before another identify, for a digest's time and for its receipt."""

    guild_seconds: float = 0.2
    pause: Callable[[], Awaitable[None]] = _pause
    sleep: Callable[[float], Coroutine[Any, Any, None]] = asyncio.sleep
    receipt_seconds: float = 20.0


@dataclass(frozen=True, slots=True)
class Equipment:
    """What a client offers, and whom it tells of messages and of its connection."""

    commands: tuple[Command, ...]
    buttons: tuple[PersistentButton, ...]
    listener: Listener
    digests: DigestLoop


class BriefingClient(discord.AutoShardedClient):
    """Knows Discord and nothing of briefings: what it hears goes to those it is equipped with."""

    def __init__(
        self,
        gatekeeper: Gatekeeper,
        database: Database,
        rhythm: Rhythm,
        equip: Callable[[discord.Client], Equipment],
    ) -> None:
        # Voice is not what it is for, so nobody needs to read that it is missing.
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
        self.commands_changed = False
        self._database = database
        self._rhythm = rhythm

    async def setup_hook(self) -> None:
        self.add_dynamic_items(*self.equipment.buttons)
        await self.tree.set_translator(TableTranslator())
        self.commands_changed = await sync(self.tree, self._database)
        self.shard_count, gateway, limits = await self.http.get_bot_gateway()
        if limits["remaining"] < self.shard_count:
            minutes = plural(max(1, limits["reset_after"] // 60_000), "minute")
            raise BotError(texts.NO_CONNECTIONS_LEFT.format(minutes=minutes))
        connect_through(gateway)
        self.equipment.digests.start()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        del shard_id
        if not initial:
            await self._rhythm.pause()

    async def on_shard_connect(self, shard_id: int) -> None:
        del shard_id
        await self.equipment.digests.reconnected()

    async def on_shard_resumed(self, shard_id: int) -> None:
        await self.on_shard_connect(shard_id)

    async def on_message(self, message: discord.Message) -> None:
        if not message.author.bot:
            await self.equipment.listener(message)
