"""Where the rows of a few candidates hold the terms that a query looks for."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.matching.index import Index
from bot.matching.query import INNER_CREDIT, Query

_SHARES = np.array(
    (1.0, INNER_CREDIT)
)  # of a term's credit that it earns in a row, and inside a phrase there


class QueryTerms(NamedTuple):
    """All terms of the collection that a query looks for, each once, by its position in `terms`.

    `served` and `credits` tell for each of them the query term that it serves best. `pairs` are all
    (position, credit), in the order of the query terms, each of which begins at one of `firsts`.
    """

    terms: NDArray[np.int64]
    served: NDArray[np.int64]
    credits: NDArray[np.float64]
    pairs: tuple[NDArray[np.int64], NDArray[np.float64]]
    firsts: NDArray[np.int64]


class Occurrences(NamedTuple):
    """The candidates' rows laid end to end, and each place where one of them holds a term looked for.

    A candidate's rows begin at `starts`, and the last of them, at `texts`, is its text.
    `candidate_of`, `row_of`, `position_of`, `served`, `place_of` and `inner` have one entry an occurrence, in
    the order of the text; positions are those in QueryTerms, and so is the query term that is served; places
    are those of the index.
    """

    rows: NDArray[np.int64]
    starts: NDArray[np.int64]
    texts: NDArray[np.int64]
    candidate_of: NDArray[np.int64]
    row_of: NDArray[np.int64]
    position_of: NDArray[np.int64]
    served: NDArray[np.int64]
    place_of: NDArray[np.int64]
    inner: NDArray[np.bool_]

    def without(self, rows: NDArray[np.int64]) -> "Occurrences":
        """The same as if these rows of the index said nothing."""
        kept = ~np.isin(self.rows[self.row_of], rows)
        return self._replace(
            candidate_of=self.candidate_of[kept],
            row_of=self.row_of[kept],
            position_of=self.position_of[kept],
            served=self.served[kept],
            place_of=self.place_of[kept],
            inner=self.inner[kept],
        )

    def credit(self, query: QueryTerms, count: int) -> NDArray[np.float64]:
        """The best credit of each query term, of which there are `count`, in each row (columns)."""
        size = len(self.rows)
        credit = np.zeros(count * size)
        earned = query.credits.take(self.position_of) * _SHARES.take(self.inner)
        np.maximum.at(credit, self.served * size + self.row_of, earned)
        return credit.reshape(count, size)

    def counts(self, query: QueryTerms) -> NDArray[np.int64]:
        """How often each term looked for stands in each candidate (columns)."""
        shape = len(query.terms), len(self.starts)
        at = self.position_of * shape[1] + self.candidate_of
        return np.bincount(at, minlength=shape[0] * shape[1]).reshape(shape)


def query_terms(query: Query) -> QueryTerms:
    """A term that satisfies several query terms serves the one it earns most for, the first of equals."""
    positions: dict[int, int] = {}
    served: list[int] = []
    most: list[float] = []
    at: list[int] = []
    earned: list[float] = []
    firsts: list[int] = []
    for which, query_term in enumerate(query.terms):
        if query_term.known:
            firsts.append(len(at))
        for term, credit in query_term.alternatives:
            position = positions.setdefault(term, len(served))
            if position == len(served):
                served.append(which)
                most.append(credit)
            elif credit > most[position]:
                served[position], most[position] = which, credit
            at.append(position)
            earned.append(credit)
    return QueryTerms(
        np.array(list(positions), np.int64),
        np.array(served, np.int64),
        np.array(most),
        (np.array(at, np.int64), np.array(earned)),
        np.array(firsts, np.int64),
    )


def occurrences(index: Index, query: QueryTerms, candidates: NDArray[np.int64]) -> Occurrences:
    """Every occurrence in every row of the candidates, which must not be empty."""
    store = index.rows
    first_row, rows, begins, lengths = store.spans.take(candidates, 0).T
    ends, edges = rows.cumsum(), lengths.cumsum()
    starts, stops = ends - rows, begins + lengths
    runs = [store.terms[begin:stop] for begin, stop in zip(begins.tolist(), stops.tolist(), strict=True)]
    found = index.positions_in(query.terms).take(np.concatenate(runs))
    here = (found > 0).nonzero()[0]
    through = here.searchsorted(edges)
    each = through.copy()
    each[1:] -= through[:-1]
    candidate_of = np.arange(len(candidates)).repeat(each)
    at = here + (stops - edges).repeat(each)
    above = first_row - starts
    position_of = found.take(here).astype(np.int64) - 1
    return Occurrences(
        np.arange(ends[-1]) + above.repeat(rows),
        starts,
        ends - 1,
        candidate_of,
        store.row_of.take(at) - above.repeat(each),
        position_of,
        query.served.take(position_of),
        store.places.take(at),
        store.inner.take(at),
    )
