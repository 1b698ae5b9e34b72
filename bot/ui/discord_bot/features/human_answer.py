"""A curator's answer on its way back, marked as a person's words; and the removal of cards."""

import logging
from dataclasses import dataclass
from functools import partial
from typing import Final

import discord

from bot.database.awaited_answers import PublicMessage
from bot.database.human_questions import HumanQuestion
from bot.domain.sheet import Markup
from bot.services.human import HumanHelp
from bot.ui.discord_bot import written
from bot.ui.discord_bot.apology import NOT_ARRIVED
from bot.ui.discord_bot.markdown import shortened
from bot.ui.discord_bot.page import BODY, Page
from bot.ui.discord_bot.public_replies import Arrival, tell_there
from bot.ui.texts import human as texts
from bot.ui.texts.language import spoken

LOG: Final = logging.getLogger(__name__)
QUESTION_ROOM: Final = 600
ANSWER_ROOM: Final = BODY - QUESTION_ROOM - 300


def human_page(answered: HumanQuestion, *, private: bool) -> Page:
    """Deliberately unlike an answer of the briefing: no fact, no quote, no sheet version."""
    asked = texts.YOU_ASKED if private else texts.ASKED
    question = shortened(answered.question, QUESTION_ROOM)
    words = written.shortened(answered.answer or "", Markup.DISCORD, ANSWER_ROOM)
    body = f"-# {spoken(texts.PERSONS_WORDS)}\n-# {spoken(asked)} {question}\n{words}"
    return Page(body, spoken(texts.FROM_A_PERSON))


@dataclass(frozen=True, slots=True)
class HumanChores:
    """What has to be done without anybody pressing a button."""

    help: HumanHelp
    client: discord.Client

    async def attend(self) -> None:
        for answered in await self.help.in_public():
            if answered.place is not None:
                await self._tell(answered, answered.place)
        for card in await self.help.withdrawn_cards():
            await self._take_away(card)

    async def _tell(self, answered: HumanQuestion, place: PublicMessage) -> None:
        shown, nonce = partial(human_page, answered, private=False), f"human-{answered.number}"
        arrival = await tell_there(self.client, shown, place, nonce, "A curator's answer")
        if arrival is Arrival.NEVER:
            await self.help.cannot_tell_there(answered)
        elif arrival is Arrival.THERE:
            await self.help.told(answered)

    async def _take_away(self, card: PublicMessage) -> None:
        """The question is gone, so nobody is to read it on its card either."""
        channel = self.client.get_partial_messageable(card.channel_id)
        try:
            await channel.get_partial_message(card.message_id).delete()
        except (discord.Forbidden, discord.NotFound):
            LOG.info("A card in channel %s is gone, or cannot be deleted", card.channel_id)
        except NOT_ARRIVED as error:
            LOG.warning("A card in channel %s could not be deleted yet: %s", card.channel_id, error)
            return
        await self.help.card_gone(card)
