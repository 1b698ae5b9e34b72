"""/forgetme: asks once, then deletes everything that is kept about a person."""

from discord import app_commands

from bot.ui.discord_bot.admin_ids import FORGET, KEEP
from bot.ui.discord_bot.everywhere import everywhere
from bot.ui.discord_bot.page import Page, Tone, button
from bot.ui.discord_bot.showing import respond
from bot.ui.discord_bot.types import Command, Interaction
from bot.ui.texts import privacy as privacy_texts


def forgetme_command() -> Command:
    @app_commands.command(name="forgetme", description="Delete everything that is kept about you")
    async def forgetme(interaction: Interaction) -> None:
        buttons = (button(privacy_texts.FORGET, FORGET, primary=True), button(privacy_texts.KEEP, KEEP))
        page = Page(privacy_texts.CONFIRM, tone=Tone.QUESTION, rows=(buttons,))
        await respond(interaction, page, private=True)

    return everywhere(forgetme)
