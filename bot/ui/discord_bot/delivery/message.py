"""A digest as one message, previewed or posted: cards within every limit, and the week's picture."""

import asyncio
import logging
from dataclasses import dataclass, replace
from typing import Final, Self

from bot.domain.digest.digest import Digest
from bot.domain.digest.interest import Week
from bot.ui.charts import week_bars, week_chart
from bot.ui.digest_view import DigestSection, DigestView, Item, view
from bot.ui.discord_bot import written
from bot.ui.discord_bot.markdown import neutral, shortened, units
from bot.ui.discord_bot.page import DRESS, TOGETHER, Attached, Page, Tone
from bot.ui.discord_bot.quotes import place, quote_block
from bot.ui.quote_text import quote_text
from bot.ui.texts import digest as digest_texts
from bot.ui.texts.digest import week_sentence
from bot.ui.texts.language import spoken

LEAST: Final = 350  # what the sections before leave to each one
HEADLINE: Final = 250
ANSWER: Final = 1200
NOTE: Final = 300
SMALLEST: Final = 150  # with less room an item is better counted than shown
TITLE_ROOM: Final = 400
LOG: Final = logging.getLogger(__name__)
PICTURE: Final = "week.png"


@dataclass(frozen=True, slots=True)
class DigestPage:
    """The text above, which notifications show, and the cards; the last one carries the label."""

    above: str
    cards: tuple[Page, ...]


def digest_page(shown: DigestView, bars: str = "") -> DigestPage:
    """`bars` is the week as lines of text, where no picture of it is sent."""
    title, notices = shortened(shown.title, TITLE_ROOM, "**"), "\n".join(map(neutral, shown.notices))
    if not shown.sections:
        return DigestPage(title, (Page(notices, footer=shown.label),))
    above = f"{title}\n{notices}" if notices else title
    *others, last = _cards(shown, TOGETHER - units(above + shown.label) - DRESS, bars)
    return DigestPage(above, (*others, replace(last, footer=shown.label)))


def _cards(shown: DigestView, room: int, bars: str) -> list[Page]:
    """Each section takes what it needs, and leaves enough for those that follow."""
    cards = list[Page]()
    drawn = f"\n```\n{bars}\n```" if bars else ""
    room -= sum(units(section.heading) + DRESS for section in shown.sections) + units(drawn)
    for number, section in enumerate(shown.sections, start=1):
        body = _body(section, room - LEAST * (len(shown.sections) - number))
        room -= units(body)
        cards.append(Page(body, section.heading, tone=Tone.ANSWER if number == 1 else Tone.NEUTRAL))
    if drawn:
        cards[-1] = Page(cards[-1].body + drawn, cards[-1].title, tone=cards[-1].tone)
    return cards


def _body(section: DigestSection, room: int) -> str:
    """As many items as there is room for, but always the first; the rest is counted."""
    blocks = list[str]()
    left = room - units(_more(section.more + len(section.items)))
    for item in section.items:
        block = _item(item, left)
        if not block or (blocks and left < SMALLEST):
            break
        blocks.append(block)
        left -= units(block) + 2
    missing = section.more + len(section.items) - len(blocks)
    return "\n\n".join(blocks) + (_more(missing) if missing else "")


def _more(count: int) -> str:
    return f"\n\n-# {digest_texts.more(count)}"


def _item(item: Item, room: int) -> str:
    """The small print comes first when room is short, then the words, then whole quotes."""
    note = f"\n-# {shortened(item.note, min(NOTE, room // 4))}" if item.note else ""
    head = shortened(item.headline, min(HEADLINE, room // 3), "**") if item.headline else ""
    apart = "\n" if head and item.text else ""
    rest = room - units(head + apart + note)
    words = written.shortened(item.text, item.markup, min(ANSWER, rest)) if item.text else ""
    return head + apart + words + _quotes(item, rest - units(words)) + note


def _quotes(item: Item, room: int) -> str:
    """As many whole quotes as fit."""
    left_out = f"\n-# {spoken(digest_texts.QUOTES_LEFT_OUT)}"
    shown, room = "", room - units(left_out)
    for citation in item.citations:
        block = f"\n{quote_block(quote_text(citation, item.markup))}\n> -# {place(citation)}"
        if units(block) > room:
            return shown + left_out if room >= 0 else shown
        shown, room = shown + block, room - units(block)
    return shown


@dataclass(frozen=True, slots=True)
class DigestMessage:
    """A digest with its picture, if there is one."""

    digest: Digest
    picture: bytes | None = None

    @property
    def without_picture(self) -> Self:
        return replace(self, picture=None)

    @property
    def page(self) -> DigestPage:
        """The picture stands in the last card, described in words."""
        week = self.digest.week
        page = digest_page(view(self.digest), week_bars(week) if week and self.picture is None else "")
        if self.picture is None:
            return page
        *others, last = page.cards
        picture = Attached(PICTURE, self.picture, week_sentence(week))
        return replace(page, cards=(*others, replace(last, files=(picture,))))


class DigestPainter:
    """Renders a digest; pictures are drawn one at a time, outside the event loop."""

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
