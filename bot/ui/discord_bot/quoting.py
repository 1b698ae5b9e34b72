"""Quotes as Discord shows them: a block quote with the place below; never cut without saying so."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from bot.domain.briefing import Citation
from bot.ui.discord_bot.fitting import fit
from bot.ui.discord_bot.markdown import cut, link, neutral, units
from bot.ui.discord_bot.page import BODY
from bot.ui.texts import discord_bot as texts
from bot.ui.texts.answers import quoted, spot
from bot.ui.texts.plain import day

LONGEST_NAME: Final = 150  # of a title or a publisher, which are no quotes
LONGEST_URL: Final = 500
SHORTEST_QUOTE: Final = 300  # with less room a quote is better left to the next button
HINT_ROOM: Final = 150
_REMEMBERED: Final = 512  # dressed quotes: a sheet's are few, and shown again and again


def with_quotes(head: str, citations: Sequence[Citation]) -> str:
    """The head, then as many quotes as a message holds; what is missing is told."""
    body, left = head, len(citations)
    for citation in citations:
        room = BODY - units(body) - HINT_ROOM
        block = _block(citation, room)
        if not block:
            break
        body, left = f"{body}\n\n{block}", left - 1
    return f"{body}\n\n-# {texts.more_quotes(left)}" if left else body


@lru_cache(_REMEMBERED)
def _block(citation: Citation, room: int) -> str:
    below = f"\n> -# {place(citation)}"
    more = f"\n> -# {texts.GOES_ON}"
    words = fit(quoted(citation), room - units(below), lambda text: f"> {neutral(text)}")
    if words.whole:
        return words.text + below
    words = fit(quoted(citation), room - units(below + more), lambda text: f"> {neutral(text)} …")
    return words.text + more + below if units(words.text) >= SHORTEST_QUOTE else ""


def place(citation: Citation) -> str:
    """Title (a link where there is a page), publisher, file:line, date."""
    parts = [
        link(neutral(cut(citation.title, LONGEST_NAME)), citation.url, LONGEST_URL),
        neutral(cut(citation.publisher or "", LONGEST_NAME)),
        neutral(cut(spot(citation), LONGEST_NAME)),
        day(citation.published) if citation.published else "",
    ]
    return " · ".join(part for part in parts if part)
