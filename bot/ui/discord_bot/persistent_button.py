"""Buttons and menus that outlive a restart: the custom id says what was pressed, nothing is stored."""

from collections.abc import Awaitable, Callable
from re import Match
from typing import Any, Final, Self

import discord
from discord.ui import DynamicItem, Item, LayoutView, View

from bot.ui.discord_bot.apology import apologise
from bot.ui.discord_bot.gate import Gatekeeper
from bot.ui.discord_bot.interactions import Interaction

# What custom ids are made of: at most 100 characters that hold all a restarted bot needs to know.
REQUEST: Final = r"(?P<request>\d{1,20})"
FACT: Final = r"(?P<fact>[a-z0-9][a-z0-9-]{0,63})"
NUMBER: Final = r"(?P<number>\d{1,4})"

Press = Callable[[Interaction, Match[str]], Awaitable[None]]
AnyItem = Item[View | LayoutView]
PersistentButton = type[DynamicItem[Any]]


def persistent_button(
    pattern: str, press: Press, gatekeeper: Gatekeeper, *, counted: bool = False
) -> PersistentButton:
    """What discord.py looks up when a component with a matching custom id is used.

    Turning pages, menus and verdicts are free; what asks or posts counts like a question.
    """

    class Pressed(DynamicItem[AnyItem], template=pattern):
        def __init__(self, item: AnyItem, match: Match[str]) -> None:
            super().__init__(item)
            self._match = match

        @classmethod
        async def from_custom_id(
            cls, interaction: discord.Interaction[Any], item: Item[Any], match: Match[str], /
        ) -> Self:
            del interaction
            return cls(item, match)

        async def callback(self, interaction: Interaction) -> None:
            try:
                if await gatekeeper.admit(interaction, counted=counted):
                    await press(interaction, self._match)
            except Exception as error:  # noqa: BLE001 - the tree's last resort does not reach components
                await apologise(interaction, error)

    return Pressed
