"""Helpful or not, and why not; a person may change their mind."""

from re import Match

from bot.database.query_log import Verdict
from bot.services.questions import QuestionService
from bot.ui.discord_bot import custom_ids
from bot.ui.discord_bot.gatekeeper import Gatekeeper
from bot.ui.discord_bot.page import Page, button
from bot.ui.discord_bot.pressing import Pressable, pressable
from bot.ui.discord_bot.showing import respond, sent
from bot.ui.discord_bot.types import Interaction
from bot.ui.texts import discord_bot as texts

NOT_HELPFUL = "not"


def verdict_buttons(questions: QuestionService, gatekeeper: Gatekeeper) -> tuple[Pressable, ...]:
    async def rate(interaction: Interaction, match: Match[str]) -> None:
        request, word = match["request"], match["verdict"]
        if word == NOT_HELPFUL:
            await respond(interaction, _reasons(request), private=True)
            return
        verdict = Verdict(word)
        await questions.rate(request, interaction.user.id, verdict)
        thanks = Page(texts.THANKS[verdict])
        if verdict is Verdict.HELPFUL:
            await respond(interaction, thanks, private=True)
        else:
            await interaction.response.edit_message(**sent(thanks))

    return (pressable(custom_ids.RATE, rate, gatekeeper),)


def _reasons(request: str) -> Page:
    buttons = (button(label, custom_ids.rate(request, reason)) for reason, label in texts.REASONS.items())
    return Page(texts.WHAT_IS_WRONG, rows=(tuple(buttons),))
