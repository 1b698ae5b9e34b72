"""A vocabulary's groups: members that cannot be told apart, and facts that a group makes equal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import Stemmer

from bot.matching.analysis import words
from bot.matching.lexicon import Lexicon

Spot = tuple[int, int]
_SMALL_WORDS = frozenset(["a", "an", "the", "of", "in", "on", "at", "to", "for", "and"])


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two members, each by its group and position; `same` says that nothing tells them apart."""

    spot: Spot
    other: Spot
    same: bool


def overlaps(vocabulary: Sequence[Sequence[str]]) -> Iterator[Overlap]:
    """Members equal to an earlier one, and members with the same meaning in another group."""
    stem = partial(_stems, Stemmer.Stemmer("english"))
    written, meant = dict[tuple[str, ...], Spot](), dict[tuple[str, ...], Spot]()
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
    """Without endings and small words, unless nothing would be left."""
    stems = [stemmer.stemWord(word.split("'")[0]) for word in folded if word not in _SMALL_WORDS]
    return tuple(stems) or folded


@dataclass(frozen=True, slots=True)
class Merge:
    """Two questions of different entries, by position, that a group makes the same."""

    group: int
    one: int
    other: int


def merges(vocabulary: Sequence[Sequence[str]], asked: Sequence[tuple[str, str]]) -> Iterator[Merge]:
    """Among (text, id of its entry) pairs; each group that merges two entries is reported once."""
    with_groups, without = Lexicon.over(vocabulary), Lexicon.over()
    first, told = dict[tuple[int, ...], int](), set[int]()
    for at, (text, name) in enumerate(asked):
        one = first.setdefault(_terms(with_groups, text), at)
        if asked[one][1] == name or _terms(without, text) == _terms(without, asked[one][0]):
            continue
        group = _group(vocabulary, text, asked[one][0])
        if group is not None and group not in told:
            told.add(group)
            yield Merge(group, one, at)


def _terms(lexicon: Lexicon, text: str) -> tuple[int, ...]:
    return tuple(token.term for token in lexicon.tokens([lexicon.words[word] for word in words(text)]))


def _group(vocabulary: Sequence[Sequence[str]], text: str, other: str) -> int | None:
    """The first group with one member in one text and another member in the other."""
    here, there = f" {' '.join(words(text))} ", f" {' '.join(words(other))} "
    for number, group in enumerate(vocabulary):
        members = [f" {' '.join(words(member))} " for member in group]
        said, said_there = ({at for at, m in enumerate(members) if m in spoken} for spoken in (here, there))
        if said and said_there and said != said_there:
            return number
    return None
