"""Repeatable typing mistakes: one random edit in some of the longer words."""

import random
import re
import string

LONG_WORD = re.compile(r"[A-Za-z]{5,}")
SHARE = 0.2


def with_typos(text: str, *, seed: int = 7, share: float = SHARE) -> str:
    """The text with one edit in about `share` of its words of five letters or more; the same every time."""
    dice = random.Random(f"{seed} {text}")
    return LONG_WORD.sub(lambda word: _edited(word[0], dice) if dice.random() < share else word[0], text)


def _edited(word: str, dice: random.Random) -> str:
    place = dice.randrange(len(word))
    letter = dice.choice(string.ascii_lowercase)
    match dice.choice(("drop", "insert", "replace", "swap")):
        case "drop":
            return word[:place] + word[place + 1 :]
        case "insert":
            return word[:place] + letter + word[place:]
        case "replace":
            return word[:place] + letter + word[place + 1 :]
        case _:
            place = min(place, len(word) - 2)
            return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
