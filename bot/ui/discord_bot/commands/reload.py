"""/reload: read the fact sheet again, check it, and answer from it."""

from discord import app_commands

from bot.ui.discord_bot.reloading import Reloading
from bot.ui.discord_bot.types import Command, Interaction


def reload_command(reloading: Reloading) -> Command:
    @app_commands.command(name="reload", description="Read the fact sheet again and say what has changed")
    async def reload(interaction: Interaction) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await reloading.run(interaction)

    return reload
