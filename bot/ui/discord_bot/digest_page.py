"""A digest as Discord shows it: a headline, and a card a section; within every limit, always."""

from dataclasses import dataclass
from typing import Final

from bot.domain.briefing import Citation
from bot.ui.digest_view import DigestView, Item, Section
from bot.ui.discord_bot.fitting import shortened
from bot.ui.discord_bot.markdown import neutral, plain, units
from bot.ui.discord_bot.page import BODY, Page, Tone
from bot.ui.discord_bot.quoting import place
from bot.ui.texts import digest as digest_texts
from bot.ui.texts.answers import quoted

TOGETHER: Final = 6000
LEAST: Final = 400  # what the sections before leave to each one
HEADLINE: Final = 250
ANSWER: Final = 1200
NOTE: Final = 300
SMALLEST: Final = 150  # with less room an item is better counted than shown
TITLE_ROOM: Final = 400


@dataclass(frozen=True, slots=True)
class DigestPage:
    """The text above, which notifications show, and the cards; the last one carries the label."""

    content: str
    cards: tuple[Page, ...]


def digest_page(shown: DigestView, bars: str = "") -> DigestPage:
    """`bars` is the week as lines of text, where no picture of it is sent."""
    title, notices = shortened(shown.title, TITLE_ROOM, "**"), "\n".join(map(neutral, shown.notices))
    label = plain(shown.label)
    if not shown.sections:
        return DigestPage(title, (Page(notices, footer=label),))
    *others, last = _cards(shown, TOGETHER - units(label), bars)
    content = f"{title}\n{notices}" if notices else title
    return DigestPage(content, (*others, Page(last.body, last.title, label, last.tone)))


def _cards(shown: DigestView, room: int, bars: str) -> list[Page]:
    """Each section takes what it needs, and leaves enough to those that follow."""
    cards = list[Page]()
    drawn = f"\n```\n{bars}\n```" if bars else ""
    room -= sum(units(section.heading) for section in shown.sections) + units(drawn)
    for number, section in enumerate(shown.sections, start=1):
        kept_back = LEAST * (len(shown.sections) - number)
        body = _body(section, min(BODY - units(drawn), room - kept_back))
        room -= units(body)
        cards.append(Page(body, section.heading, tone=Tone.ANSWER if number == 1 else Tone.NEUTRAL))
    if drawn:
        cards[-1] = Page(cards[-1].body + drawn, cards[-1].title, tone=cards[-1].tone)
    return cards


def _body(section: Section, room: int) -> str:
    """As many items as there is room for, the first of them in any case; the others are counted."""
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
    """The small print has the first claim on the room, then the words, then whole quotes."""
    note = f"\n-# {shortened(item.note, min(NOTE, room // 4))}" if item.note else ""
    head = shortened(item.headline, min(HEADLINE, room // 3), "**") if item.headline else ""
    apart = "\n" if head and item.text else ""
    rest = room - units(head + apart + note)
    words = shortened(item.text, min(ANSWER, rest)) if item.text else ""
    return head + apart + words + _quotes(item.citations, rest - units(words)) + note


def _quotes(citations: tuple[Citation, ...], room: int) -> str:
    """A quote is shown whole or not at all."""
    left_out = f"\n-# {digest_texts.QUOTES_LEFT_OUT}"
    shown, room = "", room - units(left_out)
    for citation in citations:
        block = f"\n> {neutral(quoted(citation))}\n> -# {place(citation)}"
        if units(block) > room:
            return shown + left_out if room >= 0 else shown
        shown, room = shown + block, room - units(block)
    return shown
