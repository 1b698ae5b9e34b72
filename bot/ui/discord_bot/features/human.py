"""*Ask a human*: first what will be shared; then a card for the curators, who answer it with a form."""

import logging
from dataclasses import dataclass
from functools import partial
from re import Match
from typing import Any, Final

import discord

from bot.database.awaited_answers import PublicMessage
from bot.database.human_questions import Declined
from bot.services.health.alarms import Alarms
from bot.services.human import LONGEST_ANSWER, HumanHelp, fact_entry
from bot.services.questions import QuestionService, ask_aside
from bot.ui.discord_bot.apology import NOT_ARRIVED
from bot.ui.discord_bot.features.answer_rows import HUMAN
from bot.ui.discord_bot.features.human_pages import (
    ANSWER,
    DROP,
    MAKE_A_FACT,
    SEND,
    answered_row,
    card_page,
    link_to,
    proposal_page,
    sharing_page,
)
from bot.ui.discord_bot.features.teach_buttons import ForCurators
from bot.ui.discord_bot.form import Field, Form
from bot.ui.discord_bot.gate import Gatekeeper
from bot.ui.discord_bot.interactions import Interaction, locale_of, speak_for
from bot.ui.discord_bot.page import Page
from bot.ui.discord_bot.permissions import AuditLog, Curators
from bot.ui.discord_bot.persistent_button import PersistentButton, persistent_button
from bot.ui.discord_bot.public_replies import public_place_of
from bot.ui.discord_bot.sending import finish, follow_up, in_either_form, keep_words, respond, turn
from bot.ui.texts import human as texts
from bot.ui.texts import running as running_texts
from bot.ui.texts.language import speaking, spoken

LOG: Final = logging.getLogger(__name__)
NO_DESK: Final = "curators"  # the trouble's name


@dataclass(frozen=True, slots=True)
class HelpDesk:
    """Where the cards go, who may answer them, and what an answer becomes a fact with."""

    help: HumanHelp
    questions: QuestionService
    client: discord.Client
    curators: Curators
    audit: AuditLog
    for_curators: ForCurators
    alarms: Alarms

    def require(self, interaction: Interaction) -> None:
        """Only curators may handle a card."""
        self.curators.require(interaction)

    async def post(self, page: Page, number: int, channel_id: int) -> PublicMessage:
        """Post the card; it mentions only the role that the settings name."""
        channel, role = self.client.get_partial_messageable(channel_id), self.help.role
        called = [discord.Object(role)] if role else []
        mentions = discord.AllowedMentions(everyone=False, users=False, roles=called, replied_user=False)

        async def send(**shown: Any) -> discord.Message:
            return await channel.send(**shown, nonce=f"card-{number}", allowed_mentions=mentions)

        card = await in_either_form(send, page, above=f"<@&{role}>" if role else "")
        return PublicMessage(channel_id, card.id)


def human_buttons(desk: HelpDesk, gatekeeper: Gatekeeper) -> tuple[PersistentButton, ...]:
    presses = _Presses(desk, gatekeeper)
    return (
        persistent_button(HUMAN, presses.ask, gatekeeper),
        persistent_button(SEND, presses.send, gatekeeper, counted=True),
        persistent_button(DROP, presses.drop, gatekeeper),
        persistent_button(ANSWER, presses.answer, gatekeeper),
        persistent_button(MAKE_A_FACT, presses.make_a_fact, gatekeeper),
    )


@dataclass(frozen=True, slots=True)
class _Presses:
    """What each button does; a setting or a right may have changed since it was shown."""

    desk: HelpDesk
    gatekeeper: Gatekeeper

    async def ask(self, interaction: Interaction, match: Match[str]) -> None:
        asked = await self.desk.questions.recall(match["request"])
        page = Page(texts.declined(Declined.GONE))
        if not self.desk.help.offered:
            page = Page(spoken(texts.NO_LONGER))
        elif declined := await self.desk.help.declined(match["request"], interaction.user.id):
            page = Page(texts.declined(declined))
        elif asked is not None:
            page = sharing_page(asked.text, match["request"], public_place_of(interaction))
        await respond(interaction, page, private=True)

    async def drop(self, interaction: Interaction, _: Match[str]) -> None:
        await turn(interaction, Page(spoken(texts.DROPPED)))

    async def send(self, interaction: Interaction, match: Match[str]) -> None:
        await interaction.response.defer()
        message = int(match["message"])
        place = PublicMessage(int(match["channel"]), message) if message else None
        named = match["how"] == "named"
        await finish(
            interaction, Page(await self._hand_on(interaction, match["request"], place, named=named))
        )

    async def _hand_on(
        self, interaction: Interaction, request: str, place: PublicMessage | None, *, named: bool
    ) -> str:
        help_, channel_id = self.desk.help, self.desk.help.channel
        asked = await self.desk.questions.recall(request)
        if channel_id is None or asked is None:
            return texts.declined(Declined.GONE) if channel_id else spoken(texts.NO_LONGER)
        number = await help_.begin(request, interaction.user.id, place)
        if isinstance(number, Declined):
            return texts.declined(number)
        reply = await ask_aside(self.desk.questions.snapshots.current, asked.text)
        who = interaction.user.mention if named else None
        with speaking(locale_of(self.desk.client, channel_id)):
            page = card_page(reply, number, who, link_to(interaction.guild_id, place))
            posted = await self._post(page, number, channel_id)
        if not posted:
            return spoken(texts.NOT_SENT)
        return spoken(texts.SENT_HERE if place else texts.SENT_TO_YOU)

    async def _post(self, page: Page, number: int, channel_id: int) -> bool:
        """Whether the card was posted; if it never can be, its question is withdrawn."""
        try:
            card = await self.desk.post(page, number, channel_id)
        except (discord.Forbidden, discord.NotFound):
            await self.desk.help.withdraw(number)
            await self.desk.alarms.raise_for(NO_DESK, running_texts.NO_CURATORS)
            return False
        except NOT_ARRIVED as error:  # it may be there all the same: the next try finds it by its nonce
            LOG.warning("A question could not be handed on yet: %s", error)
            return False
        self.desk.alarms.over(NO_DESK)
        await self.desk.help.posted(number, card)
        return True

    async def answer(self, interaction: Interaction, match: Match[str]) -> None:
        self.desk.require(interaction)
        asked = await self.desk.help.find(int(match["number"]))
        if asked is None or asked.answer is not None:
            await respond(interaction, Page(spoken(texts.TOO_LATE)), private=True)
            return
        field = Field(style=discord.TextStyle.paragraph, max_length=LONGEST_ANSWER)
        submit = partial(self._answered, asked.number)
        form = Form(spoken(texts.TITLE_OF_FORM), spoken(texts.YOUR_WORDS), field, self.gatekeeper, submit)
        await interaction.response.send_modal(form)

    async def _answered(self, number: int, interaction: Interaction, written: str) -> None:
        """Keep the curator's words for the asker, unless another curator was faster."""
        self.desk.require(interaction)
        words = written.strip()
        if not words or not await self.desk.help.answer(number, words):
            page = Page(spoken(texts.TOO_LATE if words else texts.NO_WORDS))
            await respond(interaction, page, private=True)
            return
        asked = await self.desk.help.find(number)
        await self.desk.audit.record(interaction, "answered a question", f"card {number}")
        speak_for(interaction, private=False)
        await keep_words(interaction, Page("", rows=(answered_row(number),)))
        speak_for(interaction, private=True)
        thanks = spoken(texts.KEPT_HERE if asked and asked.place else texts.KEPT_FOR_THEM)
        await follow_up(interaction, Page(thanks), private=True)

    async def make_a_fact(self, interaction: Interaction, match: Match[str]) -> None:
        self.desk.require(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        asked = await self.desk.help.find(int(match["number"]))
        page = Page(spoken(texts.TOO_LATE))
        if asked is not None and asked.answer is not None:
            snapshot = self.desk.questions.snapshots.current
            entry = await fact_entry(snapshot, asked.question, asked.answer)
            rows = self.desk.for_curators(interaction, asked.request_id)
            page = proposal_page(entry, snapshot.briefing, asked.number, rows)
        await finish(interaction, page)
