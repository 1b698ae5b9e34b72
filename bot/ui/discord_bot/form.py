"""A form with one field: submitting it passes the gate, and errors are told."""

from collections.abc import Awaitable, Callable
from typing import Any, Final

import discord

from bot.ui.discord_bot.apology import apologise
from bot.ui.discord_bot.gate import Gatekeeper
from bot.ui.discord_bot.interactions import Interaction

SECONDS: Final = 900.0  # as long as Discord accepts responses to an interaction
Field = discord.ui.TextInput["Form"]
Submit = Callable[[Interaction, str], Awaitable[None]]


class Form(discord.ui.Modal):
    """Hands the text to `submit`."""

    def __init__(self, title: str, label: str, field: Field, gatekeeper: Gatekeeper, submit: Submit) -> None:
        super().__init__(title=title, timeout=SECONDS)
        self._field, self._gatekeeper, self._submit = field, gatekeeper, submit
        self.add_item(discord.ui.Label(text=label, component=field))

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        if await self._gatekeeper.admit(interaction):
            await self._submit(interaction, self._field.value)

    async def on_error(self, interaction: discord.Interaction[Any], error: Exception, /) -> None:  # type: ignore[override]  # the library's own modals take no item either
        await apologise(interaction, error)
