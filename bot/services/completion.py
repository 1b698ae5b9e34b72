"""Autocompletion: the sheet's questions that contain what was typed; an index, not a scan."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final

from bot.domain.briefing import Briefing
from bot.domain.sheet import Fact, OpenQuestion
from bot.matching.analysis import words
from bot.services.snapshot import Snapshot

MOST: Final = 25
LONGEST_TYPED: Final = 200
LAST: Final = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Completion:
    """A question of the sheet and the id that stands for it."""

    id: str
    question: str


class Completions:
    """The questions of one sheet by the words in them, in the order of the sheet."""

    def __init__(self, briefing: Briefing) -> None:
        entries: tuple[Fact | OpenQuestion, ...] = (*briefing.sheet.facts, *briefing.sheet.open_questions)
        self._all = tuple(Completion(entry.id, entry.question) for entry in entries)
        self._positions: dict[str, set[int]] = {}
        for position, entry in enumerate(entries):
            for word in _words(entry):
                self._positions.setdefault(word, set()).add(position)
        self._sorted = sorted(self._positions)

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
        low, high = bisect_left(self._sorted, start), bisect_left(self._sorted, start + LAST)
        return set().union(*(self._positions[word] for word in self._sorted[low:high]))


class Completer:
    """Keeps the index of the sheet that was asked last."""

    def __init__(self) -> None:
        self._kept: tuple[Snapshot, Completions] | None = None

    def complete(self, snapshot: Snapshot, typed: str) -> Sequence[Completion]:
        """Questions that contain what was typed, then those that mean something near it; at most 25."""
        entries = snapshot.briefing.entries
        near = (match.id for match in snapshot.matcher.rank(typed[:LONGEST_TYPED]).matches)
        meant = (Completion(name, entries[name].question) for name in near)
        return tuple(islice(_once(chain(self._index(snapshot).of(typed), meant)), MOST))

    def _index(self, snapshot: Snapshot) -> Completions:
        if self._kept is None or self._kept[0] is not snapshot:
            self._kept = (snapshot, Completions(snapshot.briefing))
        return self._kept[1]


def _words(entry: Fact | OpenQuestion) -> set[str]:
    return {word for text in (entry.question, entry.id) for word in words(text)}


def _once(completions: Iterable[Completion]) -> Iterator[Completion]:
    seen = set()
    for completion in completions:
        if completion.id not in seen:
            seen.add(completion.id)
            yield completion
