"""Cuts a collection's questions in two, so that what was tuned on one half is judged on the other."""

from dataclasses import replace
from hashlib import sha256

from bench.collections.collection import Asked, Collection

TUNING, HELD_OUT = "tuning", "held-out"


def half_of(collection: Collection, half: str) -> Collection:
    """The questions of one half over all records; all questions of a record are in the same half."""
    wanted = half == TUNING
    asked = tuple(asked for asked in collection.asked if _for_tuning(asked) == wanted)
    return replace(collection, name=f"{collection.name}, {half} half", asked=asked)


def _for_tuning(asked: Asked) -> bool:
    key = " ".join(sorted(asked.right)) or asked.text
    return sha256(key.encode()).digest()[0] % 2 == 0
