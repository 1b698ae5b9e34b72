"""Buttons and menus that outlive a restart: the custom id says what was pressed, nothing is remembered."""

from collections.abc import Awaitable, Callable
from re import Match
from typing import Any, Self

import discord
from discord.ui import DynamicItem, Item, LayoutView, View

from bot.ui.discord_bot.apology import apologise
from bot.ui.discord_bot.gatekeeper import Gatekeeper
from bot.ui.discord_bot.types import Interaction

Press = Callable[[Interaction, Match[str]], Awaitable[None]]
AnyItem = Item[View | LayoutView]
Pressable = type[DynamicItem[Any]]


def pressable(pattern: str, press: Press, gatekeeper: Gatekeeper) -> Pressable:
    """What discord.py looks for when a component with such a custom id is used."""

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
                if await gatekeeper.admit(interaction):
                    await press(interaction, self._match)
            except Exception as error:  # noqa: BLE001 - the tree's last resort does not reach components
                await apologise(interaction, error)

    return Pressed


def chosen(interaction: Interaction) -> str:
    """The one value that was chosen in a menu."""
    data: dict[str, Any] = dict(interaction.data or {})
    return str(data["values"][0])
