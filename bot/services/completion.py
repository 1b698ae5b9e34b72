"""Autocompletion: the sheet's questions that contain what was typed; an index, not a scan."""

import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from typing import Final

from bot.domain.briefing import Briefing
from bot.matching.analysis import words

MOST: Final = 25
LONGEST_TYPED: Final = 200
LAST: Final = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Completion:
    """A question of the sheet and the id that stands for it."""

    id: str
    question: str


class Completions:
    """The questions of one sheet by the words in them, in the order of the sheet; made when first needed."""

    def __init__(self, briefing: Briefing) -> None:
        self._all = tuple(Completion(entry.id, entry.question) for entry in briefing.entries.values())
        self._by_id = {each.id: each for each in self._all}
        self._said: Mapping[Completion, tuple[str, ...]] = {}

    def renewed(self, briefing: Briefing) -> "Completions":
        """Those of another briefing: these very ones if they would be the same, else reusing what it can."""
        fresh = Completions(briefing)
        fresh._said = self._said
        return self if fresh._all == self._all else fresh

    def prepare(self) -> None:
        """Make the index now, so that nobody has to wait for it later."""
        self._words  # noqa: B018 - made by being looked at

    def bits(self) -> Iterator[Iterable[object]]:
        """Heaps of the small values that it is made of."""
        yield from (self._all, self._positions.values(), self._said.items())

    def complete(self, typed: str, near: Iterable[str]) -> Sequence[Completion]:
        """Questions that contain what was typed, then those with these ids; at most 25."""
        meant = (self._by_id[name] for name in near)
        return tuple(islice(dict.fromkeys(chain(self.of(typed), meant)), MOST))

    def of(self, typed: str) -> Iterator[Completion]:
        """The questions that contain every typed word; the last word may be incomplete."""
        typed_words = words(typed[:LONGEST_TYPED])
        if not typed_words:
            return iter(self._all)
        found = self._beginning_with(typed_words[-1])
        for word in typed_words[:-1]:
            found &= self._beginning_with(word)
        return (self._all[position] for position in sorted(found))

    def _beginning_with(self, start: str) -> set[int]:
        low, high = bisect_left(self._words, start), bisect_left(self._words, start + LAST)
        return set().union(*(self._positions[word] for word in self._words[low:high]))

    @cached_property
    def _words(self) -> list[str]:
        return sorted(self._positions)

    @cached_property
    def _positions(self) -> dict[str, list[int]]:
        known = self._said
        self._said = {each: known[each] if each in known else _words_of(each) for each in self._all}
        positions = dict[str, list[int]]()
        for position, each in enumerate(self._all):
            for word in self._said[each]:
                positions.setdefault(word, []).append(position)
        return positions


def _words_of(completion: Completion) -> tuple[str, ...]:
    return tuple(map(sys.intern, {*words(completion.question), *words(completion.id)}))
