"""Clauses of a text, paired with those of its source that say the same thing."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from bot.matching import english
from bot.matching.analysis import words
from bot.matching.polarity import denied_stems, is_negated, stems

_PARTING = re.compile(
    r"[,;:.!?]+[)\"”’]*(?=\s|$)|[()\n|]|\s[–—-]\s|\b(?:and|but|if|unless|otherwise|except|because|while|when|which"
    r"|although|though|since|so|rather than|as long as)\b|\b(?=(?:who|whose|where|that)\b)"
)
_RELATIVE = frozenset(("who", "whose", "where"))
_OWN, _OTHER = 0.6, 0.5  # the shares of their telling words that two clauses must have in common
_FEWEST = 2  # telling words in common
_NEED_NOT = ("need", "not")


@dataclass(frozen=True)
class Clause:
    """A clause and its words; `not only` and `without` negate nothing in it."""

    text: str
    words: Sequence[str]

    @cached_property
    def telling(self) -> frozenset[str]:
        """Its stems that tell of what it speaks; the `need` of `need not` is as small a word as `must`."""
        small = english.function_words() | english.negations()
        told = pairwise((*self.words, ""))
        return stems([word for word, after in told if word not in small and (word, after) != _NEED_NOT])

    @cached_property
    def denied(self) -> frozenset[str]:
        """What a negation turns into its opposite: the word behind it, or all that is said."""
        return (denied_stems(self.words, 1) or stems(self.words)) if self.denies else frozenset()

    @property
    def is_relative(self) -> bool:
        """Whether it only says which person or place is meant: `who cannot come`."""
        return bool(_RELATIVE.intersection(self.words[:1]))

    @cached_property
    def denies(self) -> bool:
        spoken = [word for word in self.words if word != "without"]
        return is_negated(spoken) and not {"only", "just"}.intersection(spoken)


def clauses(text: str) -> tuple[Clause, ...]:
    """Each clause once."""
    parts = {part.lower(): part for part in map(str.strip, _PARTING.split(text))}
    return tuple(Clause(part, words(part)) for part in parts.values() if part)


def counterparts(
    said: Iterable[Clause], told: Sequence[Clause], besides: frozenset[str] = frozenset()
) -> Iterator[tuple[Clause, tuple[Clause, ...]]]:
    """Pair each clause with those of the source that share most words, ignoring some stems."""
    for clause in said:
        alike = tuple(
            other for other in told if _are_alike(clause.telling - besides, other.telling - besides)
        )
        if alike:
            yield clause, alike


def _are_alike(clause: frozenset[str], other: frozenset[str]) -> bool:
    common = len(clause & other)
    return common >= max(_FEWEST, _OWN * len(clause), _OTHER * len(other))
