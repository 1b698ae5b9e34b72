"""Chatter: the small talk that people wrap around a question, told from the question itself."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.matching import english
from bot.matching.analysis import spoken
from bot.matching.clauses import SELF_WORDS, asks, pieces
from bot.matching.query import LONGEST, QueryTerm

# `I play on my phone, can I join?`: people tell their case, and ask what that means for them.
_OWN_CASE = re.compile(r"\W*(?:(?:so|and|but)\s+)?(?:i|im|ive|we|my|our)\b", re.IGNORECASE)
_ASKING_FOR_SELF = re.compile(
    r"\W*(?:can|could|may|do|am|are|should|will|would|is)\s+(?:i|we|my|our)\b", re.IGNORECASE
)
# Words that point back to what was said.
POINTING_WORDS = frozenset(("he", "him", "his", "she", "her", "hers", "it", "its", "that", "those", "these"))
_BEFORE_NOUNS = frozenset(("that", "those", "these", "his", "her", "its"))


@dataclass(frozen=True, slots=True)
class _Clause:
    """A piece of a message: what it is about, and what it does there."""

    text: str
    telling: int
    asks: bool
    names: bool
    points: bool
    of_its_writer: bool
    is_case: bool

    @property
    def is_kept(self) -> bool:
        return self.asks or (self.names and not self.of_its_writer)


class ChatterFilter:
    """Drops clauses that neither ask nor name anything that the collection knows.

    `parse` gives the terms of a clause, `is_name` tells which of them are names of the collection.
    """

    def __init__(
        self, parse: Callable[[str], Sequence[QueryTerm]], is_name: Callable[[int | None], bool]
    ) -> None:
        self._parse = parse
        self._is_name = is_name

    def strip(self, text: str) -> str:
        """The text without its chatter; unchanged when nothing asks, or what asks depends on the rest."""
        text = text[:LONGEST]
        said = [self._clause(piece, asked=asked) for piece, asked in pieces(text)]
        asking = [clause for clause in said if clause.asks and clause.telling]
        kept = [clause for clause in said if clause.is_kept]
        dropped = [clause for clause in said if not clause.is_kept]
        if not asking or not dropped or _leans(asking, dropped) or _is_of_case(asking, dropped):
            return text
        return ", ".join(clause.text for clause in kept)

    def _clause(self, text: str, *, asked: bool) -> _Clause:
        terms, said = self._parse(text), spoken(text)
        telling = [term for term in terms if term.is_telling]
        return _Clause(
            text=text,
            telling=len(telling),
            asks=asked or asks(text, terms),
            names=any(self._is_name(term.own) for term in telling),
            points=_points(said),
            of_its_writer=not SELF_WORDS.isdisjoint(said),
            is_case=bool(_OWN_CASE.match(text)) and any(term.own is not None for term in telling),
        )


def _points(said: Sequence[str]) -> bool:
    """Whether a clause refers back; in `that station` the word only precedes its noun."""
    alone = (
        word not in _BEFORE_NOUNS or following in english.function_words()
        for word, following in pairwise([*said, "it"])
        if word in POINTING_WORDS
    )
    return any(alone)


def _leans(asking: Sequence[_Clause], dropped: Sequence[_Clause]) -> bool:
    """Whether a nameless question depends on what would be dropped: `what is it`, `when did it launch`.

    It does when two of three hold: it says almost nothing, it refers back, the rest has a name.
    """
    if any(clause.names for clause in asking):
        return False
    thin = all(clause.telling <= 1 for clause in asking)
    pointing = any(clause.points for clause in asking)
    around = any(clause.names for clause in dropped)
    return thin + pointing + around > 1


def _is_of_case(asking: Sequence[_Clause], dropped: Sequence[_Clause]) -> bool:
    """Whether a question about oneself depends on the situation that would be dropped."""
    about_self = any(_ASKING_FOR_SELF.match(clause.text) for clause in asking)
    return about_self and any(clause.is_case for clause in dropped)
