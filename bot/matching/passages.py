"""Passages: an index over the sentences of documents, each with what stands around it.

It knows neither documents nor places: it is built from plain texts and tells which of them speak of a
question, by BM25, and how much of its subject each has.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.matching import english
from bot.matching.analysis import words
from bot.matching.chatter import ChatterFilter
from bot.matching.index import K1, build_index
from bot.matching.lexicon import Lexicon
from bot.matching.names import Names
from bot.matching.query import Query, QueryParser, QueryTerm
from bot.matching.results import Record
from bot.matching.spelling import Speller
from bot.matching.wording import NO_WORDING, Wording

# The right passage is among the first three of these in 93 % of questions, and hardly ever further down.
_CANDIDATES = 24
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class PassageText:
    """A sentence, and its context: its neighbours and the heading above."""

    sentence: str
    around: str = ""


@dataclass(frozen=True, slots=True)
class PassageMatch:
    """A passage by its number, with its score in percent of the highest possible.

    `subject` is the share of the question's telling words that it has, by weight, and `telling` their number;
    `lacking` are the others.
    """

    number: int
    score: float
    subject: float
    telling: int
    lacking: tuple[QueryTerm, ...]


class PassageIndex:
    """Finds the passages that speak of a question; deterministic."""

    def __init__(
        self,
        texts: Iterable[PassageText],
        vocabulary: Iterable[Sequence[str]] = (),
        wording: Wording = NO_WORDING,
    ) -> None:
        """Texts that the wording of another index has are not analysed again."""
        self._records = records = [
            Record(str(number), (text.sentence,), text.around) for number, text in enumerate(texts)
        ]
        # Nothing is answered by a passage, so that words may be taken together more freely than in a sheet.
        self._lexicon = lexicon = Lexicon.over([*vocabulary, *english.everyday_words()])
        self._index = index = build_index(records, lexicon, wording)
        self._speller = Speller(lexicon.words, lambda word: index.postings.length(lexicon.lookup(word)))
        self._names = Names(records, self._index, lexicon)
        self._parser = QueryParser(lexicon, self._speller, self._index.weights, self._index.unknown_weight)
        self._chatter = ChatterFilter(self._parser.parse_clause, self._names.is_name)
        self._terms: dict[str, int] = {}

    @property
    def wording(self) -> Wording:
        return self._index.wording

    def prepare(self) -> None:
        """Build what only some words need, so that none of them has to wait for it."""
        self._speller.prepare()

    def bits(self) -> Iterator[Iterable[object]]:
        """Most of the small values that it is made of, in heaps."""
        yield from (self._records, self.wording.texts, self.wording.words)

    def without_chatter(self, message: str) -> str:
        """The message without the talk around its question; as it is when there is none."""
        return self._chatter.strip(message)

    def is_name(self, term: QueryTerm) -> bool:
        """Whether the question or the documents write it with a capital."""
        return term.named or self._names.is_name(term.own)

    def parse(self, question: str) -> Query:
        return self._parser.parse(question)

    def find(self, query: Query) -> Iterator[PassageMatch]:
        """The passages that share words with a query, highest score first."""
        terms = [pair for term in query.terms for pair in term.alternatives]
        candidates = self._index.retrieve(terms, _CANDIDATES)
        impacts, credit = self._held(query, candidates)
        scores = impacts.sum(axis=1) / ((K1 + 1) * query.total_weight)
        subject = _Subject.of(query)
        for at in (-scores).argsort(kind="stable").tolist():
            yield subject.match(int(candidates[at]), float(scores[at]), credit[at])

    def marks(self, query: Query, text: str) -> list[tuple[int, int]]:
        """Where a text has the telling words of a query, or others of the same meaning."""
        wanted = {term for asked in query.terms if asked.is_telling for term, _ in asked.alternatives}
        found = [(word.span(), self._term(word[0])) for word in _WORD.finditer(text)]
        tokens = self._lexicon.tokens([term for _, term in found])
        return [
            (found[token.start][0][0], found[token.stop - 1][0][1])
            for token in tokens
            if not wanted.isdisjoint((token.term, *token.inner))
        ]

    def _term(self, word: str) -> int:
        """Cached: the documents have only so many words."""
        if word not in self._terms:
            first = next(iter(words(word)), "")
            term = self._lexicon.lookup(first) if first else None
            self._terms[word] = -1 if term is None else term
        return self._terms[word]

    def _held(
        self, query: Query, candidates: NDArray[np.int64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The best impact and the best credit of each query term (columns) in each candidate (rows)."""
        pairs = [(at, *pair) for at, term in enumerate(query.terms) for pair in term.alternatives]
        lists = [self._index.postings.of(term) for _, term, _ in pairs]
        impacts = np.zeros((len(candidates), len(query.terms)))
        earned = np.zeros_like(impacts)
        if not len(candidates):
            return impacts, earned
        row_of = np.full(self._index.size, -1)
        row_of[candidates] = np.arange(len(candidates))
        rows = row_of[np.concatenate([records for records, _ in lists])]
        here = np.flatnonzero(rows >= 0)
        which = np.repeat(np.arange(len(pairs)), [len(records) for records, _ in lists])[here]
        columns = np.array([at for at, _, _ in pairs])[which]
        credit = np.array([credit for _, _, credit in pairs])[which]
        found = np.concatenate([impact for _, impact in lists])[here]
        np.maximum.at(impacts, (rows[here], columns), credit * found)
        np.maximum.at(earned, (rows[here], columns), credit)
        return impacts, earned


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a query is about: its telling terms, their positions, and their shares of the weight."""

    terms: list[QueryTerm]
    at: list[int]
    shares: NDArray[np.float64]

    @classmethod
    def of(cls, query: Query) -> Self:
        at = [at for at, term in enumerate(query.terms) if term.is_telling]
        weights = query.weights[at]
        return cls([query.terms[one] for one in at], at, weights / (float(weights.sum()) or 1.0))

    def match(self, number: int, score: float, credit: NDArray[np.float64]) -> PassageMatch:
        got = credit[self.at]
        lacking = tuple(term for term, earned in zip(self.terms, got.tolist(), strict=True) if not earned)
        return PassageMatch(
            number,
            score=round(100 * min(score, 1.0), 2),
            subject=round(float(got @ self.shares), 4),
            telling=len(self.terms) - len(lacking),
            lacking=lacking,
        )
