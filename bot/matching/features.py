"""The features of a match: every phrasing of a few candidates held closely against the query."""

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.matching.index import K1, REACH, Index
from bot.matching.lexicon import TermClass
from bot.matching.linear import likelihoods, rank_scores, same_words
from bot.matching.meaning import Likeness
from bot.matching.occurrences import Occurrences, QueryTerms, occurrences, query_terms
from bot.matching.query import Query

FEATURES = (
    "phrasing", "phrasing_coverage", "record", "bm25", "evidence", "proximity", "question_type",
)  # fmt: skip
# What a phrasing says beyond the question counts less than what the question says beyond the phrasing.
_PHRASING_SHARE = 0.3
_EPSILON = 1e-9


class Comparison(NamedTuple):
    """Candidates (rows) by features (columns), with the credit of each query term.

    `scores` order them; `likely` (0 to 1) tells of those without an answer how likely each is what was asked,
    `same` whether a phrasing says what the question says, no more and no less.
    `likeness` is that of all rows of all candidates, of which each has its own from one of `starts` on, and
    among these its `best`: the phrasing that is most like the query, or the text where there is none.
    `hidden` are rows of the index that were looked at as if they said nothing.
    """

    candidates: list[int]
    features: NDArray[np.float64]
    scores: list[float]
    likely: list[float]
    same: list[bool]
    credit: NDArray[np.float64]
    likeness: NDArray[np.float64]
    starts: list[int]
    best: list[int]
    hidden: NDArray[np.int64] | None = None
    meant: Likeness | None = None


def compare(
    index: Index, query: Query, candidates: NDArray[np.int64], hidden: NDArray[np.int64] | None = None
) -> Comparison:
    """All features of all candidates; `query` must have terms, `candidates` must not be empty.

    The `hidden` rows of the index are looked at as if they said nothing.
    """
    wanted = query_terms(query)
    found = occurrences(index, wanted, candidates)
    if hidden is not None:
        found = found.without(hidden)
    rows = _rows(index, query, wanted, found)
    bm25 = _bm25(index.impacts(wanted.terms, found.counts(wanted), candidates), wanted)
    proximity = _proximity(found, query.weights)
    credit = _record_credit(rows.credit, found, index.text_credit.take(candidates))
    features = _features(query, rows, credit, bm25, proximity)
    same = same_words(features)
    return Comparison(
        candidates.tolist(),
        features,
        rank_scores(features, same).tolist(),
        likelihoods(features, query.content_words).tolist(),
        same.tolist(),
        credit,
        rows.likeness,
        found.starts.tolist(),
        (rows.best - found.starts).tolist(),
        hidden,
    )


class _Rows(NamedTuple):
    """What each row (columns) has of the question and besides, and the best row of each candidate."""

    credit: NDArray[np.float64]
    shared: NDArray[np.float64]
    own: NDArray[np.float64]
    likeness: NDArray[np.float64]
    best: NDArray[np.int64]


def _rows(index: Index, query: Query, wanted: QueryTerms, found: Occurrences) -> _Rows:
    credit = found.credit(wanted, len(query.terms))
    shared, own = query.weights.dot(credit), index.rows.weights.take(found.rows)
    likeness = _likeness(shared, own, query.total_weight)
    return _Rows(credit, shared, own, likeness, _best_phrasings(likeness, found))


def _features(
    query: Query,
    rows: _Rows,
    credit: NDArray[np.float64],
    bm25: NDArray[np.float64],
    proximity: NDArray[np.float64],
) -> NDArray[np.float64]:
    """In the order of FEATURES."""
    best, total = rows.best, query.total_weight
    columns = (
        rows.likeness.take(best),
        np.minimum(rows.shared.take(best) / np.maximum(rows.own.take(best), _EPSILON), 1.0),
        credit.dot(query.weights) / total,
        bm25 / (total * (K1 + 1)),
        np.log1p(bm25),
        proximity,
        _question_type(rows.credit, best, query),
    )
    return np.array(columns).T


def _likeness(shared: NDArray[np.float64], own: NDArray[np.float64], total: float) -> NDArray[np.float64]:
    """Tversky's ratio: shared weight against what only the question and only the phrasing have."""
    return shared / (total + _PHRASING_SHARE * np.maximum(own - shared, 0.0))


def _best_phrasings(likeness: NDArray[np.float64], found: Occurrences) -> NDArray[np.int64]:
    """The row of each candidate's phrasing that is most like the question, the first of equals."""
    phrasings = likeness.copy()
    phrasings[found.texts] = -1.0
    highest = np.maximum.reduceat(phrasings, found.starts)
    at = (phrasings == highest.repeat(found.texts - found.starts + 1)).nonzero()[0]
    return np.asarray(at.take(at.searchsorted(found.starts)))


def _record_credit(
    row_credit: NDArray[np.float64], found: Occurrences, text_credit: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The best credit of each query term in each candidate (rows): all in a phrasing, less in a text."""
    discounted = row_credit.copy()
    discounted[:, found.texts] *= text_credit
    return np.maximum.reduceat(discounted, found.starts, axis=1).T


def _bm25(impacts: NDArray[np.float64], wanted: QueryTerms) -> NDArray[np.float64]:
    """BM25 of each candidate; of the terms that satisfy a query term the one that scores most counts."""
    positions, earned = wanted.pairs
    best = np.maximum.reduceat(impacts.take(positions, 0) * earned[:, None], wanted.firsts)
    return np.asarray(np.add.reduce(best))


def _proximity(found: Occurrences, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """The share of the query's neighbouring terms that stand near each other in the record, by weight."""
    outer = (~found.inner).nonzero()[0]
    place, served = found.place_of.take(outer), found.served.take(outer)
    close = [(place[step:] - place[:-step] <= REACH).nonzero()[0] for step in range(1, REACH + 1)]
    here = np.concatenate(close)
    there = np.concatenate([at + step for step, at in enumerate(close, start=1)])
    count = len(weights)
    low, high, pair_of = _neighbours(count)
    pair = pair_of.take(served.take(here) * count + served.take(there))
    width = len(low) + 1
    near = np.zeros(len(found.starts) * width)
    near[found.candidate_of.take(outer.take(here)) * width + pair] = 1.0
    pairs = np.sqrt(weights.take(low) * weights.take(high))
    return np.asarray(near.reshape(-1, width)[:, :-1].dot(pairs) / (float(np.add.reduce(pairs)) or 1.0))


@cache
def _neighbours(count: int) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """The pairs of terms that are neighbours in a query of so many, and of any two which pair they are.

    Those that are no neighbours are all the last.
    """
    at = [(low, high) for low in range(count) for high in range(low + 1, min(low + REACH + 1, count))]
    low, high = np.array(at, np.int64).reshape(-1, 2).T
    pair_of = np.full((count, count), len(at))
    pair_of[low, high] = pair_of[high, low] = np.arange(len(at))
    return low, high, pair_of


def _question_type(
    row_credit: NDArray[np.float64], best: NDArray[np.int64], query: Query
) -> NDArray[np.float64]:
    """1 when the phrasing asks for every kind of answer that the question asks for, -1 when for none."""
    types = [at for at, term in enumerate(query.terms) if term.term_class is TermClass.QUESTION_TYPE]
    if not types:
        return np.zeros(len(best))
    return np.asarray(np.add.reduce(row_credit[types].take(best, 1)) / len(types) * 2 - 1)
