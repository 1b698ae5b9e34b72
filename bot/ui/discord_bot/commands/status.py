"""/status: how the bot is doing."""

from collections.abc import Awaitable, Callable

from discord import app_commands

from bot.services.status import Status
from bot.ui.discord_bot.admin_book import AdminBook
from bot.ui.discord_bot.pulse import Pulse
from bot.ui.discord_bot.showing import sent
from bot.ui.discord_bot.status_page import status_page
from bot.ui.discord_bot.types import Command, Interaction

Look = Callable[[int | None], Awaitable[Status]]


def status_command(look: Look, pulse: Pulse, book: AdminBook) -> Command:
    @app_commands.command(name="status", description="How the bot is doing")
    async def status(interaction: Interaction) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        found = await look(book.scope(interaction))
        await book.write(interaction, "status")
        page = status_page(found, pulse, interaction.client.latency)
        await interaction.edit_original_response(**sent(page))

    return status
