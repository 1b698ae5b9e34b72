"""To be forgotten, or not after all; only the person who asked sees these buttons."""

from re import Match

from bot.services.privacy import Forgotten, Privacy
from bot.ui.discord_bot import admin_ids
from bot.ui.discord_bot.gatekeeper import Gatekeeper
from bot.ui.discord_bot.page import Page
from bot.ui.discord_bot.pressing import Pressable, pressable
from bot.ui.discord_bot.showing import sent, turn
from bot.ui.discord_bot.types import Interaction
from bot.ui.texts import privacy as privacy_texts

SAID = {Forgotten.DONE: privacy_texts.FORGOTTEN, Forgotten.WAITING: privacy_texts.FORGETTING}


def forget_buttons(privacy: Privacy, gatekeeper: Gatekeeper) -> tuple[Pressable, ...]:
    async def forget(interaction: Interaction, _: Match[str]) -> None:
        await interaction.response.defer()
        result = await privacy.forget(interaction.user.id)
        await interaction.edit_original_response(**sent(Page(SAID[result])))

    async def keep(interaction: Interaction, _: Match[str]) -> None:
        await turn(interaction, Page(privacy_texts.KEPT))

    return (pressable(admin_ids.FORGET, forget, gatekeeper), pressable(admin_ids.KEEP, keep, gatekeeper))
