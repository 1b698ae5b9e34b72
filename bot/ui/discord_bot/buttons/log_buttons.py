"""Turning the pages of the log."""

from re import Match

from bot.ui.discord_bot import admin_ids
from bot.ui.discord_bot.gatekeeper import Gatekeeper
from bot.ui.discord_bot.log_reading import LogReading, Look
from bot.ui.discord_bot.pressing import Pressable, pressable
from bot.ui.discord_bot.showing import sent
from bot.ui.discord_bot.types import Interaction


def log_buttons(reading: LogReading, gatekeeper: Gatekeeper) -> tuple[Pressable, ...]:
    async def recent(interaction: Interaction, match: Match[str]) -> None:
        await turn_to(interaction, match, reading.recent)

    async def unanswered(interaction: Interaction, match: Match[str]) -> None:
        await turn_to(interaction, match, reading.unanswered)

    async def turn_to(interaction: Interaction, match: Match[str], look: Look) -> None:
        reading.book.require_admin(interaction)
        await interaction.response.defer()
        page = await look(interaction, int(match["number"]))
        await interaction.edit_original_response(**sent(page))

    return (
        pressable(admin_ids.RECENT, recent, gatekeeper),
        pressable(admin_ids.UNANSWERED, unanswered, gatekeeper),
    )
