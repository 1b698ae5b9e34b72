"""The command tree: its checks, one handler of errors, and translations."""

import logging
from collections.abc import Collection
from contextlib import suppress
from typing import Final

import discord
from discord import app_commands
from discord.app_commands import TranslationContextTypes, locale_str

from bot.ui.discord_bot.apology import NOT_ARRIVED, apologise
from bot.ui.discord_bot.gate import Gatekeeper
from bot.ui.discord_bot.interactions import Command, Interaction
from bot.ui.texts.language import translated_command_words

LOG: Final = logging.getLogger(__name__)
TREE_LOG: Final = "discord.app_commands.tree"
AUTOCOMPLETE_FAILED: Final = "Ignoring exception in autocomplete"
# Discord's names of the languages that commands are translated into.
LANGUAGES: Final = {"de": "de", "fr": "fr", "es-ES": "es", "ru": "ru"}


class Tree(app_commands.CommandTree[discord.Client]):
    """All commands, with the checks that come before each of them."""

    def __init__(self, client: discord.Client, gatekeeper: Gatekeeper, commands: Collection[Command]) -> None:
        super().__init__(client)
        logging.getLogger(TREE_LOG).addFilter(_without_traceback)
        self._gatekeeper = gatekeeper
        for command in commands:
            self.add_command(command)

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        if interaction.type is discord.InteractionType.autocomplete:
            return True
        return await self._gatekeeper.admit(interaction)

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
        if interaction.type is discord.InteractionType.autocomplete:
            await _no_choices(interaction, error)
        else:
            await apologise(interaction, error)


async def _no_choices(interaction: Interaction, error: app_commands.AppCommandError) -> None:
    """The command has changed since Discord loaded it: show nothing to choose."""
    LOG.warning("No choices for interaction %s: %s", interaction.id, error)
    with suppress(*NOT_ARRIVED):
        await interaction.response.autocomplete([])


def _without_traceback(record: logging.LogRecord) -> bool:
    """Choices that come too late, after the person typed on, are not worth a traceback."""
    if record.exc_info and record.exc_info[1] and str(record.msg).startswith(AUTOCOMPLETE_FAILED):
        record.msg, record.args = "Choices could not be shown: %s", (record.exc_info[1],)
        record.exc_info, record.levelno, record.levelname = None, logging.WARNING, "WARNING"
    return True


class TableTranslator(app_commands.Translator):
    """Looks words up in the table; what is missing there stays English."""

    async def translate(
        self, string: locale_str, locale: discord.Locale, context: TranslationContextTypes
    ) -> str | None:
        del context
        translated = translated_command_words().get(string.message, {})
        return translated.get(LANGUAGES.get(locale.value, ""))
