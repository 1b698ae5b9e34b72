"""Polarity: whether a question says the opposite of what a record says, by negation, word or prefix."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import OSA

from bot.matching import english
from bot.matching.analysis import bare, stemmer

# Particles turn a verb round (log in, log out) and stand everywhere else as well: they count with the verb.
PARTICLES = frozenset(("on", "off", "in", "out", "up", "down", "over", "under"))
_NON = "non"  # the prefix that stands apart: non-refundable
_REMEMBERED = 1 << 14  # words, at most
_SHORTEST = 4  # letters of a word that a prefix may stand before


class Side(NamedTuple):
    """One side of a pair of opposites, and the other, as stems."""

    same: frozenset[str]
    opposite: frozenset[str]


def stems(words: Sequence[str]) -> frozenset[str]:
    """The stems of a text's words, comparable with another text's; `log out` is one of them.

    What follows `how` is a measure (how old, how late) and does not mean that end of the scale.
    """
    return frozenset((*_particled(words), *map(_stem(), _plain(words))))


def _particled(words: Sequence[str]) -> list[str]:
    """Particles with the stems of what stands before them."""
    stem = _stem()
    return [f"{stem(bare(before))} {word}" for before, word in pairwise(("", *words)) if word in PARTICLES]


def _plain(words: Sequence[str]) -> Iterator[str]:
    """Without particles and measures; a separate prefix is joined to its word."""
    for before, word in pairwise(("", *words)):
        if word not in PARTICLES and before != "how":
            yield bare(f"{before}{word}" if before == _NON else word)


def is_negated(words: Sequence[str]) -> bool:
    """Whether a text negates something; `is it free or not` does not."""
    return any(
        word in english.negations() or word.endswith("n't")
        for before, word in pairwise(("", *words))
        if before != "or"
    )


def is_denied(words: Sequence[str], asked: frozenset[str]) -> bool:
    """Whether a text negates or excludes something, even by a word like `banned` that was not asked."""
    return is_negated(words) or bool(_denials().intersection(map(_stem(), words)) - asked)


def denied_stems(words: Sequence[str], most: int) -> frozenset[str]:
    """What a negation negates: a number of the telling words that follow it."""
    at = next((at for at, word in enumerate(words) if is_negated((word,))), len(words))
    following = [word for word in words[at + 1 :] if word not in english.function_words()]
    return stems(following[:most])


@dataclass(frozen=True, slots=True)
class Turn:
    """A stem of a question with the stems of its opposite, unless one of `same` is said as well."""

    stem: str
    same: frozenset[str]
    opposite: frozenset[str]

    def turns(self, record: frozenset[str]) -> bool:
        return not self.opposite.isdisjoint(record) and self.same.isdisjoint(record)


def opposites(words: Sequence[str]) -> frozenset[str]:
    """All that is the opposite of a word of a text, or of a verb with its particle, as stems."""
    particled = (turn.opposite for stem in _particled(words) for turn in _turns(stem))
    return frozenset().union(*map(_opposite_of, _plain(words)), *particled)


@lru_cache(_REMEMBERED)
def _opposite_of(word: str) -> frozenset[str]:
    return frozenset().union(*(turn.opposite for turn in (*_turns(_stem()(word)), *_prefixed(word))))


def turns(words: Sequence[str]) -> tuple[Turn, ...]:
    """What of a question's words has an opposite, by another word, a particle or a prefix."""
    sided = sorted([stem for stem in stems(words) if stem in _sides() or " " in stem])
    prefixed = [turn for word in dict.fromkeys(_plain(words)) for turn in _prefixed(word)]
    return (*[turn for stem in sided for turn in _turns(stem)], *prefixed)


def _turns(stem: str) -> Iterator[Turn]:
    verb, _, particle = stem.rpartition(" ")
    if verb:
        others = frozenset(f"{verb} {other}" for side in _sides()[particle] for other in side.opposite)
        yield Turn(stem, frozenset((stem,)), others)
        return
    for side in _sides().get(stem, ()):
        yield Turn(stem, side.same, side.opposite)


@lru_cache(_REMEMBERED)
def _prefixed(word: str) -> tuple[Turn, ...]:
    stem = _stem()
    twins = frozenset() if word in english.function_words() else frozenset(map(stem, _twins(word)))
    return (Turn(stem(word), frozenset((stem(word),)), twins),) if twins else ()


def reverses(word: str, other: str) -> bool:
    """Whether one word is the other, give or take a slip, behind a negating prefix."""
    return _is_behind_prefix(word, other) or _is_behind_prefix(other, word)


def are_opposite(stem: str, other: str) -> bool:
    """Whether two stems are opposites, or differ by such a prefix."""
    return any(other in side.opposite for side in _sides().get(stem, ())) or other in _twins(stem)


def _is_behind_prefix(longer: str, shorter: str) -> bool:
    return len(shorter) >= _SHORTEST and any(
        longer.startswith(prefix) and OSA.distance(longer[len(prefix) :], shorter, score_cutoff=1) <= 1
        for prefix in english.prefixes()
    )


def _twins(word: str) -> Iterator[str]:
    """The word with a negating prefix added, or with its own removed."""
    if len(word) < _SHORTEST:
        return
    for prefix in english.prefixes():
        yield prefix + word
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST:
            yield word[len(prefix) :]


@cache
def _stem() -> Callable[[str], str]:
    return lru_cache(_REMEMBERED)(stemmer())


@cache
def _denials() -> frozenset[str]:
    return frozenset(map(_stem(), english.denials()))


@cache
def _sides() -> Mapping[str, tuple[Side, ...]]:
    """The sides of opposites that each stem belongs to."""
    stem, found = _stem(), dict[str, list[Side]]()
    for pair in english.opposites():
        one, other = (frozenset(map(stem, side)) for side in pair)
        for side in (Side(one, other), Side(other, one)):
            for word in side.same:
                found.setdefault(word, []).append(side)
    return {word: tuple(sides) for word, sides in found.items()}
