"""*Ask on*: the next question, in a form of its own, that goes on from the answer above it."""

from re import Match
from typing import Any, Final

import discord

from bot.database.query_log import Surface
from bot.services.asking import LONGEST_QUESTION
from bot.services.questions import QuestionService
from bot.ui.discord_bot.apology import apologise
from bot.ui.discord_bot.features.answer import reply_page
from bot.ui.discord_bot.features.answer_rows import ASK_ON
from bot.ui.discord_bot.gate import Gatekeeper
from bot.ui.discord_bot.interactions import Interaction, request_of, speak_for
from bot.ui.discord_bot.persistent_button import PersistentButton, persistent_button
from bot.ui.discord_bot.sending import respond
from bot.ui.texts import discord_bot as texts
from bot.ui.texts.language import spoken

MODAL_SECONDS: Final = 900.0


def ask_on_buttons(
    questions: QuestionService, gatekeeper: Gatekeeper, *, human: bool
) -> tuple[PersistentButton, ...]:
    async def ask_on(interaction: Interaction, match: Match[str]) -> None:
        await interaction.response.send_modal(NextQuestion(match["fact"], questions, gatekeeper, human=human))

    return (persistent_button(ASK_ON, ask_on, gatekeeper),)


class NextQuestion(discord.ui.Modal):
    """Answered where the answer before it stands: in public, or to this person alone."""

    def __init__(
        self, shown: str, questions: QuestionService, gatekeeper: Gatekeeper, *, human: bool
    ) -> None:
        super().__init__(title=spoken(texts.ASK_ON), timeout=MODAL_SECONDS)
        self._shown, self._questions, self._gatekeeper, self._human = shown, questions, gatekeeper, human
        self._words: discord.ui.TextInput[NextQuestion] = discord.ui.TextInput(
            placeholder=spoken(texts.NEXT_EXAMPLE), max_length=LONGEST_QUESTION
        )
        self.add_item(discord.ui.Label(text=spoken(texts.NEXT_QUESTION), component=self._words))

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        if not await self._gatekeeper.admit(interaction):
            return
        request = request_of(interaction, Surface.FOLLOW_UP)
        private = interaction.message is not None and interaction.message.flags.ephemeral
        speak_for(interaction, private=private)
        reply = await self._questions.ask(self._words.value, request, self._shown)
        page = reply_page(reply, interaction.id, private=private, human=self._human)
        await respond(interaction, page, private=private)

    async def on_error(self, interaction: discord.Interaction[Any], error: Exception, /) -> None:  # type: ignore[override]  # the library's own modals take no item either
        await apologise(interaction, error)
