"""The matcher: an index over plain records that ranks them for a question."""

from collections.abc import Iterable, Sequence

from rapidfuzz.fuzz import token_sort_ratio

from bot.domain.matching.match import Match, Ranking, Record


class Matcher:
    """Ranks records for a question; deterministic, and independent of the order of the records."""

    def __init__(self, records: Iterable[Record], vocabulary: Iterable[Sequence[str]] = ()) -> None:
        self._records = sorted(records, key=lambda record: record.id)
        self._vocabulary = tuple(vocabulary)

    def rank(self, question: str, *, limit: int = 5) -> Ranking:
        """The best `limit` records for the question, best first."""
        matches = [
            Match(record.id, score, phrasing)
            for record in self._records
            for score, phrasing in [
                max((token_sort_ratio(question.lower(), p.lower()), p) for p in record.phrasings)
            ]
        ]
        matches.sort(key=lambda match: (-match.score, match.id))
        return Ranking(matches=tuple(matches[:limit]))
