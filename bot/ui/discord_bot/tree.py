"""The command tree: who uses a command too often waits, and every error has one handler."""

import time
from collections.abc import Iterable

import discord
from discord import app_commands

from bot.ui import texts_discord as texts
from bot.ui.discord_bot.apology import apologise
from bot.ui.discord_bot.cooldown import Cooldown
from bot.ui.discord_bot.inflight import Inflight
from bot.ui.discord_bot.types import Command, Interaction


class Tree(app_commands.CommandTree[discord.Client]):
    """All commands; the checks here stand before each of them."""

    def __init__(self, client: discord.Client, cooldown: Cooldown, inflight: Inflight) -> None:
        super().__init__(client, fallback_to_global=True)
        self._cooldown = cooldown
        self._inflight = inflight

    def add_all(self, commands: Iterable[Command]) -> None:
        for command in commands:
            self.add_command(command)

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        self._inflight.enter()
        if interaction.type is discord.InteractionType.autocomplete:
            return True
        seconds = self._cooldown.wait(interaction.user.id, time.monotonic())
        if seconds:
            await interaction.response.send_message(texts.wait(seconds), ephemeral=True)
        return not seconds

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
        await apologise(interaction, error)
