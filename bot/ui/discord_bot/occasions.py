"""Who asks, where and how, in the words of the log instead of discord.py's."""

import discord

from bot.database.query_log import Surface
from bot.services.questions import Request
from bot.ui.discord_bot.types import Interaction


def of_interaction(interaction: Interaction, surface: Surface) -> Request:
    return Request(interaction.id, surface, interaction.user.id, interaction.guild_id, interaction.channel_id)


def of_message(message: discord.Message) -> Request:
    guild_id = message.guild.id if message.guild else None
    surface = Surface.MENTION if message.guild else Surface.DIRECT
    return Request(message.id, surface, message.author.id, guild_id, message.channel.id)


def asker_of(message: discord.Message | None) -> int | None:
    """Whose question a message of the bot answers, as far as Discord tells."""
    if message is None:
        return None
    if message.interaction_metadata is not None:
        return message.interaction_metadata.user.id
    answered = message.reference.resolved if message.reference else None
    return answered.author.id if isinstance(answered, discord.Message) else None
