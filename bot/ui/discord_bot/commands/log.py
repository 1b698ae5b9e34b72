"""/log recent and /log unanswered: what people ask, and what they could not find."""

from discord import app_commands

from bot.ui.discord_bot.log_reading import LogReading, Look
from bot.ui.discord_bot.showing import sent
from bot.ui.discord_bot.types import Command, Interaction


def log_command(reading: LogReading) -> Command:
    group = app_commands.Group(name="log", description="See what people asked")

    @group.command(name="recent", description="The newest questions and what became of them")
    async def recent(interaction: Interaction) -> None:
        await _show(interaction, reading.recent)

    @group.command(name="unanswered", description="What people asked and the briefing did not answer")
    async def unanswered(interaction: Interaction) -> None:
        await _show(interaction, reading.unanswered)

    return group


async def _show(interaction: Interaction, look: Look) -> None:
    await interaction.response.defer(ephemeral=True, thinking=True)
    page = await look(interaction, 0)
    await interaction.edit_original_response(**sent(page))
