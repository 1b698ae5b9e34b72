"""The client: no privileged intents, no pings, no caches of people; it tells its commands and listens."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from dataclasses import dataclass
from typing import Any, Final

import discord

from bot.database.connection import Database
from bot.errors import BotError
from bot.ui.discord_bot.address import connect_through
from bot.ui.discord_bot.digest_loop import DigestLoop
from bot.ui.discord_bot.gatekeeper import Gatekeeper
from bot.ui.discord_bot.pressing import Pressable
from bot.ui.discord_bot.single_try import request_trace
from bot.ui.discord_bot.sync import sync
from bot.ui.discord_bot.translator import TableTranslator
from bot.ui.discord_bot.tree import Tree
from bot.ui.discord_bot.types import Command
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


class BriefingClient(discord.AutoShardedClient):
    """Knows Discord and nothing of briefings: what it hears goes to those it was given."""

    def __init__(self, rhythm: Rhythm, gatekeeper: Gatekeeper) -> None:
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
        self.tree = Tree(self, gatekeeper)
        self.commands_changed = False
        self.rhythm = rhythm
        self._listener: Listener | None = None
        self._items: tuple[Pressable, ...] = ()
        self._database: Database | None = None
        self._digests: DigestLoop | None = None

    def equip(
        self,
        *,
        commands: Iterable[Command],
        items: Iterable[Pressable],
        listener: Listener,
        database: Database,
        digests: DigestLoop,
    ) -> None:
        """What it offers and whom it tells of messages; before it logs in."""
        self.tree.add_all(commands)
        self._items = tuple(items)
        self._listener = listener
        self._database = database
        self._digests = digests

    async def setup_hook(self) -> None:
        self.add_dynamic_items(*self._items)
        await self.tree.set_translator(TableTranslator())
        if self._database is not None:
            self.commands_changed = await sync(self.tree, self._database)
        self.shard_count, gateway, limits = await self.http.get_bot_gateway()
        if limits["remaining"] < self.shard_count:
            minutes = plural(max(1, limits["reset_after"] // 60_000), "minute")
            raise BotError(texts.NO_CONNECTIONS_LEFT.format(minutes=minutes))
        connect_through(gateway)
        if self._digests is not None:
            self._digests.start()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        del shard_id
        if not initial:
            await self.rhythm.pause()

    async def on_shard_connect(self, shard_id: int) -> None:
        del shard_id
        if self._digests is not None:
            await self._digests.reconnected()

    async def on_shard_resumed(self, shard_id: int) -> None:
        await self.on_shard_connect(shard_id)

    async def on_message(self, message: discord.Message) -> None:
        if self._listener is not None and not message.author.bot:
            await self._listener(message)
