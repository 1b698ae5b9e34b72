"""/privacy, /mydata and /forgetme: what is kept about a person, as a file for them, and gone if they want."""

import io
from dataclasses import dataclass
from re import Match
from typing import Final

import discord
from discord import app_commands

from bot.services.following_up import Conversations
from bot.services.log import readable
from bot.services.privacy.personal_file import DataFile
from bot.services.privacy.privacy import Forgotten, Privacy
from bot.ui.discord_bot.gate import Gatekeeper
from bot.ui.discord_bot.interactions import Command, Interaction
from bot.ui.discord_bot.markdown import neutral
from bot.ui.discord_bot.page import Page, Tone, button, titled
from bot.ui.discord_bot.permissions import installable_anywhere
from bot.ui.discord_bot.persistent_button import PersistentButton, persistent_button
from bot.ui.discord_bot.sending import finish, respond, turn
from bot.ui.texts import privacy as privacy_texts
from bot.ui.texts.language import spoken

FORGET: Final = r"forget:yes"
KEEP: Final = r"forget:no"
SAID = {Forgotten.DONE: privacy_texts.FORGOTTEN, Forgotten.WAITING: privacy_texts.FORGETTING}


def privacy_command(privacy: Privacy, contact: str | None, policy_url: str | None) -> Command:
    @app_commands.command(name="privacy", description="What is kept about you, and how to delete it")
    async def tell(interaction: Interaction) -> None:
        lines = privacy_texts.privacy_lines(privacy.holdings(), contact, policy_url, neutral)
        page = Page("\n".join(lines), titled(spoken(privacy_texts.TITLE)))
        await respond(interaction, page, private=True)

    return installable_anywhere(tell)


def mydata_command(privacy: Privacy) -> Command:
    @app_commands.command(name="mydata", description="Everything that is kept about you, as a file")
    @app_commands.describe(by_message="Send it to you as a direct message")
    async def mydata(interaction: Interaction, by_message: bool = False) -> None:  # noqa: FBT001, FBT002
        await interaction.response.defer(ephemeral=True, thinking=True)
        with readable():
            about = privacy_texts.file_lines(privacy.holdings())
            files = await privacy.my_data(interaction.user.id, about)
        if not by_message:
            await _hand_over(interaction, spoken(privacy_texts.MY_DATA), files)
        elif await _send(interaction.user, files):
            await interaction.edit_original_response(content=spoken(privacy_texts.SENT))
        else:
            await _hand_over(interaction, spoken(privacy_texts.NOT_SENT), files)

    return installable_anywhere(mydata)


async def _hand_over(interaction: Interaction, words: str, files: list[DataFile]) -> None:
    """One file a message: together they may exceed Discord's limit."""
    first, *others = files
    await interaction.edit_original_response(content=words, attachments=[_file(first)])
    for other in others:
        await interaction.followup.send(file=_file(other), ephemeral=True)


async def _send(person: discord.User | discord.Member, files: list[DataFile]) -> bool:
    """False when they do not accept direct messages from the bot."""
    words = spoken(privacy_texts.MY_DATA)
    try:
        for file in files:
            await person.send(words, file=_file(file))
            words = ""
    except discord.Forbidden:
        return False
    return True


def _file(file: DataFile) -> discord.File:
    return discord.File(io.BytesIO(file.content), file.name)


def forgetme_command() -> Command:
    @app_commands.command(name="forgetme", description="Delete everything that is kept about you")
    async def forgetme(interaction: Interaction) -> None:
        buttons = (
            button(spoken(privacy_texts.FORGET), FORGET, primary=True),
            button(spoken(privacy_texts.KEEP), KEEP),
        )
        page = Page(spoken(privacy_texts.CONFIRM), tone=Tone.QUESTION, rows=(buttons,))
        await respond(interaction, page, private=True)

    return installable_anywhere(forgetme)


@dataclass(frozen=True, slots=True)
class _Presses:
    """What each button does."""

    privacy: Privacy
    conversations: Conversations

    async def forget(self, interaction: Interaction, _: Match[str]) -> None:
        await interaction.response.defer()
        self.conversations.forget(interaction.user.id)
        result = await self.privacy.forget(interaction.user.id)
        await finish(interaction, Page(spoken(SAID[result])))

    async def keep(self, interaction: Interaction, _: Match[str]) -> None:
        await turn(interaction, Page(spoken(privacy_texts.KEPT)))


def forget_buttons(
    privacy: Privacy, gatekeeper: Gatekeeper, conversations: Conversations
) -> tuple[PersistentButton, ...]:
    presses = _Presses(privacy, conversations)
    return (
        persistent_button(FORGET, presses.forget, gatekeeper, counted=True),
        persistent_button(KEEP, presses.keep, gatekeeper),
    )
