"""The one message that a digest is, the same for a preview and for a post: cards, and the week's picture."""

import asyncio
import io
import logging
from dataclasses import dataclass, replace
from typing import Final, Self, TypedDict

import discord

from bot.domain.digest.digest import Digest
from bot.domain.digest.interest import Week
from bot.ui.charts import week_bars, week_chart
from bot.ui.digest_view import view
from bot.ui.discord_bot.digest_page import digest_page
from bot.ui.discord_bot.showing import embed
from bot.ui.texts.digest import week_sentence

LOG: Final = logging.getLogger(__name__)
PICTURE: Final = "week.png"


class Sendable(TypedDict):
    """The keywords by which discord.py sends it."""

    content: str
    embeds: list[discord.Embed]
    files: list[discord.File]


@dataclass(frozen=True, slots=True)
class DigestMessage:
    """A digest with its picture, if there is one."""

    digest: Digest
    picture: bytes | None = None

    @property
    def without_picture(self) -> Self:
        return replace(self, picture=None)

    def sendable(self) -> Sendable:
        """Fresh for every try, because sending uses a file up."""
        week = self.digest.week
        page = digest_page(view(self.digest), week_bars(week) if week and self.picture is None else "")
        embeds = [embed(card) for card in page.cards]
        files = list[discord.File]()
        if self.picture is not None:
            embeds[-1].set_image(url=f"attachment://{PICTURE}")
            files = [discord.File(io.BytesIO(self.picture), PICTURE, description=week_sentence(week))]
        return Sendable(content=page.content, embeds=embeds, files=files)


class DigestPainter:
    """Makes the message of a digest; pictures are drawn one at a time, beside the event loop."""

    def __init__(self) -> None:
        self._drawing = asyncio.Lock()

    async def message(self, digest: Digest) -> DigestMessage:
        return DigestMessage(digest, await self._picture(digest.week))

    async def _picture(self, week: Week) -> bytes | None:
        async with self._drawing:
            try:
                return await asyncio.to_thread(week_chart, week) if week else None
            except Exception:  # a digest without a picture is better than none, whatever matplotlib meets
                LOG.exception("The picture of the week could not be drawn; its bars are shown as text")
                return None
