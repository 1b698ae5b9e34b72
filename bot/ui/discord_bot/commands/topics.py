"""/topics: what the briefing can be asked, to look through."""

from discord import app_commands

from bot.services.snapshot import Snapshots
from bot.ui.discord_bot.everywhere import everywhere
from bot.ui.discord_bot.showing import respond
from bot.ui.discord_bot.topics_page import topics_page
from bot.ui.discord_bot.types import Command, Interaction


def topics_command(snapshots: Snapshots) -> Command:
    @app_commands.command(name="topics", description="Look through what the briefing can be asked")
    async def topics(interaction: Interaction) -> None:
        await respond(interaction, topics_page(snapshots.current.briefing, 0), private=True)

    return everywhere(topics)
