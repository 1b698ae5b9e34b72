"""The close comparison: every phrasing of a few candidates held against the question, feature by feature."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from bot.matching.hits import REACH, Hits, Wanted, find, wanted_by
from bot.matching.index import K1, Index
from bot.matching.lexicon import TermClass
from bot.matching.question import Question

# A word found only in the answer is weaker evidence than one in a phrasing, and the longer the answer, the
# weaker: nearly every word stands somewhere in a long one.
TEXT_CREDIT, _TEXT_WORDS, _TEXT_DECAY = 0.8, 40, 0.15
# What a phrasing says beyond the question counts less than what the question says beyond the phrasing.
_PHRASING_SHARE = 0.3
_EPSILON = 1e-9

FEATURES = ("phrasing", "contained", "record", "bm25", "evidence", "near", "frame")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Candidates (rows) by features (columns), with the best phrasing and the credit of each unit."""

    candidates: NDArray[np.int64]
    features: NDArray[np.float64]
    best_rows: NDArray[np.int64]
    credit: NDArray[np.float64]


def compare(index: Index, question: Question, candidates: NDArray[np.int64]) -> Comparison:
    """All features of all candidates; `question` must have units, `candidates` must not be empty."""
    wanted = wanted_by(question)
    hits = find(index, wanted, candidates)
    row_credit = hits.credit(wanted, len(question.units))
    weights = question.weights
    total = float(weights.sum()) or 1.0
    shared, own = row_credit @ weights, index.rows.weights[hits.rows]
    likeness = _likeness(shared, own, total)
    best = _best_phrasings(likeness, hits)
    credit = _record_credit(index, row_credit, hits)
    bm25 = _bm25(index.impacts(wanted.terms, hits.counts(wanted), candidates), wanted)
    features = np.array(
        (
            likeness[best],
            np.minimum(shared[best] / np.maximum(own[best], _EPSILON), 1.0),
            credit @ weights / total,
            bm25 / (total * (K1 + 1)),
            np.log1p(bm25),
            _near(hits, wanted, weights),
            _frame(row_credit[best], question),
        )
    ).T
    return Comparison(candidates, features, hits.rows[best], credit)


def _likeness(shared: NDArray[np.float64], own: NDArray[np.float64], total: float) -> NDArray[np.float64]:
    """Tversky's ratio: shared weight against what only the question and only the phrasing have."""
    return shared / (total + _PHRASING_SHARE * np.maximum(own - shared, 0.0))


def _best_phrasings(likeness: NDArray[np.float64], hits: Hits) -> NDArray[np.int64]:
    """The row of each candidate's phrasing that is most like the question, the first of equals."""
    phrasings = likeness.copy()
    phrasings[hits.texts] = -1.0
    highest = np.maximum.reduceat(phrasings, hits.starts)
    at = (phrasings == highest[hits.candidate_of]).nonzero()[0]
    return np.asarray(at[at.searchsorted(hits.starts)])


def _record_credit(index: Index, row_credit: NDArray[np.float64], hits: Hits) -> NDArray[np.float64]:
    """The best credit of each unit in each candidate: all in a phrasing, less in a text."""
    lengths = index.rows.lengths[hits.rows[hits.texts]]
    discounted = row_credit.copy()
    discounted[hits.texts] *= (TEXT_CREDIT * (1 + lengths / _TEXT_WORDS) ** -_TEXT_DECAY)[:, None]
    return np.asarray(np.maximum.reduceat(discounted, hits.starts, axis=0))


def _bm25(impacts: NDArray[np.float64], wanted: Wanted) -> NDArray[np.float64]:
    """BM25 of each candidate; of a unit's terms the one that scores most counts."""
    numbers, worths = wanted.pairs
    return np.asarray(np.maximum.reduceat(impacts[:, numbers] * worths, wanted.firsts, axis=1).sum(axis=1))


def _near(hits: Hits, wanted: Wanted, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """The share of the question's neighbouring units that stand near each other in the record, by weight."""
    units, outer = len(weights), (~hits.inner).nonzero()[0]
    place, unit = hits.place_of[outer], wanted.units[hits.number_of[outer]]
    close = [(place[step:] - place[:-step] <= REACH).nonzero()[0] for step in range(1, REACH + 1)]
    here = np.concatenate(close)
    left, right = unit[here], unit[np.concatenate([at + step for step, at in enumerate(close, start=1)])]
    candidate = hits.candidate_of[hits.row_of[outer[here]]]
    found = np.zeros((len(hits.starts), units, units))
    found[candidate, np.minimum(left, right), np.maximum(left, right)] = 1.0
    low, high = _neighbours(units)
    pairs = np.sqrt(weights[low] * weights[high])
    return np.asarray(found[:, low, high] @ pairs / (float(pairs.sum()) or 1.0))


@cache
def _neighbours(units: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The pairs of units that are neighbours in a question of so many."""
    at = [(low, high) for low in range(units) for high in range(low + 1, min(low + REACH + 1, units))]
    low, high = np.array(at, np.int64).reshape(-1, 2).T
    return low, high


def _frame(row_credit: NDArray[np.float64], question: Question) -> NDArray[np.float64]:
    """1 when the phrasing asks for every kind of answer that the question asks for, -1 when for none."""
    frames = [at for at, unit in enumerate(question.units) if unit.term_class is TermClass.FRAME]
    if not frames:
        return np.zeros(len(row_credit))
    return np.asarray(row_credit[:, frames].mean(axis=1) * 2 - 1)


def content_shares(question: Question, credit: NDArray[np.float64]) -> NDArray[np.float64]:
    """The share of the question's telling words, by weight, that each candidate has; 1 when it has none."""
    telling = np.where([unit.is_telling for unit in question.units], question.weights, 0.0)
    total = float(telling.sum())
    return np.asarray(credit @ telling / total) if total else np.ones(len(credit))
