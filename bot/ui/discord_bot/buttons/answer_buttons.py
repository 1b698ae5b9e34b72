"""The buttons under an answer: in context, why, post here, and the choices of an unsure one."""

from re import Match

from bot.database.query_log import Surface
from bot.domain.briefing import Briefing
from bot.services.asking import ask
from bot.services.questions import QuestionService
from bot.services.snapshot import Snapshots
from bot.ui.discord_bot import custom_ids, occasions
from bot.ui.discord_bot.answer_page import fact_page, reply_page
from bot.ui.discord_bot.context_page import fact_context
from bot.ui.discord_bot.explanation_page import explanation_page
from bot.ui.discord_bot.gatekeeper import Gatekeeper
from bot.ui.discord_bot.page import Page, button
from bot.ui.discord_bot.pressing import Pressable, pressable
from bot.ui.discord_bot.showing import respond, sent, turn, view
from bot.ui.discord_bot.types import Interaction
from bot.ui.texts import discord_bot as texts


def answer_buttons(
    snapshots: Snapshots, questions: QuestionService, gatekeeper: Gatekeeper
) -> tuple[Pressable, ...]:
    async def context(interaction: Interaction, match: Match[str]) -> None:
        page = fact_context(snapshots.current.briefing, match["fact"], 0)
        await respond(interaction, page or Page(texts.FACT_GONE), private=True)

    async def quote(interaction: Interaction, match: Match[str]) -> None:
        page = fact_context(snapshots.current.briefing, match["fact"], int(match["number"]))
        await turn(interaction, page or Page(texts.FACT_GONE))

    async def why(interaction: Interaction, match: Match[str]) -> None:
        asked = await questions.recall(match["request"])
        page = Page(texts.QUESTION_GONE)
        if asked is not None:
            page = explanation_page(ask(snapshots.current, asked.text), asked.sheet)
        await respond(interaction, page, private=True)

    async def choose(interaction: Interaction, match: Match[str]) -> None:
        reply = await questions.choose(match["fact"], occasions.of_interaction(interaction, Surface.CHOICE))
        if reply is None:
            await respond(interaction, Page(texts.FACT_GONE), private=True)
            return
        message = interaction.message
        private = message is not None and message.flags.ephemeral
        page = reply_page(reply, interaction.id, private=private)
        if occasions.asker_of(message) == interaction.user.id:
            await interaction.response.edit_message(**sent(page))
        else:
            await respond(interaction, page, private=True)

    async def post(interaction: Interaction, match: Match[str]) -> None:
        await _post(interaction, snapshots.current.briefing, match["fact"])

    return (
        pressable(custom_ids.CONTEXT, context, gatekeeper),
        pressable(custom_ids.QUOTE, quote, gatekeeper),
        pressable(custom_ids.WHY, why, gatekeeper),
        pressable(custom_ids.CHOOSE, choose, gatekeeper),
        pressable(custom_ids.POST, post, gatekeeper),
    )


async def _post(interaction: Interaction, briefing: Briefing, fact_id: str) -> None:
    fact = briefing.facts.get(fact_id)
    if fact is None:
        await respond(interaction, Page(texts.FACT_GONE), private=True)
        return
    under = button(texts.IN_CONTEXT, custom_ids.context(fact.id))
    # The private answer loses its buttons first, so that nobody posts it twice.
    await interaction.response.edit_message(view=view(Page("", rows=((under,),))))
    await interaction.followup.send(**sent(fact_page(fact, briefing, ((under,),))))
