"""Posts the health of the sheet in the curators' channel once a week."""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import discord

from bot.services.sheet_health import HealthReader, SheetHealth
from bot.ui.discord_bot.interactions import locale_of
from bot.ui.discord_bot.markdown import cut, neutral
from bot.ui.discord_bot.page import BODY, Page, Tone, titled
from bot.ui.discord_bot.sending import in_either_form
from bot.ui.texts import sheet_health as health_texts
from bot.ui.texts.language import speaking, spoken

LOG: Final = logging.getLogger(__name__)
LONGEST_LINE: Final = 700


@dataclass(frozen=True, slots=True)
class SheetHealthPost:
    """The chore that posts it; without a channel it does nothing."""

    reader: HealthReader
    client: discord.Client
    channel_id: int | None

    async def attend(self) -> None:
        if self.channel_id is None or not await self.reader.due():
            return
        health = await self.reader.read()
        with speaking(locale_of(self.client, self.channel_id)):
            page = health_page(health)
        try:
            await self._post(page, self.channel_id, self.reader.clock())
        except (discord.Forbidden, discord.NotFound):
            LOG.warning("The curators' channel %s cannot be written to", self.channel_id)
        await self.reader.told()

    async def _post(self, page: Page, channel_id: int, now: datetime) -> None:
        channel = self.client.get_partial_messageable(channel_id)

        async def send(**shown: object) -> object:
            # A second try within minutes finds the first message instead of posting again.
            return await channel.send(
                **shown,  # type: ignore[call-overload]  # the keywords are those of a page
                nonce=f"health-{now:%G-%V}",
                allowed_mentions=discord.AllowedMentions.none(),
            )

        await in_either_form(send, page)


def health_page(health: SheetHealth) -> Page:
    lines = [neutral(cut(line, LONGEST_LINE)) for line in health_texts.health_lines(health)]
    tone = Tone.ANSWER if health.is_well else Tone.QUESTION
    return Page("\n".join(lines)[:BODY], titled(spoken(health_texts.TITLE)), tone=tone)
