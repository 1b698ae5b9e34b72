"""Row keys: finds the records with a row of exactly some terms, whatever their order."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class RowKeys:
    """A random number for each term, the sums of each row's terms in ascending order, and their records."""

    terms: Keys
    rows: Keys
    records: NDArray[np.int64]

    @classmethod
    def of(
        cls,
        terms: NDArray[np.int32],
        inner: NDArray[np.bool_],
        row_starts: NDArray[np.int64],
        record_starts: NDArray[np.int64],
        size: int,
    ) -> Self:
        """Of consecutive rows, without the words inside phrases; `size` is the number of terms."""
        keys = _mixed(np.arange(size, dtype=np.uint64))
        sums = np.concatenate(
            (
                np.zeros(1, np.uint64),
                np.where(inner, np.uint64(0), keys[terms]).cumsum(dtype=np.uint64),
            )
        )
        rows = sums[row_starts[1:]] - sums[row_starts[:-1]]
        order = rows.argsort(kind="stable")
        records = np.arange(len(record_starts) - 1).repeat(np.diff(record_starts))
        return cls(keys, rows[order], records[order])

    def saying(self, terms: Sequence[int]) -> list[int]:
        """The records with a row of exactly these terms, each once."""
        if not terms or max(terms) >= len(self.terms):
            return []
        key = np.add.reduce(self.terms.take(terms))
        first, last = self.rows.searchsorted(key), self.rows.searchsorted(key, "right")
        return sorted(set(self.records[first:last].tolist()))


def _mixed(terms: Keys) -> Keys:
    """64-bit numbers whose sums differ (splitmix64, Steele et al. 2014)."""
    mixed = (terms + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))
