"""Where members may use a command: in servers, in direct messages and anywhere they bring the bot along."""

from discord import app_commands

from bot.ui.discord_bot.types import Command


def everywhere(command: Command) -> Command:
    command.allowed_installs = app_commands.AppInstallationType(guild=True, user=True)
    command.allowed_contexts = app_commands.AppCommandContext(
        guild=True, dm_channel=True, private_channel=True
    )
    return command
