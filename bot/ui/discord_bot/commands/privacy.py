"""/privacy: what is kept about people, for how long, and how to have it deleted."""

from discord import app_commands

from bot.services.privacy import Privacy
from bot.ui.discord_bot.everywhere import everywhere
from bot.ui.discord_bot.markdown import neutral
from bot.ui.discord_bot.page import Page, titled
from bot.ui.discord_bot.showing import respond
from bot.ui.discord_bot.types import Command, Interaction
from bot.ui.texts import privacy as privacy_texts


def privacy_command(privacy: Privacy, contact: str | None, policy_url: str | None) -> Command:
    @app_commands.command(name="privacy", description="What is kept about you, and how to delete it")
    async def tell(interaction: Interaction) -> None:
        lines = privacy_texts.privacy_lines(privacy.holdings(), contact, policy_url, neutral)
        page = Page("\n".join(lines), titled(privacy_texts.TITLE))
        await respond(interaction, page, private=True)

    return everywhere(tell)
