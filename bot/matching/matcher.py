"""The matcher: an index over plain records that ranks them for a question and says why."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from bot.matching.clashes import clashes
from bot.matching.comparison import FEATURES, Comparison, compare, content_shares
from bot.matching.index import build_index
from bot.matching.lexicon import Lexicon
from bot.matching.match import Match, Ranking, Record
from bot.matching.names import Names
from bot.matching.question import Question, Reader
from bot.matching.scoring import scores, strengths
from bot.matching.spelling import Speller

# The right record is among the first ten in 95 % of questions (measured); half as many again cost little.
_CANDIDATES, _WANTED = 16, 8
_CONTAINED = FEATURES.index("contained")


class Matcher:
    """Ranks records for a question; deterministic, and independent of the order of the records."""

    def __init__(self, records: Iterable[Record], vocabulary: Iterable[Sequence[str]] = ()) -> None:
        self._records = sorted(records, key=lambda record: record.id)
        lexicon = Lexicon(vocabulary)
        self._index = build_index(self._records, lexicon)
        speller = Speller(lexicon.words, lambda word: self._index.postings.length(lexicon.lookup(word)))
        self._names = Names(self._records, self._index, lexicon)
        self._reader = Reader(
            lexicon, speller, self._index.weights, self._index.unknown_weight, self._names.is_name
        )

    def rank(self, question: str, *, limit: int = 5) -> Ranking:
        """The best records for the question, best first, at most `limit`."""
        read = self.read(question)
        compared = self.compare(read)
        return Ranking(
            matches=self._matches(read, compared, limit) if compared else (),
            words=tuple(unit.text for unit in read.units),
            corrected=read.corrected,
            unknown=tuple(unit.text for unit in read.units if not unit.known),
        )

    def to_the_point(self, message: str) -> str:
        """The message without the talk around its question; as it is when there is none."""
        return self._reader.to_the_point(message)

    def read(self, question: str) -> Question:
        return self._reader.read(question)

    def compare(self, read: Question) -> Comparison | None:
        """The candidates for a question with their features; None when no word of it is known."""
        terms = [pair for unit in read.units for pair in unit.terms]
        candidates = self._index.retrieve(terms, _CANDIDATES, wanted=_WANTED)
        return compare(self._index, read, candidates) if len(candidates) else None

    def _matches(self, read: Question, compared: Comparison, limit: int) -> tuple[Match, ...]:
        strength = strengths(compared.features)
        order = (-strength).argsort(kind="stable")[:limit]
        score, content = scores(compared.features, read.content_words), content_shares(read, compared.credit)
        figures = np.vstack((score, strength, content, compared.features.T))[:, order].T.round(4).tolist()
        best, *others = [
            self._match(compared, at, known) for at, known in zip(order.tolist(), figures, strict=True)
        ]
        return self._explained(best, read, compared, int(order[0])), *others

    def _match(self, compared: Comparison, at: int, figures: list[float]) -> Match:
        record, row = self._record(compared, at)
        score, strength, content, *features = figures
        return Match(
            id=record.id,
            score=round(score, 2),
            phrasing=record.phrasings[row] if row < len(record.phrasings) else record.text,
            strength=strength,
            content=content,
            said=features[_CONTAINED],
            features=tuple(zip(FEATURES, features, strict=True)),
        )

    def _explained(self, match: Match, read: Question, compared: Comparison, at: int) -> Match:
        credit = compared.credit[at].tolist()
        numbers = self._index.numbers_in(int(compared.best_rows[at]))
        return replace(
            match,
            matched=tuple(unit.text for unit, earned in zip(read.units, credit, strict=True) if earned),
            missed=tuple(unit.text for unit, earned in zip(read.units, credit, strict=True) if not earned),
            clashes=clashes(read, credit, self._names, phrasing_numbers=numbers),
        )

    def _record(self, compared: Comparison, at: int) -> tuple[Record, int]:
        """A candidate and which of its phrasings was most like the question."""
        candidate = int(compared.candidates[at])
        first = int(self._index.rows.record_starts[candidate])
        return self._records[candidate], int(compared.best_rows[at]) - first
