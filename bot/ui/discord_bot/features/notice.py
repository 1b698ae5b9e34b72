"""*Tell me if it ever does*: one notice, in public where it was asked there, else with the next question."""

import logging
from dataclasses import dataclass, replace
from re import Match
from typing import Final

import discord

from bot.database.awaited_answers import Place
from bot.domain.answering import Found
from bot.services.awaiting import Awaiting, Fulfilled
from bot.ui.discord_bot.apology import NOT_ARRIVED
from bot.ui.discord_bot.features.answer import TELL, fact_page, leading, under_fact
from bot.ui.discord_bot.gate import Gatekeeper
from bot.ui.discord_bot.interactions import Interaction
from bot.ui.discord_bot.page import Page
from bot.ui.discord_bot.persistent_button import PersistentButton, persistent_button
from bot.ui.discord_bot.sending import follow_up, in_either_form, respond
from bot.ui.texts import discord_bot as texts

LOG: Final = logging.getLogger(__name__)


def tell_buttons(awaiting: Awaiting, gatekeeper: Gatekeeper) -> tuple[PersistentButton, ...]:
    async def tell(interaction: Interaction, match: Match[str]) -> None:
        place = _place(interaction)
        known = await awaiting.wish(match["request"], interaction.user.id, place)
        words = (texts.WILL_TELL_HERE if place else texts.WILL_TELL_YOU) if known else texts.QUESTION_GONE
        await respond(interaction, Page(words), private=True)

    return (persistent_button(TELL, tell, gatekeeper),)


def _place(interaction: Interaction) -> Place | None:
    """Where everybody sees the answer and the bot may write by itself."""
    message = interaction.message
    private = message is None or message.flags.ephemeral or interaction.guild_id is None
    if private or message is None or not interaction.is_guild_integration():
        return None
    asked = message.reference.message_id if message.reference else None
    return Place(message.channel.id, asked or message.id)


def notice_page(fulfilled: Fulfilled, *, private: bool) -> Page:
    """The fact, and why it comes now."""
    briefing = fulfilled.reply.snapshot.briefing
    assert isinstance(fulfilled.reply.answer, Found)  # noqa: S101 - that is what fulfils a wish
    fact = briefing.facts[fulfilled.reply.answer.best.id]
    rows = (under_fact(fact.id, fulfilled.wish.number, leading(fact, briefing), private=False),)
    why = texts.NOW_IT_SAYS_TO_YOU if private else texts.NOW_IT_SAYS
    page = fact_page(fact, briefing, rows)
    return replace(page, body=f"-# {why}\n{page.body}")


async def follow_with_notice(interaction: Interaction, awaiting: Awaiting) -> None:
    """After an answer, to that person alone."""
    fulfilled = await awaiting.of_person(interaction.user.id)
    if fulfilled is not None:
        try:
            await follow_up(interaction, notice_page(fulfilled, private=True), private=True)
        except NOT_ARRIVED as error:
            LOG.warning("A notice could not be given yet: %s", error)
            return
        await awaiting.told(fulfilled)


@dataclass(frozen=True, slots=True)
class PublicNotices:
    """A chore: replies where somebody asked in public."""

    awaiting: Awaiting
    client: discord.Client

    async def attend(self) -> None:
        for fulfilled in await self.awaiting.in_public():
            place = fulfilled.wish.place
            if place is not None:
                await self._tell(fulfilled, place)

    async def _tell(self, fulfilled: Fulfilled, place: Place) -> None:
        try:
            await self._send(notice_page(fulfilled, private=False), place)
        except (discord.Forbidden, discord.NotFound):
            LOG.info("A notice cannot be given in channel %s", place.channel_id)
            await self.awaiting.cannot_tell_there(place)
        except NOT_ARRIVED as error:
            LOG.warning("A notice could not be given yet in channel %s: %s", place.channel_id, error)
        else:
            await self.awaiting.told(fulfilled)

    async def _send(self, page: Page, place: Place) -> None:
        channel = self.client.get_partial_messageable(place.channel_id)
        asked = discord.MessageReference(
            message_id=place.message_id, channel_id=place.channel_id, fail_if_not_exists=False
        )

        async def send(**shown: object) -> object:
            # A second try with the same nonce finds the first message instead of posting again.
            return await channel.send(
                **shown,  # type: ignore[call-overload]  # the keywords are those of a page
                reference=asked,
                mention_author=False,
                nonce=f"tell-{place.message_id}",
                allowed_mentions=discord.AllowedMentions.none(),
            )

        await in_either_form(send, page)
