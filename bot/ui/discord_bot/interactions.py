"""What Discord hands in: names for its types, who asks where, what was chosen, and what may be chosen."""

from collections.abc import Iterable
from typing import Any, Final

import discord
from discord import app_commands

from bot.database.query_log import Surface
from bot.services.completion import Completion
from bot.services.questions import Request
from bot.ui.discord_bot.markdown import cut, plain

Interaction = discord.Interaction[discord.Client]
# A command's type wants the group it belongs to, which only the library's own decorators know.
Command = app_commands.Command[Any, ..., Any] | app_commands.ContextMenu | app_commands.Group
LONGEST_CHOICE: Final = 100
MOST_CHOICES: Final = 25


def request_of(interaction: Interaction, surface: Surface) -> Request:
    return Request(interaction.id, surface, interaction.user.id, interaction.guild_id, interaction.channel_id)


def request_of_message(message: discord.Message) -> Request:
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


def chosen(interaction: Interaction) -> str:
    """The one value that was chosen in a menu."""
    data: dict[str, Any] = dict(interaction.data or {})
    return str(data["values"][0])


def choices(completions: Iterable[Completion]) -> list[app_commands.Choice[str]]:
    """Completions as Discord's autocomplete takes them, with ids as values."""
    listed = [app_commands.Choice(name=_name(each), value=each.id) for each in completions]
    return listed[:MOST_CHOICES]


def _name(completion: Completion) -> str:
    return cut(plain(completion.question), LONGEST_CHOICE).strip("\u200b\u2060\ufeff ") or completion.id
