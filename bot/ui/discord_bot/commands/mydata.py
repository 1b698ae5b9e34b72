"""/mydata: everything that is kept about a person, as a file for them alone."""

import io

import discord
from discord import app_commands

from bot.services.log import readable
from bot.services.privacy import Privacy
from bot.ui.discord_bot.everywhere import everywhere
from bot.ui.discord_bot.types import Command, Interaction
from bot.ui.texts import privacy as privacy_texts


def mydata_command(privacy: Privacy) -> Command:
    @app_commands.command(name="mydata", description="Everything that is kept about you, as a file")
    @app_commands.describe(by_message="Send it to you as a direct message")
    async def mydata(interaction: Interaction, by_message: bool = False) -> None:  # noqa: FBT001, FBT002
        await interaction.response.defer(ephemeral=True, thinking=True)
        with readable():
            data = await privacy.my_data(interaction.user.id)
        if not by_message:
            await _hand_over(interaction, privacy_texts.MY_DATA, data)
        elif await _send(interaction.user, data):
            await interaction.edit_original_response(content=privacy_texts.SENT)
        else:
            await _hand_over(interaction, privacy_texts.NOT_SENT, data)

    return everywhere(mydata)


async def _hand_over(interaction: Interaction, words: str, data: bytes) -> None:
    await interaction.edit_original_response(content=words, attachments=[_file(data)])


async def _send(person: discord.User | discord.Member, data: bytes) -> bool:
    """False when they take no direct messages from the bot."""
    try:
        await person.send(privacy_texts.MY_DATA, file=_file(data))
    except discord.Forbidden:
        return False
    return True


def _file(data: bytes) -> discord.File:
    return discord.File(io.BytesIO(data), privacy_texts.FILE)
