"""The matcher: an index over plain records that ranks them for a question and says why."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from bot.matching.chatter import ChatterFilter
from bot.matching.conflicts import Names, conflicts
from bot.matching.features import FEATURES, Comparison, compare, question_coverage
from bot.matching.index import build_index
from bot.matching.lexicon import Lexicon
from bot.matching.model import confidences, rank_scores
from bot.matching.query import Query, QueryParser
from bot.matching.results import Match, Ranking, Record
from bot.matching.spelling import Speller

# The right record is among the first ten in 95 % of questions (measured); half as many again cost little.
_CANDIDATES, _WANTED = 16, 8
_PHRASING_COVERAGE = FEATURES.index("phrasing_coverage")


class Matcher:
    """Ranks records for a question; deterministic, and independent of the order of the records."""

    def __init__(self, records: Iterable[Record], vocabulary: Iterable[Sequence[str]] = ()) -> None:
        self._records = sorted(records, key=lambda record: record.id)
        self._lexicon = lexicon = Lexicon(vocabulary)
        self._index = build_index(self._records, lexicon)
        speller = Speller(lexicon.words, lambda word: self._index.postings.length(lexicon.lookup(word)))
        self._names = Names(self._records, self._index, lexicon)
        self._parser = QueryParser(lexicon, speller, self._index.weights, self._index.unknown_weight)
        self._chatter = ChatterFilter(self._parser.parse_clause, self._names.is_name)

    def rank(self, question: str, *, limit: int = 5) -> Ranking:
        """The best records for the question, best first, at most `limit`."""
        query = self.parse(question)
        compared = self.compare(query)
        return Ranking(
            matches=self._matches(query, compared, limit) if compared else (),
            words=tuple(term.text for term in query.terms),
            corrected=query.corrected,
            unknown=tuple(term.text for term in query.terms if not term.known),
            telling=query.content_words,
        )

    def without_chatter(self, message: str) -> str:
        """The message without the talk around its question; as it is when there is none."""
        return self._chatter.strip(message)

    def knows(self, word: str) -> bool:
        """Whether any record has a word, or another that means the same."""
        return self._lexicon.lookup(word) is not None

    def parse(self, question: str) -> Query:
        return self._parser.parse(question)

    def compare(self, query: Query) -> Comparison | None:
        """The candidates for a question with their features; None when no word of it is known."""
        terms = [pair for term in query.terms for pair in term.alternatives]
        candidates = self._index.retrieve(terms, _CANDIDATES, wanted=_WANTED)
        return compare(self._index, query, candidates) if len(candidates) else None

    def _matches(self, query: Query, compared: Comparison, limit: int) -> tuple[Match, ...]:
        rank_score = rank_scores(compared.features)
        order = (-rank_score).argsort(kind="stable")[:limit]
        confidence = confidences(compared.features, query.content_words)
        coverage = question_coverage(query, compared.credit)
        figures = (
            np.vstack((confidence, rank_score, coverage, compared.features.T))[:, order].T.round(4).tolist()
        )
        best, *others = [
            self._match(compared, at, known) for at, known in zip(order.tolist(), figures, strict=True)
        ]
        return self._explained(best, query, compared, int(order[0])), *others

    def _match(self, compared: Comparison, at: int, figures: list[float]) -> Match:
        record, row = self._record(compared, at)
        confidence, rank_score, coverage, *features = figures
        return Match(
            id=record.id,
            confidence=round(confidence, 2),
            phrasing=record.phrasings[row] if row < len(record.phrasings) else record.text,
            rank_score=rank_score,
            question_coverage=coverage,
            phrasing_coverage=features[_PHRASING_COVERAGE],
            features=tuple(zip(FEATURES, features, strict=True)),
        )

    def _explained(self, match: Match, query: Query, compared: Comparison, at: int) -> Match:
        credit = compared.credit[at].tolist()
        numbers = self._index.numbers_in(int(compared.best_rows[at]))
        return replace(
            match,
            matched=tuple(term.text for term, earned in zip(query.terms, credit, strict=True) if earned),
            missed=tuple(term.text for term, earned in zip(query.terms, credit, strict=True) if not earned),
            conflicts=conflicts(query, credit, self._names, phrasing_numbers=numbers),
        )

    def _record(self, compared: Comparison, at: int) -> tuple[Record, int]:
        """A candidate and which of its phrasings was most like the question."""
        candidate = int(compared.candidates[at])
        first = int(self._index.rows.record_starts[candidate])
        return self._records[candidate], int(compared.best_rows[at]) - first
