"""Stands before everything a person does: once each, not too often, and known while it is answered."""

import time

from bot.ui.discord_bot.cooldown import Cooldown
from bot.ui.discord_bot.inflight import Inflight
from bot.ui.discord_bot.seen import Seen
from bot.ui.discord_bot.types import Interaction
from bot.ui.texts import discord_bot as texts


class Gatekeeper:
    """Shared by commands, buttons and messages, so that a limit holds for all of them together."""

    def __init__(self, cooldown: Cooldown) -> None:
        self.inflight = Inflight()
        self._cooldown = cooldown
        self._seen = Seen()

    async def admit(self, interaction: Interaction) -> bool:
        """Whether to go on; who has to wait was told so."""
        self.inflight.enter()
        if not self._seen.is_new(interaction.id):
            return False
        seconds = self.seconds_to_wait(interaction.user.id)
        if seconds:
            await interaction.response.send_message(texts.wait(seconds), ephemeral=True)
        return not seconds

    def admit_message(self, message_id: int) -> bool:
        self.inflight.enter()
        return self._seen.is_new(message_id)

    def seconds_to_wait(self, user_id: int) -> float:
        return self._cooldown.wait(user_id, time.monotonic())
