"""The command tree: the gatekeeper stands before each command, and every error has one handler."""

from collections.abc import Iterable

import discord
from discord import app_commands

from bot.ui.discord_bot.apology import apologise
from bot.ui.discord_bot.gatekeeper import Gatekeeper
from bot.ui.discord_bot.types import Command, Interaction


class Tree(app_commands.CommandTree[discord.Client]):
    """All commands; the checks here stand before each of them."""

    def __init__(self, client: discord.Client, gatekeeper: Gatekeeper) -> None:
        super().__init__(client)
        self._gatekeeper = gatekeeper

    def add_all(self, commands: Iterable[Command]) -> None:
        for command in commands:
            self.add_command(command)

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        if interaction.type is discord.InteractionType.autocomplete:
            return True
        return await self._gatekeeper.admit(interaction)

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
        await apologise(interaction, error)
