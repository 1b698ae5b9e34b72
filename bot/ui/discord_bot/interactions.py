"""What Discord hands in: short names for its types, who asks where, choices made and offered."""

import logging
from collections.abc import Callable, Coroutine, Iterable
from typing import Any, Final

import discord
from discord import app_commands

from bot.database.query_log import Surface
from bot.services.completion import Completion
from bot.services.questions import Request
from bot.ui.discord_bot.markdown import cut, plain
from bot.ui.texts.language import speak

LOG: Final = logging.getLogger(__name__)
Interaction = discord.Interaction[discord.Client]
# A command's type wants the group it belongs to, which only the library's own decorators know.
Command = app_commands.Command[Any, ..., Any] | app_commands.ContextMenu | app_commands.Group
Complete = Callable[[Interaction, str], Coroutine[Any, Any, list[app_commands.Choice[str]]]]
LONGEST_CHOICE: Final = 100
MOST_CHOICES: Final = 25


def request_of(interaction: Interaction, surface: Surface) -> Request:
    return Request(interaction.id, surface, interaction.user.id, interaction.guild_id, interaction.channel_id)


def request_of_message(message: discord.Message) -> Request:
    guild_id = server_of(message)
    surface = Surface.DIRECT if guild_id is None else Surface.MENTION
    return Request(message.id, surface, message.author.id, guild_id, message.channel.id)


def server_of(message: discord.Message) -> int | None:
    """The server of a message, even one the client does not know yet; None for direct messages."""
    if message.guild is not None:
        return message.guild.id
    return message.channel.guild_id if isinstance(message.channel, discord.PartialMessageable) else None


def speak_for(interaction: Interaction, *, private: bool) -> None:
    """From now on use the reader's language: this person's, or the server's when everybody reads it."""
    shared = None if private else interaction.guild_locale
    speak((shared or interaction.locale).value)


def speak_for_server(server: discord.Guild | None) -> None:
    """A message carries no language, so direct messages are answered in English."""
    speak(server.preferred_locale.value if server else None)


def may_speak(interaction: Interaction) -> bool:
    """Whether this person could write here; anybody who reads a channel can press buttons."""
    if interaction.guild_id is None:
        return True
    granted = interaction.permissions
    return granted.send_messages_in_threads if _in_thread(interaction) else granted.send_messages


def _in_thread(interaction: Interaction) -> bool:
    return isinstance(interaction.channel, discord.Thread)


def locale_of(client: discord.Client, channel_id: int) -> str | None:
    """The language of the server that a channel belongs to, if the client knows it."""
    channel = client.get_channel(channel_id)
    server = None if channel is None or isinstance(channel, discord.abc.PrivateChannel) else channel.guild
    return server.preferred_locale.value if server else None


def asker_of(message: discord.Message | None) -> int | None:
    """Whose question a message of the bot answers, as far as Discord says."""
    if message is None:
        return None
    if message.interaction_metadata is not None:
        return message.interaction_metadata.user.id
    answered = message.reference.resolved if message.reference else None
    return answered.author.id if isinstance(answered, discord.Message) else None


def chosen(interaction: Interaction) -> str:
    """The value chosen in a menu."""
    data: dict[str, Any] = dict(interaction.data or {})
    return str(data["values"][0])


def completing(complete: Complete) -> Complete:
    """On an error, show no choices to the person typing, and log a line instead of a traceback."""

    async def choices_of(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        speak_for(interaction, private=True)
        try:
            return await complete(interaction, current)
        except Exception as error:  # noqa: BLE001 - whatever it was, a person is typing and must go on
            LOG.warning("No choices could be found: %s", type(error).__name__)
            return []

    return choices_of


def choices(completions: Iterable[Completion]) -> list[app_commands.Choice[str]]:
    """Completions as choices for Discord's autocomplete, with ids as values."""
    listed = [app_commands.Choice(name=_name(each), value=each.id) for each in completions]
    return listed[:MOST_CHOICES]


def _name(completion: Completion) -> str:
    return cut(plain(completion.question), LONGEST_CHOICE).strip("\u200b\u2060\ufeff ") or completion.id
