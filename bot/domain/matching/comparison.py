"""The close comparison: every phrasing of a few candidates held against the question, feature by feature."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.domain.matching.index import K1, Index
from bot.domain.matching.lexicon import TermClass
from bot.domain.matching.question import INNER_CREDIT, Question

# A word found only in the answer is weaker evidence than one in a phrasing, and the longer the answer, the
# weaker: nearly every word stands somewhere in a long one.
TEXT_CREDIT, _TEXT_WORDS, _TEXT_DECAY = 0.8, 40, 0.15
# What a phrasing says beyond the question counts less than what the question says beyond the phrasing.
_PHRASING_SHARE = 0.3
# Words of the question that stand at most this far apart are neighbours, there and in a record.
_REACH = 3
_EPSILON = 1e-9

FEATURES = ("phrasing", "contained", "record", "bm25", "evidence", "near", "frame")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Candidates (rows) by features (columns), with the best phrasing and the credit of each unit."""

    candidates: NDArray[np.int64]
    features: NDArray[np.float64]
    best_rows: NDArray[np.int64]
    credit: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Rows:
    """The candidates' rows laid end to end: for each term its row, its unit (or -1) and what it earns."""

    rows: NDArray[np.int64]
    starts: NDArray[np.int64]
    row_of: NDArray[np.int64]
    unit_of: NDArray[np.int16]
    worth: NDArray[np.float64]
    inner: NDArray[np.bool_]

    @property
    def is_text(self) -> NDArray[np.bool_]:
        """A record's text stands in its last row."""
        text = np.zeros(len(self.rows), dtype=bool)
        text[np.append(self.starts[1:], len(self.rows)) - 1] = True
        return text

    @property
    def discount(self) -> NDArray[np.float64]:
        """What a word in each row is worth to its record: all in a phrasing, less in a text."""
        lengths = np.bincount(self.row_of, minlength=len(self.rows))
        worth = TEXT_CREDIT * (1 + lengths / _TEXT_WORDS) ** -_TEXT_DECAY
        return np.where(self.is_text, worth, 1.0)

    @property
    def candidate_of(self) -> NDArray[np.int64]:
        """The position of each row's candidate."""
        return np.repeat(np.arange(len(self.starts)), np.diff(np.append(self.starts, len(self.rows))))

    def credit(self, units: int) -> NDArray[np.float64]:
        """The best credit of each unit in each row."""
        credit = np.zeros((len(self.rows), units))
        hit = self.unit_of >= 0
        np.maximum.at(credit, (self.row_of[hit], self.unit_of[hit]), self.worth[hit])
        return credit


def compare(index: Index, question: Question, candidates: NDArray[np.int64]) -> Comparison:
    """All features of all candidates; `question` must have units, `candidates` must not be empty."""
    rows = _lay_out(index, question, candidates)
    row_credit = rows.credit(len(question.units))
    weights = question.weights
    total = float(weights.sum()) or 1.0
    shared, own = row_credit @ weights, index.rows.weights[rows.rows]
    best = _best_phrasings(shared, own, total, rows)
    credit = np.maximum.reduceat(rows.discount[:, None] * row_credit, rows.starts, axis=0)
    bm25 = _bm25(index, question, candidates)
    features = np.column_stack(
        (
            _likeness(shared, own, total)[best],
            np.minimum(shared[best] / np.maximum(own[best], _EPSILON), 1.0),
            credit @ weights / total,
            bm25 / (total * (K1 + 1)),
            np.log1p(bm25),
            _near(rows, weights),
            _frame(row_credit[best], question),
        )
    )
    return Comparison(candidates, features, rows.rows[best], credit)


def _lay_out(index: Index, question: Question, candidates: NDArray[np.int64]) -> _Rows:
    store = index.rows
    firsts, lasts = store.record_starts[candidates], store.record_starts[candidates + 1]
    rows = np.concatenate([np.arange(a, b) for a, b in zip(firsts, lasts, strict=True)])
    starts = np.concatenate(([0], np.cumsum(lasts - firsts)[:-1]))
    spans = list(zip(store.row_starts[firsts], store.row_starts[lasts], strict=True))
    terms = np.concatenate([store.terms[a:b] for a, b in spans])
    inner = np.concatenate([store.inner[a:b] for a, b in spans])
    row_of = np.repeat(np.arange(len(rows)), store.row_starts[rows + 1] - store.row_starts[rows])
    unit_by_term, credit_by_term = _wanted(question, len(index.weights))
    unit_of = unit_by_term[terms]
    worth = np.where(inner, INNER_CREDIT, 1.0) * credit_by_term[terms]
    return _Rows(rows, starts, row_of, unit_of, worth, inner)


def _wanted(question: Question, size: int) -> tuple[NDArray[np.int16], NDArray[np.float64]]:
    """For each term of the collection the unit of the question that it serves (or -1), and its worth."""
    units, credit = np.full(size, -1, dtype=np.int16), np.zeros(size)
    for unit, read in enumerate(question.units):
        for term, worth in read.terms:
            if term < size and worth > credit[term]:
                units[term], credit[term] = unit, worth
    return units, credit


def _likeness(shared: NDArray[np.float64], own: NDArray[np.float64], total: float) -> NDArray[np.float64]:
    """Tversky's ratio: shared weight against what only the question and only the phrasing have."""
    return shared / (total + _PHRASING_SHARE * np.maximum(own - shared, 0.0))


def _best_phrasings(
    shared: NDArray[np.float64], own: NDArray[np.float64], total: float, rows: _Rows
) -> NDArray[np.int64]:
    """The position of each candidate's phrasing that is most like the question, the first of equals."""
    likeness = np.where(rows.is_text, -1.0, _likeness(shared, own, total))
    highest, candidate_of = np.maximum.reduceat(likeness, rows.starts), rows.candidate_of
    at = np.flatnonzero(likeness == highest[candidate_of])
    _, first = np.unique(candidate_of[at], return_index=True)
    return at[first]


def _bm25(index: Index, question: Question, candidates: NDArray[np.int64]) -> NDArray[np.float64]:
    """BM25 of each candidate; of a unit's terms the one that scores most counts."""
    scores = np.zeros(len(candidates))
    for unit in question.units:
        reached = [index.impacts(term, candidates) * credit for term, credit in unit.terms]
        if reached:
            scores += np.maximum.reduce(reached)
    return scores


def _near(rows: _Rows, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """The share of the question's neighbouring units that stand near each other in the record, by weight."""
    units, outer = len(weights), ~rows.inner
    at = np.flatnonzero(rows.unit_of[outer] >= 0)
    row_of, unit_of = rows.row_of[outer][at], rows.unit_of[outer][at].astype(np.int64)
    candidate_of = rows.candidate_of[row_of]
    found = np.zeros((len(rows.starts), units * units), dtype=bool)
    for step in range(1, _REACH + 1):
        together = (at[step:] - at[:-step] <= _REACH) & (row_of[step:] == row_of[:-step])
        left, right = unit_of[:-step][together], unit_of[step:][together]
        pair = np.minimum(left, right) * units + np.maximum(left, right)
        found[candidate_of[:-step][together], pair] = True
    low, high = np.divmod(np.arange(units * units), units)
    pairs = np.where((high > low) & (high - low <= _REACH), np.sqrt(weights[low] * weights[high]), 0.0)
    return found @ pairs / (float(pairs.sum()) or 1.0)


def _frame(row_credit: NDArray[np.float64], question: Question) -> NDArray[np.float64]:
    """1 when the phrasing asks for every kind of answer that the question asks for, -1 when for none."""
    frames = np.array([unit.term_class is TermClass.FRAME for unit in question.units])
    if not frames.any():
        return np.zeros(len(row_credit))
    return np.asarray(row_credit[:, frames].mean(axis=1) * 2 - 1)


def content_shares(question: Question, credit: NDArray[np.float64]) -> NDArray[np.float64]:
    """The share of the question's telling words, by weight, that each candidate has; 1 when it has none."""
    telling = np.where([unit.is_telling for unit in question.units], question.weights, 0.0)
    total = float(telling.sum())
    return np.asarray(credit @ telling / total) if total else np.ones(len(credit))
