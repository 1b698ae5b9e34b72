"""Finds pieces in a text: by scanning it or, once that was done often, by its words."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

_WORD = re.compile(r"\w+")
# After so many searches, noting once where each word stands would have been cheaper.
OFTEN = 1_000
_SEARCHED = 20_000  # characters searched when every word may be misspelt


class Concordance:
    """Finds the exact occurrences of pieces in a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._asked = 0

    def places(self, wanted: str) -> Iterator[tuple[int, int]]:
        """Every occurrence of a piece, in order and without overlaps."""
        self._asked += 1
        starts = self._starts_by_word(wanted) if self._asked > OFTEN else None
        end = 0
        for start in self._starts(wanted) if starts is None else starts:
            if start >= end:
                end = start + len(wanted)
                yield start, end

    @cached_property
    def word_places(self) -> Mapping[str, Sequence[int]]:
        """Where each word stands, in lower case."""
        places: dict[str, list[int]] = {}
        for found in _WORD.finditer(self.text):
            places.setdefault(found[0].lower(), []).append(found.start())
        return places

    def neighbourhood(self, wanted: str) -> tuple[int, int]:
        """The stretch that shares most words with a piece; linear in the number of shared words."""
        start, most = self._densest(wanted)
        if not most:
            return 0, min(len(self.text), _SEARCHED)
        return max(start - len(wanted), 0), min(start + 2 * len(wanted), len(self.text))

    def _densest(self, wanted: str) -> tuple[int, int]:
        """Start and score of the stretch, as long as the piece, that has most of its words."""
        missing = Counter(word.lower() for word in _WORD.findall(wanted))
        places = sorted((at, word) for word in missing for at in self.word_places.get(word, ()))
        start, most, shared, first = 0, 0, 0, 0
        for at, word in places:
            missing[word] -= 1
            shared += missing[word] >= 0
            while places[first][0] < at - len(wanted):
                gone = places[first][1]
                shared -= missing[gone] >= 0
                missing[gone] += 1
                first += 1
            if shared > most:
                start, most = places[first][0], shared
        return start, most

    def _starts(self, wanted: str) -> Iterator[int]:
        start = self.text.find(wanted) if wanted else -1
        while start >= 0:
            yield start
            start = self.text.find(wanted, start + len(wanted))

    def _starts_by_word(self, wanted: str) -> Iterable[int] | None:
        """Searched by the rarest inner word; None without one: an edge may be part of a longer word."""
        inside = [word for word in _WORD.finditer(wanted) if word.start() > 0 and word.end() < len(wanted)]
        if not inside:
            return None
        places = ((self.word_places.get(word[0].lower(), ()), word.start()) for word in inside)
        rarest, before = min(places, key=lambda place: len(place[0]))
        return (at - before for at in rarest if at >= before and self.text.startswith(wanted, at - before))
