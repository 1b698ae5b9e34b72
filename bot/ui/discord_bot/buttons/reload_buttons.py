"""Agreeing to a sheet that lost many facts, or not."""

from re import Match

from bot.services.status import RELOAD
from bot.ui.discord_bot import admin_ids
from bot.ui.discord_bot.gatekeeper import Gatekeeper
from bot.ui.discord_bot.page import Page
from bot.ui.discord_bot.pressing import Pressable, pressable
from bot.ui.discord_bot.reloading import Reloading
from bot.ui.discord_bot.showing import turn
from bot.ui.discord_bot.types import Interaction
from bot.ui.texts import reload as reload_texts


def reload_buttons(reloading: Reloading, gatekeeper: Gatekeeper) -> tuple[Pressable, ...]:
    async def apply(interaction: Interaction, match: Match[str]) -> None:
        reloading.book.require_admin(interaction)
        await interaction.response.defer()
        await reloading.run(interaction, agreed=match["version"])

    async def cancel(interaction: Interaction, _: Match[str]) -> None:
        reloading.book.require_admin(interaction)
        await reloading.book.write(interaction, RELOAD, "cancelled")
        await turn(interaction, Page(reload_texts.CANCELLED))

    return (pressable(admin_ids.APPLY, apply, gatekeeper), pressable(admin_ids.CANCEL, cancel, gatekeeper))
