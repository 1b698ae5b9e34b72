"""The wording: the words of texts as numbers, so that unchanged texts need not be analysed again."""

from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from bot.matching.analysis import words

Integers = NDArray[np.int32]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of consecutive texts as numbers: their places in `words`, ordered by first occurrence."""

    texts: tuple[str, ...]
    words: tuple[str, ...]
    numbers: Integers
    starts: Places

    @classmethod
    def of(cls, texts: Sequence[str], known: "Wording") -> Self:
        """Built from texts in this order; known texts are taken from there."""
        rows = {text: row for row, text in enumerate(known.texts)}
        number_of = {word: number for number, word in enumerate(known.words)}
        bounds, fresh, end = known.starts.tolist(), array("i"), len(known.numbers)
        begins, ends = array("q"), array("q")
        for text in texts:
            row = rows.get(text)
            if row is None:
                fresh.extend([number_of.setdefault(word, len(number_of)) for word in words(text)])
                begins.append(end)
                end = len(known.numbers) + len(fresh)
                ends.append(end)
            else:
                begins.append(bounds[row])
                ends.append(bounds[row + 1])
        source = np.concatenate((known.numbers, np.array(fresh, np.int32)))
        numbers, starts = _gathered(source, np.array(begins, np.int64), np.array(ends, np.int64))
        order = _by_first_place(numbers, len(number_of))
        ranks = np.empty(len(number_of), np.int32)
        ranks[order] = np.arange(len(order), dtype=np.int32)
        spelt = list(number_of)
        return cls(tuple(texts), tuple(map(spelt.__getitem__, order.tolist())), ranks[numbers], starts)

    def alike(self, texts: Collection[str]) -> frozenset[str]:
        """Those texts that have exactly the words of one of these."""
        ends = np.concatenate(([0], self.numbers.cumsum(dtype=np.int64)))[self.starts]
        sums = np.diff(ends)
        rows = [row for row, text in enumerate(self.texts) if text in texts]
        wanted = set(map(self._row, rows))
        near = np.flatnonzero(np.isin(sums, sums[rows])).tolist()
        return frozenset(self.texts[row] for row in near if self._row(row) in wanted)

    def _row(self, row: int) -> bytes:
        return self.numbers[self.starts[row] : self.starts[row + 1]].tobytes()


NO_WORDING: Final = Wording((), (), np.zeros(0, np.int32), np.zeros(1, np.int64))


def _gathered(source: Integers, begins: Places, ends: Places) -> tuple[Integers, Places]:
    """Stretches of an array one after another, and where each starts, with the end last."""
    lengths = ends - begins
    starts = np.concatenate(([0], lengths.cumsum()))
    return source[np.arange(starts[-1]) + (begins - starts[:-1]).repeat(lengths)], starts


def _by_first_place(numbers: Integers, most: int) -> Places:
    """The distinct numbers by first occurrence."""
    first = np.full(most, len(numbers))
    first[numbers[::-1]] = np.arange(len(numbers))[::-1]  # of several values the last one stays
    order = first.argsort(kind="stable")
    return order[: int((first < len(numbers)).sum())]
