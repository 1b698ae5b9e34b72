"""A record, looked at closely: its ways of asking, and what its text tells."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bot.matching.analysis import numbers_among, words
from bot.matching.answer_kinds import AnswerKind, asked_kind, told
from bot.matching.names import numbered_names, ordinals
from bot.matching.polarity import denied_stems, is_negated, stems
from bot.matching.results import Record

# From one number to another: `7:00 to 21:00`, `9 am–5 pm`, `between 10 and 12`.
_SPAN = re.compile(r"\d(?: ?[ap]\.?m\.?)?(?: ?[-–—] ?| (?:to|and|until|till) )\d", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[,;:.!?]+(?=\s|$)")

# A number, and at most two words between it and what is counted.
_COUNT = re.compile(
    r"\b(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty"
    r"|hundred|thousand|million|billion|no|both|several|all)\s+((?:[\w’'-]+\s+){0,2}[\w’'-]+)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Phrasing:
    """A way of asking, with the names (as terms of the collection) and the numbers that it says.

    `kind` is that of the answer that it asks for.
    """

    text: str
    kind: AnswerKind | None
    names: frozenset[int]
    numbers: frozenset[str]
    words: Sequence[str]

    @cached_property
    def is_negated(self) -> bool:
        return is_negated(self.words)

    @cached_property
    def denied(self) -> frozenset[str]:
        """The first telling word that its negation denies, as a stem; or else all its words."""
        return denied_stems(self.words, 1) or stems(self.words)


# What is seen in a record alone, whatever collection it is part of.
_SEEN = frozenset((
    "whole", "stems", "numbered", "by_number", "tells_span", "asked", "clauses", "counted", "_said",
))  # fmt: skip


@dataclass(frozen=True)
class Portrait:
    """A record, looked at when it first becomes a candidate; rows count its phrasings and then its text."""

    record: Record
    names_of: Callable[[str], frozenset[int]]
    _told: dict[tuple[AnswerKind, bool], frozenset[str]] = field(default_factory=dict)
    _asking: dict[AnswerKind | None, NDArray[np.int64]] = field(default_factory=dict)
    _phrasings: dict[int, Phrasing] = field(default_factory=dict)
    _thinned: "dict[tuple[int, ...], Portrait]" = field(default_factory=dict)

    def renewed(self, record: Record, names_of: Callable[[str], frozenset[int]]) -> "Portrait":
        """Of the same phrasings and text in another collection: only the names have to be looked up anew."""
        renewed = Portrait(record, names_of, self._told, self._asking)
        seen = dict(vars(self))  # a question that is answered meanwhile may add to it
        vars(renewed).update((name, seen[name]) for name in _SEEN & seen.keys())
        return renewed

    @cached_property
    def whole(self) -> str:
        return "\n".join(self.record.rows)

    @cached_property
    def stems(self) -> frozenset[str]:
        return stems(words(self.whole))

    @cached_property
    def numbered(self) -> frozenset[tuple[str, str]]:
        return numbered_names(self.whole)

    @cached_property
    def by_number(self) -> frozenset[str]:
        """The numbers that anything goes by, also where its name is left out."""
        return ordinals(self.whole).union(number for _, number in self.numbered)

    @cached_property
    def tells_span(self) -> bool:
        return _SPAN.search(self.record.text) is not None

    @cached_property
    def asked(self) -> tuple[AnswerKind | None, ...]:
        """The kind of answer that each phrasing asks for."""
        return tuple(asked_kind(phrasing) for phrasing in self.record.phrasings)

    @cached_property
    def clauses(self) -> list[list[str]]:
        """The words of its text, clause by clause."""
        return [list(words(clause)) for clause in _CLAUSE_END.split(self.record.text)]

    @cached_property
    def counted(self) -> list[frozenset[str]]:
        """Each thing that its text counts, as stems."""
        return [stems(found.lower().split()) for found in _COUNT.findall(self.record.text)]

    def without(self, rows: tuple[int, ...]) -> "Portrait":
        """The same record as if these of its phrasings said nothing; the last such portrait is kept."""
        thinned = self._thinned.get(rows)
        if thinned is None:
            thinned = self._without(rows)
            self._thinned.clear()
            self._thinned[rows] = thinned
        return thinned

    def _without(self, rows: Collection[int]) -> "Portrait":
        record = self.record
        phrasings = tuple("" if row in rows else text for row, text in enumerate(record.phrasings))
        thinned = Portrait(replace(record, phrasings=phrasings), self.names_of, self._told)
        kept = [both for row, both in enumerate(self._said) if row not in rows]
        vars(thinned).update(
            asked=tuple(None if row in rows else kind for row, kind in enumerate(self.asked)),
            stems=frozenset[str]().union(*(said for said, _ in kept)),
            numbered=frozenset[tuple[str, str]]().union(*(numbered for _, numbered in kept)),
        )
        return thinned

    @cached_property
    def _said(self) -> tuple[tuple[frozenset[str], frozenset[tuple[str, str]]], ...]:
        """The stems and the numbered names of each row."""
        return tuple((stems(words(text)), numbered_names(text)) for text in self.record.rows)

    def told(self, kind: AnswerKind, *, by_name: bool) -> frozenset[str]:
        """What of a kind its text tells, or only names."""
        if (kind, by_name) not in self._told:
            self._told[kind, by_name] = told(kind, self.record.text, by_name=by_name)
        return self._told[kind, by_name]

    def asking(self, kind: AnswerKind | None) -> NDArray[np.int64]:
        """The rows of the phrasings that ask for a kind."""
        if kind not in self._asking:
            self._asking[kind] = np.array(
                [row for row, one in enumerate(self.asked) if one is kind], np.int64
            )
        return self._asking[kind]

    def kind_of(self, row: int) -> AnswerKind | None:
        """The kind of answer that a row asks for; its text asks for none."""
        return self.asked[row] if row < len(self.asked) else None

    def phrasing(self, row: int) -> Phrasing:
        if row not in self._phrasings:
            text = self.record.rows[row]
            said = words(text)
            self._phrasings[row] = Phrasing(
                text, self.kind_of(row), self.names_of(text), numbers_among(said), said
            )
        return self._phrasings[row]
