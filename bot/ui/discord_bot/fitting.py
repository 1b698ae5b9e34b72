"""Fits text into the room there is: whole if possible, else up to the end of a sentence, and it says so."""

import re
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from bot.ui.discord_bot.markdown import units

_SENTENCE: Final = re.compile(r".+?(?:[.!?…][\"\u201d\u2019»)\]]*\s+|$)", re.DOTALL)
_WORD: Final = re.compile(r"\S+\s*|\s+")
Dress = Callable[[str], str]


class Fitted(NamedTuple):
    """Dressed text, and whether it is all of it."""

    text: str
    whole: bool


def fit(text: str, room: int, dress: Dress) -> Fitted:
    """As many sentences as there is room for when dressed; then words, then single characters."""
    whole = dress(text)
    if units(whole) <= room:
        return Fitted(whole, whole=True)
    for pieces in (_SENTENCE.findall(text), _WORD.findall(text), text):
        kept = _most(tuple(accumulate(pieces)), room, dress)
        if kept:
            return Fitted(kept, whole=False)
    return Fitted("", whole=False)


def _most(beginnings: Sequence[str], room: int, dress: Dress) -> str:
    """The longest of ever longer beginnings that fits, or nothing."""
    low, high = 0, len(beginnings)
    while low < high:
        middle = (low + high) // 2
        if units(dress(beginnings[middle].rstrip())) <= room:
            low = middle + 1
        else:
            high = middle
    return dress(beginnings[low - 1].rstrip()) if low else ""
