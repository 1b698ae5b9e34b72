"""Where two groups of a vocabulary get into each other's way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.domain.text import words

Spot = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Overlap:
    """A member (by group and number in it) that is the same as another one, or holds it as a part."""

    spot: Spot
    other: Spot
    same: bool


def overlaps(vocabulary: Sequence[Sequence[str]]) -> Iterator[Overlap]:
    """Every member that equals an earlier one of any group, or that contains one of another group."""
    first: dict[tuple[str, ...], Spot] = {}
    folded = [[tuple(words(member)) for member in group] for group in vocabulary]
    for spot, member in _members(folded):
        if member and (other := first.setdefault(member, spot)) != spot:
            yield Overlap(spot, other, same=True)
    for spot, member in _members(folded):
        for part in _parts(member):
            if part in first and first[part][0] != spot[0]:
                yield Overlap(spot, first[part], same=False)


def _members(folded: Sequence[Sequence[tuple[str, ...]]]) -> Iterator[tuple[Spot, tuple[str, ...]]]:
    for group, members in enumerate(folded):
        for number, member in enumerate(members):
            yield (group, number), member


def _parts(member: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The runs of words that are shorter than the member itself."""
    for length in range(1, len(member)):
        for start in range(len(member) - length + 1):
            yield member[start : start + length]
