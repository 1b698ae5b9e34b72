"""The place of a digest: a channel as the bot itself knows it, with the rights that it has there."""

from typing import Any, Final

import discord
from discord import app_commands

from bot.errors import InputError
from bot.ui.discord_bot.interactions import Interaction
from bot.ui.texts import digest_admin as texts

PERMISSIONS: Final = discord.Permissions(274_878_024_704)  # those of the link in docs/operating.md
_RIGHTS: Final = ("view_channel", "send_messages", "embed_links", "read_message_history")
SCOPES: Final = ("bot", "applications.commands")
Place = app_commands.AppCommandChannel | app_commands.AppCommandThread
DigestPlace = discord.TextChannel | discord.Thread
PLACES: Final = [
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.public_thread,
    discord.ChannelType.private_thread,
    discord.ChannelType.news_thread,
]
_IN_THREADS: Final = {"send_messages": "send_messages_in_threads"}


class AnyPlace(app_commands.Transformer):
    """Takes whatever was named: discord.py's converter has no sentence for an unknown channel."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        return PLACES

    async def transform(self, interaction: Interaction, value: Any, /) -> Place:
        del interaction
        found: Place = value
        return found


def place_of(interaction: Interaction, named: Place | None) -> DigestPlace:
    """As the client has it cached: what comes with an interaction lacks the bot's own rights."""
    guild = interaction.client.get_guild(interaction.guild_id or 0)
    if guild is None:
        raise InputError(texts.not_a_member(_invitation(interaction)))
    found = guild.get_channel_or_thread(named.id if named else interaction.channel_id or 0)
    if found is None or (isinstance(found, discord.Thread) and found.parent is None):
        raise InputError(texts.NOT_SEEN)
    if not isinstance(found, DigestPlace):
        raise InputError(texts.NO_TEXT_CHANNEL)
    return found


def name_of(interaction: Interaction, channel_id: int) -> str | None:
    """As it is written in this server, if the bot sees it there."""
    guild = interaction.guild
    found = guild.get_channel_or_thread(channel_id) if guild else None
    return found.name if found else None


def missing_rights(place: DigestPlace) -> list[str]:
    return rights_not_in(place.permissions_for(place.guild.me), in_thread=isinstance(place, discord.Thread))


def rights_not_in(granted: discord.Permissions, *, in_thread: bool) -> list[str]:
    needed = [_IN_THREADS.get(right, right) if in_thread else right for right in _RIGHTS]
    return [right for right in needed if not getattr(granted, right)]


def can_crosspost(place: DigestPlace) -> bool:
    return isinstance(place, discord.TextChannel) and place.is_news()


def _invitation(interaction: Interaction) -> str:
    server = discord.Object(interaction.guild_id or 0)
    return discord.utils.oauth_url(
        interaction.application_id, permissions=PERMISSIONS, scopes=SCOPES, guild=server
    )
