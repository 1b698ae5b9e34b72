"""Quotes in Discord: below an answer, or in their passage; never cut without saying so."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final
from urllib.parse import quote as percent_encoded

from bot.domain.briefing import Briefing, Citation
from bot.domain.sheet import Markup
from bot.domain.surroundings import surroundings
from bot.ui.discord_bot.markdown import cut, fit, link, neutral, units
from bot.ui.discord_bot.page import BODY, Page, footed, titled, turning
from bot.ui.discord_bot.written import written
from bot.ui.quote_text import CLOSING, OPENING, quote_text
from bot.ui.texts import discord_bot as texts
from bot.ui.texts.answers import spot
from bot.ui.texts.language import language, spoken
from bot.ui.texts.plain import day

LONGEST_NAME: Final = 150  # of a title or a publisher, which are no quotes
LONGEST_URL: Final = 500
LINE_BREAK: Final = re.compile(r"\n[^\S\n]*\n|\n(?=[^\S\n]*[-*+•#|])")
_MARKS: Final = re.compile(f"[{OPENING}{CLOSING}]")
_AFTER_OPENING: Final = re.compile(f"{OPENING}(\\s+)")
_BEFORE_CLOSING: Final = re.compile(f"(\\s+){CLOSING}")
SHORTEST_QUOTE: Final = 300  # with less room a quote is better left to the next button
HINT_ROOM: Final = 150
PASSAGE_HINT_ROOM: Final = 700
_REMEMBERED: Final = 512  # dressed quotes: a sheet's are few, and shown again and again
_FEW: Final = 10  # so many words of a quote are written out in an address
_EDGE: Final = 4
_BLANK_LINE: Final = re.compile(r"\n\s*\n")
LABELS: Final = (texts.PREVIOUS_QUOTE, texts.NEXT_QUOTE)


def with_quotes(
    head: str, citations: Sequence[Citation], left: int = 0, markup: Markup | None = None, most: int = BODY
) -> str:
    """The head, then as many quotes as fit; that `left` others exist is said."""
    body, left = head, left + len(citations)
    for citation in citations:
        block = _block(citation, markup, most - units(body) - HINT_ROOM, language())
        if not block:
            break
        body, left = f"{body}\n\n{block}", left - 1
    return f"{body}\n-# {texts.more_quotes(left)}" if left else body


@lru_cache(_REMEMBERED)
def _block(citation: Citation, markup: Markup | None, room: int, _language: str) -> str:
    """Cached for each language, because of the small print."""
    below = f"\n> -# {place(citation)}"
    more = f"\n> -# {spoken(texts.GOES_ON)}"
    said = quote_text(citation, markup)
    words = fit(said, room - units(below), quote_block)
    if words.whole:
        return words.text + below
    words = fit(said, room - units(below + more), lambda text: f"{quote_block(text)} …")
    return words.text + more + below if units(words.text) >= SHORTEST_QUOTE else ""


def quote_block(text: str) -> str:
    """Each line as a line of a block quote."""
    return "\n".join(f"> {written(line, None)}" for line in text.split("\n"))


def place(citation: Citation) -> str:
    """Title (a link where there is a page), publisher, file:line, date."""
    parts = [
        _linked(neutral(cut(citation.title, LONGEST_NAME)), citation),
        neutral(cut(citation.publisher or "", LONGEST_NAME)),
        neutral(cut(spot(citation), LONGEST_NAME)),
        day(citation.published) if citation.published else "",
    ]
    return " · ".join(part for part in parts if part)


def _linked(title: str, citation: Citation) -> str:
    """To the very words or, where that address is too long, to the page."""
    to_the_words = link(title, quote_url(citation), LONGEST_URL)
    return link(title, citation.url, LONGEST_URL) if to_the_words == title else to_the_words


def quote_url(citation: Citation) -> str | None:
    """The page's address with a text fragment that browsers highlight; None without a page.

    https://wicg.github.io/scroll-to-text-fragment/: long quotes are given by their first and last words.
    """
    if citation.url is None:
        return None
    words = citation.shown.split()
    short = len(words) <= _FEW and not _BLANK_LINE.search(citation.shown)
    spans = [words] if short else [words[:_EDGE], words[-_EDGE:]]
    mark = "" if "#" in citation.url else "#"
    return f"{citation.url}{mark}:~:text={','.join(_encoded(' '.join(span)) for span in spans)}"


def _encoded(words: str) -> str:
    """A hyphen has a meaning there."""
    return percent_encoded(words, safe="", errors="replace").replace("-", "%2D")


def context_page(
    briefing: Briefing, citations: Sequence[Citation], number: int, custom_id: Callable[[int], str]
) -> Page:
    """The n-th of these quotes in its passage, highlighted."""
    at = min(number, len(citations) - 1)
    citation = citations[at]
    return Page(
        _body(citation, briefing.documents[citation.source].text),
        title=titled(citation.title),
        footer=footed(texts.quote_of(at + 1, len(citations)), texts.sheet_label(briefing.version)),
        rows=turning(at, len(citations), custom_id, LABELS),
    )


def _body(citation: Citation, text: str) -> str:
    around = surroundings(citation, text)
    below = f"\n-# {place(citation)}"
    room = BODY - units(below) - PASSAGE_HINT_ROOM
    words = fit(citation.shown, room, lambda said: standing_out(around.before, said, around.after))
    if words.whole:
        return f"{words.text}{below}"
    words = fit(citation.shown, room, lambda said: standing_out(around.before, said, " …"))
    return f"{words.text}\n-# {texts.goes_on_until(citation.end)}{below}"


def standing_out(before: str, words: str, after: str) -> str:
    """A passage line by line as in its document, with these words in bold."""
    before, words, after = (_MARKS.sub("\ufffd", part) for part in (before, words, after))
    lines, inside = [], False
    for line in LINE_BREAK.split(f"{before}{OPENING}{words}{CLOSING}{after}"):
        marked = f"{OPENING}{line}" if inside else line
        inside = marked.rfind(OPENING) > marked.rfind(CLOSING)
        lines.append(_emphasised(f"{marked}{CLOSING}" if inside else marked))
    return "\n".join(f"> {line}" for line in lines if line)


def _emphasised(line: str) -> str:
    """Asterisks must touch a word, and surround something."""
    moved = _AFTER_OPENING.sub(r"\1" + OPENING, _BEFORE_CLOSING.sub(CLOSING + r"\1", line))
    shown = neutral(moved.replace(OPENING + CLOSING, ""))
    return shown.replace(OPENING, "**").replace(CLOSING, "**")
