"""The place that a digest is asked for: a channel as the bot itself knows it, with what it may do there."""

from typing import Any, Final

import discord
from discord import app_commands

from bot.errors import InputError
from bot.ui.discord_bot.interactions import Interaction
from bot.ui.texts import digest as digest_texts

PERMISSIONS: Final = discord.Permissions(274_878_024_704)  # those of the link in docs/operating.md
SCOPES: Final = ("bot", "applications.commands")
Place = app_commands.AppCommandChannel
DigestPlace = discord.TextChannel


class AnyPlace(app_commands.Transformer):
    """Whatever was named: discord.py's own reading knows no sentence for what the client has not heard of."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        return [discord.ChannelType.text, discord.ChannelType.news]

    async def transform(self, interaction: Interaction, value: Any, /) -> Place:
        del interaction
        found: Place = value
        return found


def place_of(interaction: Interaction, named: Place | None) -> DigestPlace:
    """As the bot remembers it: what comes with an interaction does not tell what the bot may do."""
    guild = interaction.client.get_guild(interaction.guild_id or 0)
    if guild is None:
        link = discord.utils.oauth_url(
            interaction.application_id, permissions=PERMISSIONS, scopes=SCOPES, guild=_server(interaction)
        )
        raise InputError(digest_texts.not_a_member(link))
    found = guild.get_channel_or_thread(named.id if named else interaction.channel_id or 0)
    if found is None:
        raise InputError(digest_texts.NOT_SEEN)
    if not isinstance(found, DigestPlace):
        raise InputError(digest_texts.NO_TEXT_CHANNEL)
    return found


def missing_rights(place: DigestPlace) -> list[str]:
    granted = place.permissions_for(place.guild.me)
    return [right for right in digest_texts.RIGHTS if not getattr(granted, right)]


def _server(interaction: Interaction) -> discord.Object:
    return discord.Object(interaction.guild_id or 0)
