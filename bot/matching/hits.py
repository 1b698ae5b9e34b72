"""Hits: where the terms that a question looks for stand in the phrasings and texts of a few candidates."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.matching.index import Index
from bot.matching.question import INNER_CREDIT, Question

# Words of the question that stand at most this far apart are neighbours, there and in a record.
REACH = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """The terms that a question looks for, numbered.

    `pairs` are all its (number, credit), in the order of the units, each of which begins at one of `firsts`;
    `units` and `credits` tell for each number the unit that it serves best.
    """

    terms: NDArray[np.int64]
    units: NDArray[np.int64]
    credits: NDArray[np.float64]
    pairs: tuple[NDArray[np.int64], NDArray[np.float64]]
    firsts: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Hits:
    """The candidates' rows laid end to end, and each place where one of them holds a wanted term.

    A candidate's rows begin at `starts`, and the last of them, at `texts`, is its text.
    `row_of`, `number_of`, `place_of` and `inner` have one entry a hit, in the order of the text; places count
    words, and rows stand further apart than neighbours may.
    """

    rows: NDArray[np.int64]
    starts: NDArray[np.int64]
    texts: NDArray[np.int64]
    candidate_of: NDArray[np.int64]
    row_of: NDArray[np.int64]
    number_of: NDArray[np.int64]
    place_of: NDArray[np.int64]
    inner: NDArray[np.bool_]

    def credit(self, wanted: Wanted, units: int) -> NDArray[np.float64]:
        """The best credit of each unit in each row."""
        credit = np.zeros(len(self.rows) * units)
        worth = wanted.credits[self.number_of] * np.where(self.inner, INNER_CREDIT, 1.0)
        np.maximum.at(credit, self.row_of * units + wanted.units[self.number_of], worth)
        return credit.reshape(len(self.rows), units)

    def counts(self, wanted: Wanted) -> NDArray[np.int64]:
        """How often each candidate holds each wanted term."""
        shape = len(self.starts), len(wanted.terms)
        at = self.candidate_of[self.row_of] * shape[1] + self.number_of
        return np.bincount(at, minlength=shape[0] * shape[1]).reshape(shape)


def wanted_by(question: Question) -> Wanted:
    """Of the units that want the same term, the one that it earns most for is served, the first of equals."""
    numbers: dict[int, int] = {}
    served: dict[int, tuple[float, int]] = {}
    at: list[int] = []
    worths: list[float] = []
    firsts: list[int] = []
    for unit, read in enumerate(question.units):
        if read.terms:
            firsts.append(len(at))
        for term, credit in read.terms:
            number = numbers.setdefault(term, len(numbers))
            if credit > served.get(number, (0.0, 0))[0]:
                served[number] = credit, unit
            at.append(number)
            worths.append(credit)
    return Wanted(
        np.fromiter(numbers, np.int64),
        np.array([served[number][1] for number in range(len(numbers))], np.int64),
        np.array([served[number][0] for number in range(len(numbers))]),
        (np.array(at, np.int64), np.array(worths)),
        np.array(firsts, np.int64),
    )


def find(index: Index, wanted: Wanted, candidates: NDArray[np.int64]) -> Hits:
    """Every hit in every row of the candidates, which must not be empty."""
    store = index.rows
    firsts, lasts = store.record_starts[candidates], store.record_starts[candidates + 1]
    counts = lasts - firsts
    ends = counts.cumsum()
    starts = ends - counts
    rows = np.arange(ends[-1]) + (firsts - starts).repeat(counts)
    spans = list(zip(store.row_starts[firsts].tolist(), store.row_starts[lasts].tolist(), strict=True))
    number_of = index.numbered(wanted.terms)[np.concatenate([store.terms[a:b] for a, b in spans])]
    inner = np.concatenate([store.inner[a:b] for a, b in spans])
    at = (number_of >= 0).nonzero()[0]
    row_of = np.arange(len(rows)).repeat(store.lengths[rows])[at]
    place_of = at - inner.cumsum()[at]
    return Hits(
        rows,
        starts,
        ends - 1,
        np.arange(len(candidates)).repeat(counts),
        row_of,
        number_of[at].astype(np.int64),
        place_of + row_of * REACH,
        inner[at],
    )
