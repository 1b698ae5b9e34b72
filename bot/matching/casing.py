"""How a text writes its words: which it gives a capital inside a sentence."""

import re

from bot.matching.text import words

_CAPITAL_INSIDE = re.compile(r"(?<=[\w,;:’')] )[A-ZÀ-ÖØ-Þ][\w’']*")
_SHOUTED = 0.5


def capitalised(text: str) -> frozenset[str]:
    """The words that a text writes with a capital inside a sentence, folded; none where most are."""
    found = [word for match in _CAPITAL_INSIDE.findall(text) for word in words(match)]
    return frozenset() if len(found) > _SHOUTED * len(words(text)) else frozenset(found)
