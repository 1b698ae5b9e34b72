"""/sources: the documents behind the answers, and the passages that are quoted."""

from discord import app_commands

from bot.services.snapshot import Snapshots
from bot.ui.discord_bot.everywhere import everywhere
from bot.ui.discord_bot.showing import respond
from bot.ui.discord_bot.sources_page import sources_page
from bot.ui.discord_bot.types import Command, Interaction


def sources_command(snapshots: Snapshots) -> Command:
    @app_commands.command(name="sources", description="See the documents behind the answers")
    async def sources(interaction: Interaction) -> None:
        await respond(interaction, sources_page(snapshots.current.briefing, 0), private=True)

    return everywhere(sources)
