"""The one place where errors meet people: a kind sentence, a short reference, and the rest in the log."""

import logging
import secrets
import sqlite3
from typing import Final

import aiohttp
import discord
from discord import app_commands

from bot.database.sqlite_errors import is_passing
from bot.errors import BotError
from bot.ui.discord_bot.interactions import Interaction, speak_for
from bot.ui.discord_bot.markdown import neutral
from bot.ui.discord_bot.permissions import NotAdminError, NotGlobalAdminError
from bot.ui.log_lines import ONCE_A_MINUTE
from bot.ui.texts import discord_bot as texts
from bot.ui.texts.language import spoken
from bot.ui.texts.plain import OR, human_join

LOG: Final = logging.getLogger(__name__)
UNKNOWN_WEBHOOK: Final = 10015
UNKNOWN_INTERACTION: Final = 10062
INVALID_TOKEN: Final = 50027
OVER: Final = frozenset({UNKNOWN_WEBHOOK, UNKNOWN_INTERACTION, INVALID_TOKEN})
# What may go wrong with a request; aiohttp's own errors are no OSErrors.
NOT_ARRIVED: Final = (discord.HTTPException, aiohttp.ClientError, OSError)


def sentence_for(error: BaseException) -> str:
    """The sentence a person may read about an error; an unforeseen one is logged under a reference."""
    cause = _cause(error)
    match cause:
        case BotError():
            return _told(cause)
        case NotAdminError():
            return spoken(
                texts.NOT_GLOBAL_ADMIN if isinstance(cause, NotGlobalAdminError) else texts.NOT_ADMIN
            )
        case sqlite3.OperationalError() if is_passing(cause):
            LOG.warning("The database could not be used: %s", cause)
            return spoken(texts.DATABASE_BUSY)
        case app_commands.CommandNotFound() | app_commands.CommandSignatureMismatch():
            return spoken(texts.COMMAND_CHANGED)
        case app_commands.CheckFailure():
            return spoken(texts.NOT_HERE)
        case _:
            reference = secrets.token_hex(4)
            LOG.error("Unexpected error %s", reference, exc_info=cause)
            return texts.unexpected(reference)


def _told(error: BotError) -> str:
    """In the reader's language, with what was typed made harmless."""
    values = {
        name: neutral(value) if isinstance(value, str) else human_join([*map(neutral, value)], OR)
        for name, value in error.values.items()
    }
    message = spoken(error.message)
    return message.format(**values) if values else message


async def apologise(interaction: Interaction, error: BaseException) -> None:
    """Tell only the person who acted; an interaction that is over cannot be answered."""
    if _is_over(error):
        LOG.warning("Interaction %s was over before it was answered", interaction.id, extra=ONCE_A_MINUTE)
        return
    speak_for(interaction, private=True)  # even if the answer would have been public
    try:
        await _tell(interaction, sentence_for(error))
    except NOT_ARRIVED as refused:
        LOG.warning(
            "An apology for interaction %s did not arrive: %s", interaction.id, refused, extra=ONCE_A_MINUTE
        )


async def _tell(interaction: Interaction, sentence: str) -> None:
    if interaction.response.is_done():
        await interaction.followup.send(sentence, ephemeral=True)
    else:
        await interaction.response.send_message(sentence, ephemeral=True)


def _cause(error: BaseException) -> BaseException:
    return error.original if isinstance(error, app_commands.CommandInvokeError) else error


def _is_over(error: BaseException) -> bool:
    """Discord gives three seconds for the first reply and a quarter of an hour for those that follow."""
    cause = _cause(error)
    return isinstance(cause, discord.HTTPException) and cause.code in OVER
