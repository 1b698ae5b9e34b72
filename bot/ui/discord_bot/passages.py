"""Passages of the documents as Discord shows them: below a reply or for a search, the words marked."""

from collections.abc import Sequence
from typing import Final

from bot.services.searching import FoundPassage
from bot.ui.discord_bot.markdown import fit, neutral, units
from bot.ui.discord_bot.quotes import place
from bot.ui.passage_text import CLOSING, OPENING, marked_text
from bot.ui.texts import discord_bot as texts
from bot.ui.texts.language import spoken

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
    below, said = f"\n> -# {place(passage.citation)}", marked_text(passage)
    words = fit(said, room - units(below), _dressed)
    if not words.whole:
        more = f"\n> -# {spoken(texts.GOES_ON)}"
        words = fit(said, room - units(below + more), lambda text: f"{_dressed(text)} …")
        below = more + below
    return words.text + below if words.text else ""


def _dressed(text: str) -> str:
    """Each line as a quote of its own."""
    if text.count(OPENING) > text.count(CLOSING):  # cut within a word
        text += CLOSING
    shown = "\n".join(f"> {neutral(line)}" for line in text.split("\n"))
    return shown.replace(OPENING, "**").replace(CLOSING, "**")
