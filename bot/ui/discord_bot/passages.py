"""Passages of the documents as Discord shows them: below a reply or for a search, the words marked."""

from collections.abc import Sequence
from itertools import chain, pairwise
from typing import Final

from bot.services.searching import FoundPassage
from bot.ui.discord_bot.markdown import fit, neutral, units
from bot.ui.discord_bot.quotes import CLOSING, LINE_BREAK, OPENING, place
from bot.ui.texts import discord_bot as texts

LONGEST_PASSAGE: Final = 900  # units of the message; two of them leave room for all else


def passage_blocks(found: Sequence[FoundPassage], room: int) -> str:
    """As many passages as there is room for, the best first."""
    shown = ""
    for passage in found:
        block = _block(passage, min(room - units(shown) - 2, LONGEST_PASSAGE))
        if not block:
            break
        shown = f"{shown}\n\n{block}" if shown else block
    return shown


def _block(passage: FoundPassage, room: int) -> str:
    below = f"\n> -# {place(passage.citation)}"
    words = fit(_marked(passage), room - units(below), _dressed)
    if not words.whole:
        more = f"\n> -# {texts.GOES_ON}"
        words = fit(_marked(passage), room - units(below + more), lambda text: f"{_dressed(text)} …")
        below = more + below
    return words.text + below if words.text else ""


def _marked(passage: FoundPassage) -> str:
    """The text with its marks; one that has these very characters itself goes without."""
    text = passage.citation.text
    if OPENING in text or CLOSING in text:
        return text
    edges = [0, *chain.from_iterable(passage.marks), len(text)]
    parts = [text[start:end] for start, end in pairwise(edges)]
    marked = (f"{OPENING}{part}{CLOSING}" if at % 2 else part for at, part in enumerate(parts))
    return "".join(marked)


def _dressed(text: str) -> str:
    if text.count(OPENING) > text.count(CLOSING):  # cut within a word
        text += CLOSING
    paragraphs = [f"> {neutral(paragraph)}" for paragraph in LINE_BREAK.split(text) if paragraph.strip()]
    return "\n".join(paragraphs).replace(OPENING, "**").replace(CLOSING, "**")
