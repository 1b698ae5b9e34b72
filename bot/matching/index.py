"""The index: which records hold which terms, as flat arrays, so that a question touches only what it names.

Two views of the same collection: inverted lists (term to records, with BM25 impacts) find candidates;
forward rows (record to phrasings to terms) let the candidates be compared closely.
BM25 as in Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009), section 3.4.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bot.matching.lexicon import Lexicon, Token
from bot.matching.results import Record
from bot.matching.row_keys import RowKeys
from bot.matching.wording import NO_WORDING, Integers, Places, Wording

K1 = 1.2
B = 0.4
# Postings visited for one question before the rest of its terms, the commonest, only refine the candidates.
_POSTINGS_BUDGET = 40_000
# Words of the question that stand at most this far apart are neighbours, there and in a record.
REACH = 3
# No record with less than this share of the highest score was ever the right one of its question (measured).
_WORTHY = 0.4
_LEAST = np.finfo(np.float64).tiny
# A word found only in the answer is weaker evidence than one in a phrasing, and the longer the answer, the
# weaker: nearly every word stands somewhere in a long one.
_TEXT_CREDIT, _TEXT_WORDS, _TEXT_DECAY = 0.8, 40, 0.15
_BLOCK = 64


@dataclass(frozen=True, slots=True)
class Rows:
    """Every phrasing and every text as a run of terms; a record's rows stand together, its text last.

    Of each term `row_of` tells its row, `inner` whether it is part of a phrase that is a term as well, and
    `places` counts the words before it, with a gap between rows that no neighbours span. `spans` tells of
    each record its first row, how many it has, where its terms begin and how many those are.
    """

    terms: NDArray[np.int32]
    inner: NDArray[np.bool_]
    row_of: NDArray[np.int32]
    places: NDArray[np.int32]
    row_starts: NDArray[np.int64]
    record_starts: NDArray[np.int64]
    lengths: NDArray[np.int64]
    weights: NDArray[np.float64]
    spans: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Postings:
    """Inverted lists, one behind the other: records in ascending order with the impact of the term."""

    starts: NDArray[np.int64]
    lengths: NDArray[np.int64]
    records: NDArray[np.int32]
    impacts: NDArray[np.float32]

    def of(self, term: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        part = slice(self.starts[term], self.starts[term + 1])
        return self.records[part], self.impacts[part]

    def length(self, term: int | None) -> int:
        """How many records hold a term."""
        return 0 if term is None or term >= len(self.lengths) else int(self.lengths[term])


@dataclass(frozen=True)
class Index:
    """Rows, postings, and each term's weight (inverse document frequency, by class).

    Of each record `saturation` tells how much a term that stands there more often adds, by its length, and
    `text_credit` how much of a term's credit its text earns. The wording is what the rows were made of:
    another index of the same texts can be, too.
    """

    wording: Wording
    rows: Rows
    postings: Postings
    weights: NDArray[np.float64]
    unknown_weight: float
    saturation: NDArray[np.float64]
    text_credit: NDArray[np.float64]

    @property
    def size(self) -> int:
        """How many records there are."""
        return len(self.saturation)

    def retrieve(
        self, terms: Iterable[tuple[int, float]], limit: int, *, wanted: int | None = None
    ) -> NDArray[np.int64]:
        """The records that score highest by BM25 for (term, credit) pairs, in ascending order.

        At most `limit`, and beyond those `wanted` only what comes near the highest score.
        """
        scores = self._scores(list(terms))
        if wanted is not None and self.size:
            least = max(_WORTHY * float(np.maximum.reduce(scores)), _LEAST)
            worthy: NDArray[np.int64] = (scores >= least).nonzero()[0]
            if wanted <= len(worthy) <= limit:
                return worthy
            limit = wanted if len(worthy) < wanted else limit
        best = _highest(scores, limit)
        best.sort()
        return best

    def _scores(self, terms: Sequence[tuple[int, float]]) -> NDArray[np.float64]:
        """The score of every record: the impacts of all terms, each by its credit.

        Where there are too many, the weightiest terms alone.
        """
        if not terms:
            return np.zeros(self.size)
        wanted, earned = np.array([term for term, _ in terms]), np.array([credit for _, credit in terms])
        begins, lengths = self.postings.starts.take(wanted), self.postings.lengths.take(wanted)
        ends = lengths.cumsum()
        if ends[-1] > _POSTINGS_BUDGET:
            order = np.lexsort((wanted, -self.weights.take(wanted)))
            fitting = max(1, int((lengths.take(order).cumsum() <= _POSTINGS_BUDGET).sum()))
            begins, lengths, earned = (part.take(order[:fitting]) for part in (begins, lengths, earned))
            ends = lengths.cumsum()
        at = np.arange(ends[-1]) + (begins - ends + lengths).repeat(lengths)
        impacts = self.postings.impacts.take(at) * earned.repeat(lengths)
        scores = np.bincount(self.postings.records.take(at), impacts, minlength=self.size)
        return np.asarray(scores, dtype=np.float64)

    @cached_property
    def row_keys(self) -> RowKeys:
        """To find the records that say the very words of a question."""
        store = self.rows
        return RowKeys.of(store.terms, store.inner, store.row_starts, store.record_starts, len(self.weights))

    def rows_with(self, term: int, record: int) -> list[int]:
        """The rows of a record that hold a term, counted from its first."""
        store = self.rows
        first, last = store.record_starts[record : record + 2]
        at = np.flatnonzero(store.terms[store.row_starts[first] : store.row_starts[last]] == term)
        rows = np.searchsorted(
            store.row_starts[first + 1 : last + 1] - store.row_starts[first], at, side="right"
        )
        return sorted(set(rows.tolist()))

    def rows_alike(self, record: int, row: int) -> NDArray[np.int64]:
        """The rows of a record's phrasings (of all rows) that have the very terms of one of them."""
        store = self.rows
        first, last = store.record_starts[record : record + 2]
        rows = first + np.flatnonzero(store.lengths[first : last - 1] == store.lengths[first + row])
        terms = store.terms[store.row_starts[rows][:, None] + np.arange(store.lengths[first + row])]
        return np.asarray(rows[(terms == terms[rows == first + row]).all(axis=1)])

    def only_in(self, rows: NDArray[np.int64]) -> frozenset[int]:
        """The terms that stand in these rows and in no other."""
        store = self.rows
        here = np.concatenate(
            [store.terms[store.row_starts[row] : store.row_starts[row + 1]] for row in rows]
        )
        terms, counts = np.unique(here, return_counts=True)
        return frozenset(terms[counts == self._occurrences[terms]].tolist())

    @cached_property
    def _occurrences(self) -> NDArray[np.int64]:
        """How often each term stands in all rows."""
        return np.bincount(self.rows.terms, minlength=len(self.weights))

    def positions_in(self, terms: NDArray[np.int64]) -> NDArray[np.int16]:
        """For each term of the collection its position in a list of terms, counted from 1, or 0."""
        positions = np.zeros(len(self.weights), dtype=np.int16)
        positions[terms] = np.arange(1, len(terms) + 1)
        return positions

    def impacts(
        self, terms: NDArray[np.int64], counts: NDArray[np.int64], records: NDArray[np.int64]
    ) -> NDArray[np.float64]:
        """The impact of each term (rows) in each record (columns) that holds it so many times."""
        return _bm25(counts, self.saturation.take(records)) * self.weights.take(terms)[:, None]


def build_index(records: Sequence[Record], lexicon: Lexicon, known: Wording = NO_WORDING) -> Index:
    """Index the records in the order given; the words of texts that are known need not be looked for."""
    wording = Wording.of([text for record in records for text in record.rows], known)
    terms, inner, row_starts = _encoded(wording, lexicon)
    rows_of_records = [len(record.phrasings) + 1 for record in records]
    record_starts = np.concatenate(([0], np.cumsum(rows_of_records, dtype=np.int64)))
    size = len(records)
    tf_records, tf_terms, tf = _frequencies(terms, _record_of_term(row_starts, record_starts))
    df = np.bincount(tf_terms, minlength=len(lexicon))
    factors = np.array([lexicon.factor(term_class) for term_class in lexicon.classes])
    weights = _idf(df.astype(np.float64), size) * factors
    lengths = np.bincount(tf_records, weights=tf, minlength=size).astype(np.float64)
    lengths /= float(lengths.mean()) if lengths.any() else 1.0
    saturation = K1 * (1 - B + B * lengths)
    impacts = _bm25(tf, saturation[tf_records]) * weights[tf_terms]
    starts = np.concatenate(([0], np.cumsum(df))).astype(np.int64)
    own = np.where(inner, 0.0, weights[terms])
    lengths_of_rows = np.diff(row_starts)
    row_of = np.arange(len(lengths_of_rows), dtype=np.int32).repeat(lengths_of_rows)
    rows = Rows(
        terms,
        inner,
        row_of,
        np.arange(len(terms), dtype=np.int32) - inner.cumsum(dtype=np.int32) + row_of * REACH,
        row_starts,
        record_starts,
        lengths_of_rows,
        _row_sums(own, row_starts),
        _spans(record_starts, row_starts),
    )
    postings = Postings(starts, df, tf_records.astype(np.int32), impacts.astype(np.float32))
    texts = lengths_of_rows[record_starts[1:] - 1]
    text_credit = _TEXT_CREDIT * (1 + texts / _TEXT_WORDS) ** -_TEXT_DECAY
    return Index(wording, rows, postings, weights, float(_idf(np.zeros(1), size)[0]), saturation, text_credit)


def _encoded(wording: Wording, lexicon: Lexicon) -> tuple[Integers, NDArray[np.bool_], Places]:
    """The terms of every row, whether each is the word of a phrase before it, and where rows start."""
    plain = np.array([lexicon.words[word] for word in wording.words], np.int32)[wording.numbers]
    at, concepts = array("q"), array("i")
    inner, kept = np.zeros(len(plain), np.bool_), np.ones(len(plain), np.bool_)
    for phrase in _phrases(plain, wording.starts, lexicon):
        at.append(phrase.start)
        concepts.append(phrase.term)
        inner[phrase.start : phrase.stop] = True
        if len(phrase.inner) < phrase.stop - phrase.start:  # a word that stands in it twice counts once
            terms = plain[phrase.start : phrase.stop].tolist()
            kept[phrase.start : phrase.stop] = [term not in terms[:place] for place, term in enumerate(terms)]
    left_out = np.concatenate(([0], (~kept).cumsum()))
    places = np.array(at, np.int64)
    starts = wording.starts + np.searchsorted(places, wording.starts) - left_out[wording.starts]
    kept = np.insert(kept, places, values=True)
    whole = np.insert(plain, places, np.array(concepts, np.int32))
    return whole[kept], np.insert(inner, places, values=False)[kept], starts


def _phrases(terms: Integers, starts: Places, lexicon: Lexicon) -> Iterator[Token]:
    """Each phrase of the vocabulary in a row, by its place among all terms; none overlaps another."""
    size, pairs = len(lexicon), np.array(lexicon.phrase_beginnings, np.int64).reshape(-1, 2)
    may_begin = np.zeros(size, np.bool_)
    may_begin[pairs[:, 0]] = True
    at = np.flatnonzero(may_begin[terms[:-1]])
    at = at[np.isin(terms[at].astype(np.int64) * size + terms[at + 1], pairs[:, 0] * size + pairs[:, 1])]
    ends = starts[np.searchsorted(starts, at, side="right")]
    free = 0
    for place, end in zip(at.tolist(), ends.tolist(), strict=True):
        phrase = lexicon.phrase_at(terms[place:end].tolist()) if free <= place < end - 1 else None
        if phrase:
            free = place + phrase.stop
            yield phrase._replace(start=place, stop=free)


def _record_of_term(row_starts: NDArray[np.int64], record_starts: NDArray[np.int64]) -> NDArray[np.int64]:
    edges = row_starts[record_starts]
    return np.repeat(np.arange(len(record_starts) - 1), np.diff(edges))


def _frequencies(
    terms: NDArray[np.int32], records: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """(record, term, how often) sorted by term, then record."""
    size = int(records[-1]) + 1 if len(records) else 1
    keys, counts = np.unique(terms.astype(np.int64) * size + records, return_counts=True)
    return keys % size, keys // size, counts.astype(np.int64)


def _idf(df: NDArray[np.float64], size: int) -> NDArray[np.float64]:
    return np.log1p((size - df + 0.5) / (df + 0.5))


def _bm25(tf: NDArray[np.int64], saturation: NDArray[np.float64]) -> NDArray[np.float64]:
    return tf * (K1 + 1) / (tf + saturation)


def _row_sums(values: NDArray[np.float64], row_starts: NDArray[np.int64]) -> NDArray[np.float64]:
    sums = np.concatenate(([0.0], np.cumsum(values)))
    return sums[row_starts[1:]] - sums[row_starts[:-1]]


def _spans(record_starts: NDArray[np.int64], row_starts: NDArray[np.int64]) -> NDArray[np.int64]:
    term_starts = row_starts[record_starts]
    return np.stack((record_starts[:-1], np.diff(record_starts), term_starts[:-1], np.diff(term_starts)), 1)


def _highest(scores: NDArray[np.float64], limit: int) -> NDArray[np.int64]:
    """Indices of the highest positive scores, the highest first and ties by the lower index."""
    least = _least(scores, limit)
    positive = (scores >= least if least else scores).nonzero()[0]
    return positive.take((-scores.take(positive)).argsort(kind="stable")[:limit])


def _least(scores: NDArray[np.float64], limit: int) -> float:
    """What so many of the highest scores have at least: as many blocks of scores have one that does.

    To part these alone is quick; all of a large collection would take longer than the rest of a question.
    """
    blocks = len(scores) // _BLOCK
    if blocks < limit:
        return 0.0
    tops = scores[: blocks * _BLOCK].reshape(blocks, _BLOCK).max(axis=1)
    return float(np.partition(tops, blocks - limit)[blocks - limit])
