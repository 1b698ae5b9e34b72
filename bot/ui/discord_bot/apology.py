"""The one place where errors meet people: a kind sentence, a short reference, and the rest in the log."""

import logging
import secrets
from typing import Final

import discord
from discord import app_commands

from bot.errors import BotError
from bot.ui import texts_discord as texts
from bot.ui.discord_bot.permissions import NotAdminError
from bot.ui.discord_bot.types import Interaction

LOG: Final = logging.getLogger(__name__)


def sentence_for(error: BaseException) -> str:
    """What a person may read about an error; what nobody foresaw is logged under a reference."""
    cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
    match cause:
        case BotError():
            return cause.sentence
        case NotAdminError():
            return texts.NOT_ADMIN
        case app_commands.CommandNotFound() | app_commands.CommandSignatureMismatch():
            return texts.COMMAND_CHANGED
        case app_commands.CheckFailure():
            return texts.NOT_HERE
        case _:
            reference = secrets.token_hex(4)
            LOG.error("Unexpected error %s", reference, exc_info=cause)
            return texts.unexpected(reference)


async def apologise(interaction: Interaction, error: BaseException) -> None:
    """Tell the person who acted, and nobody else; an interaction that is gone cannot be told anything."""
    sentence = sentence_for(error)
    try:
        if interaction.response.is_done():
            await interaction.followup.send(sentence, ephemeral=True)
        else:
            await interaction.response.send_message(sentence, ephemeral=True)
    except (discord.HTTPException, OSError) as refused:
        LOG.warning("An apology for interaction %s did not arrive: %s", interaction.id, refused)
