"""*Ask on*: the next question, in a form of its own, that goes on from the answer above it."""

from functools import partial
from re import Match

from bot.database.query_log import Surface
from bot.services.asking import LONGEST_QUESTION
from bot.services.questions import QuestionService
from bot.ui.discord_bot.features.answer import reply_page
from bot.ui.discord_bot.features.answer_rows import ASK_ON
from bot.ui.discord_bot.features.notice import PersonalNotices, follow_with_notice
from bot.ui.discord_bot.form import Field, Form
from bot.ui.discord_bot.gate import Gatekeeper
from bot.ui.discord_bot.interactions import Interaction, may_speak, request_of, speak_for
from bot.ui.discord_bot.persistent_button import PersistentButton, persistent_button
from bot.ui.discord_bot.sending import respond
from bot.ui.texts import discord_bot as texts
from bot.ui.texts.language import spoken


def ask_on_buttons(
    questions: QuestionService, gatekeeper: Gatekeeper, notices: PersonalNotices
) -> tuple[PersistentButton, ...]:
    async def ask_on(interaction: Interaction, match: Match[str]) -> None:
        submit = partial(_answer, questions, notices, match["fact"])
        example = spoken(texts.NEXT_EXAMPLE) if match["fact"] else None
        field = Field(placeholder=example, max_length=LONGEST_QUESTION)
        title = spoken(texts.ASK_ON if match["fact"] else texts.ASK)
        form = Form(title, spoken(texts.NEXT_QUESTION), field, gatekeeper, submit)
        await interaction.response.send_modal(form)

    return (persistent_button(ASK_ON, ask_on, gatekeeper),)


async def _answer(
    questions: QuestionService,
    notices: PersonalNotices,
    shown: str | None,
    interaction: Interaction,
    question: str,
) -> None:
    """Where the answer before it stands: in public, or to this person alone if they may not write there."""
    request = request_of(interaction, Surface.FOLLOW_UP)
    private = not may_speak(interaction)
    private = private or (interaction.message is not None and interaction.message.flags.ephemeral)
    speak_for(interaction, private=private)
    reply = await questions.ask(question, request, shown)
    page = reply_page(reply, interaction.id, private=private, human=notices.human.offered)
    await respond(interaction, page, private=private)
    await follow_with_notice(interaction, notices)
