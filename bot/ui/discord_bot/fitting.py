"""Fits text into the room there is: whole if possible, else up to the end of a sentence, and it says so."""

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from bot.ui.discord_bot.markdown import neutral, units

_SENTENCE: Final = re.compile(r".+?(?:[.!?…][\"\u201d\u2019»)\]]*\s+|$)", re.DOTALL)
_WORD: Final = re.compile(r"\S+\s*|\s+")
_CHARACTER: Final = re.compile(r".", re.DOTALL)
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
    for pattern in (_SENTENCE, _WORD, _CHARACTER):
        ends = [found.end() for found in pattern.finditer(text)]
        if kept := _most(text, ends, room, dress):
            return Fitted(kept, whole=False)
    return Fitted("", whole=False)


def shortened(text: str, room: int, around: str = "") -> str:
    """Neutral, whole or with an ellipsis; never longer than the room, also where much had to be escaped."""
    fitted = fit(text, room - 2, lambda words: f"{around}{neutral(words)}{around}")
    return fitted.text if fitted.whole else f"{fitted.text} …"


def _most(text: str, ends: Sequence[int], room: int, dress: Dress) -> str:
    """The longest of ever longer beginnings that fits, or nothing."""
    low, high = 0, len(ends)
    while low < high:
        middle = (low + high) // 2
        if units(dress(text[: ends[middle]].rstrip())) <= room:
            low = middle + 1
        else:
            high = middle
    return dress(text[: ends[low - 1]].rstrip()) if low else ""
