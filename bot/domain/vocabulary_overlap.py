"""Where two members of a vocabulary get into each other's way.

A longer member may well contain a shorter one of another group (the longest wins in a question); but two
that differ in nothing but endings and small words swallow each other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import Stemmer

from bot.matching.text import words

Spot = tuple[int, int]
_SMALL_WORDS = frozenset(["a", "an", "the", "of", "in", "on", "at", "to", "for", "and"])


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two members, each by its group and its number in it; `same` says that nobody can tell them apart."""

    spot: Spot
    other: Spot
    same: bool


def overlaps(vocabulary: Sequence[Sequence[str]]) -> Iterator[Overlap]:
    """Members that are the same as an earlier one, and those that mean the same in another group."""
    stem = partial(_stems, Stemmer.Stemmer("english"))
    written: dict[tuple[str, ...], Spot] = {}
    meant: dict[tuple[str, ...], Spot] = {}
    for spot, member in _members(vocabulary):
        folded = tuple(words(member))
        twin = written.setdefault(folded, spot)
        cousin = meant.setdefault(stem(folded), spot)
        if twin != spot:
            yield Overlap(spot, twin, same=True)
        elif cousin[0] != spot[0]:
            yield Overlap(spot, cousin, same=False)


def _members(vocabulary: Sequence[Sequence[str]]) -> Iterator[tuple[Spot, str]]:
    for group, members in enumerate(vocabulary):
        for number, member in enumerate(members):
            yield (group, number), member


def _stems(stemmer: Stemmer.Stemmer, folded: tuple[str, ...]) -> tuple[str, ...]:
    """What remains without endings and small words; all of it when nothing else would."""
    stems = [stemmer.stemWord(word.split("'")[0]) for word in folded if word not in _SMALL_WORDS]
    return tuple(stems) or folded
