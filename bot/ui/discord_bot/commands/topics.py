"""/topics: what the briefing can be asked, to look through."""

from discord import app_commands

from bot.services.library import Library
from bot.ui.discord_bot.everywhere import everywhere
from bot.ui.discord_bot.showing import respond
from bot.ui.discord_bot.topics_page import topics_page
from bot.ui.discord_bot.types import Command, Interaction


def topics_command(library: Library) -> Command:
    @app_commands.command(name="topics", description="Look through what the briefing can be asked")
    async def topics(interaction: Interaction) -> None:
        await respond(interaction, topics_page(library.current.briefing, 0), private=True)

    return everywhere(topics)
