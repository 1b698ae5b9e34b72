"""*Tell me if it ever does*: one notice, in public where it was asked there, else with the next question."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial
from re import Match
from typing import Final

import discord

from bot.database.awaited_answers import PublicMessage
from bot.domain.answering import Found
from bot.services.awaited_answers import AwaitedAnswers, Fulfilled
from bot.services.human import HumanHelp
from bot.ui.discord_bot.apology import NOT_ARRIVED
from bot.ui.discord_bot.features.answer_rows import TELL, under_fact
from bot.ui.discord_bot.features.entry_page import fact_page, lead_number
from bot.ui.discord_bot.features.human_answer import human_page
from bot.ui.discord_bot.gate import Gatekeeper
from bot.ui.discord_bot.interactions import Interaction, speak_for
from bot.ui.discord_bot.page import Page
from bot.ui.discord_bot.persistent_button import PersistentButton, persistent_button
from bot.ui.discord_bot.public_replies import Arrival, public_place_of, tell_there
from bot.ui.discord_bot.sending import follow_up, respond
from bot.ui.texts import discord_bot as texts
from bot.ui.texts.language import spoken

LOG: Final = logging.getLogger(__name__)


def tell_buttons(awaited: AwaitedAnswers, gatekeeper: Gatekeeper) -> tuple[PersistentButton, ...]:
    async def tell(interaction: Interaction, match: Match[str]) -> None:
        place = public_place_of(interaction)
        known = await awaited.wish(match["request"], interaction.user.id, place)
        words = (texts.WILL_TELL_HERE if place else texts.WILL_TELL_YOU) if known else texts.QUESTION_GONE
        await respond(interaction, Page(spoken(words)), private=True)

    return (persistent_button(TELL, tell, gatekeeper),)


def notice_page(fulfilled: Fulfilled, *, private: bool) -> Page:
    """The fact, and why it is shown now."""
    briefing = fulfilled.reply.snapshot.briefing
    assert isinstance(fulfilled.reply.answer, Found)  # noqa: S101 - that is what fulfils a wish
    fact = briefing.facts[fulfilled.reply.answer.best.id]
    rows = (under_fact(fact.id, fulfilled.wish.number, lead_number(fact, briefing), private=False),)
    why = texts.NOW_IT_SAYS_TO_YOU if private else texts.NOW_IT_SAYS
    page = fact_page(fact, briefing, rows)
    return replace(page, body=f"-# {spoken(why)}\n{page.body}")


@dataclass(frozen=True, slots=True)
class Notice:
    """A page for somebody, and what to record once they have read it."""

    page: Page
    told: Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class PersonalNotices:
    """What waits for somebody's next question: a curator's words, or an answer that there is now."""

    awaited: AwaitedAnswers
    human: HumanHelp

    async def next_of(self, user_id: int) -> Notice | None:
        answered = await self.human.of_person(user_id)
        if answered is not None:
            return Notice(human_page(answered, private=True), partial(self.human.told, answered))
        fulfilled = await self.awaited.of_person(user_id)
        if fulfilled is not None:
            return Notice(notice_page(fulfilled, private=True), partial(self.awaited.told, fulfilled))
        return None


async def follow_with_notice(interaction: Interaction, notices: PersonalNotices) -> None:
    """After an answer, privately."""
    speak_for(interaction, private=True)
    notice = await notices.next_of(interaction.user.id)
    if notice is not None:
        try:
            await follow_up(interaction, notice.page, private=True)
        except NOT_ARRIVED as error:
            LOG.warning("A notice could not be given yet: %s", error)
            return
        await notice.told()


@dataclass(frozen=True, slots=True)
class PublicNotices:
    """A chore: replies where somebody asked in public."""

    awaited: AwaitedAnswers
    client: discord.Client

    async def attend(self) -> None:
        for fulfilled in await self.awaited.in_public():
            place = fulfilled.wish.place
            if place is not None:
                await self._tell(fulfilled, place)

    async def _tell(self, fulfilled: Fulfilled, place: PublicMessage) -> None:
        shown = partial(notice_page, fulfilled, private=False)
        arrival = await tell_there(self.client, shown, place, f"tell-{place.message_id}", "A notice")
        if arrival is Arrival.NEVER:
            await self.awaited.cannot_tell_there(place)
        elif arrival is Arrival.THERE:
            await self.awaited.told(fulfilled)
