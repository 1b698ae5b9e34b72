"""The matcher: an index over plain records that ranks them for a question and says why."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bot.matching.chatter import ChatterFilter
from bot.matching.evidence import SIGNALS, Candidate, candidate, signals
from bot.matching.features import Comparison, compare
from bot.matching.forest import forest, meaning_forest
from bot.matching.index import build_index
from bot.matching.inquiry import Inquiry
from bot.matching.lexicon import Lexicon
from bot.matching.matches import explained, match_of, open_match
from bot.matching.meaning import ALIKE, JUDGED, Likeness, Meaning, MeaningIndex
from bot.matching.names import Names
from bot.matching.portrait import Portrait
from bot.matching.query import Query, QueryParser
from bot.matching.results import Match, Ranking, Record
from bot.matching.spelling import Speller
from bot.matching.wording import NO_WORDING, Wording

# The right record is among the first ten in 95 % of questions (measured); one of small words may come later.
_CANDIDATES, _WANTED = 24, 8
# Records are looked for by so many alternatives of a term, its own and the nearest first; the others only
# earn credit. With all of them, records that have many near words crowd out those that have the very words.
_LOOKED_FOR = 4
# So many of those that answer are judged; the right one is among them in 97 % of questions (measured).
_JUDGED = 4
_FIRST = 1_000.0  # more than any rank score: whatever says the same words comes first
_NOBODY = float("inf")  # the lead over nobody


class Matcher:
    """Ranks records for a question; deterministic, and independent of the order of the records."""

    def __init__(
        self,
        records: Iterable[Record],
        vocabulary: Iterable[Sequence[str]] = (),
        meaning: Meaning | None = None,
        before: "Matcher | None" = None,
    ) -> None:
        """What an earlier matcher, `before`, has analysed of the same records is reused."""
        self.records = sorted(map(_in_order, records), key=lambda record: record.id)
        self._lexicon = lexicon = Lexicon.over(vocabulary)
        self._index = index = build_index(self.records, lexicon, before.wording if before else NO_WORDING)
        self._speller = speller = Speller(
            lexicon.words, lambda word: index.postings.length(lexicon.lookup(word))
        )
        self._names = Names(self.records, self._index, lexicon)
        self._parser = QueryParser(lexicon, speller, self._index.weights, self._index.unknown_weight)
        self._chatter = ChatterFilter(self._parser.parse_clause, self._names.is_name)
        self._portraits = dict(self._renewed(before)) if before else {}
        self._answers = [record.answers for record in self.records]
        self._meaning = MeaningIndex(self.records, meaning) if meaning and self.records else None

    def _renewed(self, before: "Matcher") -> Iterator[tuple[int, Portrait]]:
        """The portraits of records whose texts are unchanged."""
        known = {portrait.record.id: portrait for portrait in before.portraits}
        for at, record in enumerate(self.records):
            portrait = known.get(record.id)
            if portrait and portrait.record.rows == record.rows:
                yield at, portrait.renewed(record, self._names.of)

    @property
    def portraits(self) -> list[Portrait]:
        """Those built so far; others may be added at the same time."""
        return list(self._portraits.values())

    @property
    def wording(self) -> Wording:
        return self._index.wording

    def bits(self) -> Iterator[Iterable[object]]:
        """Heaps of most of the small values it is made of; see `let_go`."""
        yield from (self.records, self.portraits, self.wording.texts, self.wording.words)

    def asked_alike(self, phrasings: Collection[str]) -> frozenset[str]:
        """All phrasings with exactly the words of one of these."""
        return self._index.wording.alike(phrasings)

    def prepare(self) -> None:
        """Build what only some questions need, so that none of them has to wait for it."""
        self._speller.prepare()
        self._index.row_keys  # noqa: B018 - made by being looked at

    def rank(self, question: str, *, limit: int = 6) -> Ranking:
        """The best records for the question, best first, at most `limit`."""
        query = self.parse(question)
        compared = self.compare(query, meant=(meant := self._likeness(question)))
        ranking = self._ranking(question, query, compared, limit)
        if meant is None or self._weighs_meaning:
            return ranking
        return replace(ranking, alike=tuple(self._alike(meant, limit)))

    def rank_unseen(self, phrasing: str, owner: str, *, limit: int = 6) -> Ranking:
        """Rank a way of asking by words alone, as if its own record, `owner`, did not have it."""
        at = self._places[owner]
        hidden = self._index.rows_alike(at, self.records[at].phrasings.index(phrasing))
        unheard = {term for term in self._index.only_in(hidden) if term >= self._lexicon.given}
        query = self._parser.parse_unseen(phrasing, unheard)
        return self._ranking(phrasing, query, self.compare(query, hidden), limit)

    def _ranking(self, question: str, query: Query, compared: Comparison | None, limit: int) -> Ranking:
        return Ranking(
            matches=tuple(self._matches(question, query, compared, limit)) if compared else (),
            words=tuple(term.text for term in query.terms),
            corrected=query.corrected,
            unknown=tuple(term.text for term in query.terms if not term.known),
        )

    def without_chatter(self, message: str) -> str:
        """The message without the talk around its question; unchanged when there is none."""
        return self._chatter.strip(message)

    def knows(self, word: str) -> bool:
        """Whether any record has a word, or another of the same meaning."""
        return self._lexicon.lookup(word) is not None

    def parse(self, question: str) -> Query:
        return self._parser.parse(question)

    def compare(
        self, query: Query, hidden: NDArray[np.int64] | None = None, meant: Likeness | None = None
    ) -> Comparison | None:
        """The candidates for a question with their features; None when no word of it is known.

        Where meaning counts as well, the candidates of both searches are joined.
        """
        terms = [pair for term in query.terms for pair in term.alternatives[:_LOOKED_FOR]]
        candidates = self._index.retrieve(terms, _CANDIDATES, wanted=_WANTED)
        said = self._index.row_keys.saying([term.own for term in query.terms if term.own is not None])
        candidates = np.union1d(candidates, said) if said else candidates
        if meant is None or not self._weighs_meaning:
            return compare(self._index, query, candidates, hidden) if len(candidates) else None
        union = np.union1d(candidates, meant.nearest())
        return compare(self._index, query, union, hidden)._replace(meant=meant) if query.terms else None

    def evidence(self, question: str) -> list[tuple[str, NDArray[np.float64]]]:
        """The ids and signals of the records that may answer, the highest rank score first."""
        query = self.parse(question)
        compared = self.compare(query, meant=self._likeness(question))
        if compared is None:
            return []
        judged, found = self._judged(self._inquiry(question, query), compared)
        return [(one.portrait.record.id, row) for one, row in zip(judged, found, strict=True)]

    def _matches(self, question: str, query: Query, compared: Comparison, limit: int) -> list[Match]:
        """Those that answer by confidence, then the others; one of these leads if it is ahead of all."""
        inquiry = self._inquiry(question, query)
        answering = self._answering(inquiry, compared)
        first = [score + _FIRST * same for score, same in zip(compared.scores, compared.same, strict=True)]
        order = _ordered(first)
        _, silent = self._apart(compared, order)
        if not silent:
            return answering[:limit]
        is_ahead = silent[0] == order[0]
        silent.sort(key=lambda at: -(compared.likely[at] + compared.same[at]))
        silent = silent[: max(limit - len(answering), 1)]
        opened = [self._candidate(inquiry, compared, at) for at in silent]
        known, *rest = [open_match(compared, one) for one in opened]
        if is_ahead:
            return [explained(known, inquiry, compared, opened[0]), *answering, *rest][:limit]
        return [*answering, known, *rest][:limit]

    def _answering(self, inquiry: Inquiry, compared: Comparison) -> list[Match]:
        """The candidates with an answer, likeliest first and explained."""
        judged, found = self._judged(inquiry, compared)
        if not judged:
            return []
        decision = meaning_forest() if compared.meant else forest()
        weighed = decision.weigh(found)
        likely = weighed.probabilities
        order = _ordered([likely[at] + compared.same[one.at] for at, one in enumerate(judged)])
        best, *others = [match_of(compared, judged[at], likely[at]) for at in order]
        reasons = weighed.reasons(order[0])
        return [explained(best, inquiry, compared, judged[order[0]], reasons), *others]

    def _judged(self, inquiry: Inquiry, compared: Comparison) -> tuple[list[Candidate], NDArray[np.float64]]:
        """The candidates with an answer that are examined closely, and their signals."""
        answering, open_ones = self._apart(compared, _ordered(compared.scores))
        if not answering:
            return [], np.zeros((0, len(SIGNALS)))
        chosen = self._chosen(compared, answering)
        judged = [self._candidate(inquiry, compared, at) for at in chosen]
        silent = next(iter(open_ones), None)
        leads = [self._leads(compared, at, answering, silent) for at in chosen]
        found = signals(inquiry, compared, judged, leads)
        if compared.meant:
            meant = [self._meant(inquiry, compared, at) for at in chosen]
            found = np.column_stack((found, np.array(meant)))
        return judged, found

    def _chosen(self, compared: Comparison, answering: Sequence[int]) -> list[int]:
        """The first by rank score and, where meaning counts as well, those nearest in meaning."""
        first = list(answering[:_JUDGED])
        if compared.meant is None:
            return first
        nearest = np.searchsorted(compared.candidates, compared.meant.answering[:JUDGED]).tolist()
        return list(dict.fromkeys((*first, *nearest)))

    def _leads(
        self, compared: Comparison, at: int, answering: Sequence[int], silent: int | None
    ) -> tuple[float, float, float]:
        """Its lead over the next rival and over the first open question, and how likely that one is."""
        here, twins = compared.scores[at], self._record(compared, at).twins
        rivals = (o for o in answering if o != at and self._record(compared, o).id not in twins)
        rival = next(rivals, None)
        return (
            _NOBODY if rival is None else here - compared.scores[rival],
            _NOBODY if silent is None else here - compared.scores[silent],
            0.0 if silent is None else compared.likely[silent],
        )

    def _meant(self, inquiry: Inquiry, compared: Comparison, at: int) -> tuple[float, ...]:
        if compared.meant is None or self._meaning is None:
            return ()
        twins = self._meaning.places(self._record(compared, at).twins)
        earned = np.minimum(compared.credit[at], 1.0).tolist()
        return compared.meant.signals(compared.candidates[at], twins, inquiry, earned)

    @property
    def _weighs_meaning(self) -> bool:
        return self._meaning is not None and self._meaning.meaning.calibrated

    def _likeness(self, question: str) -> Likeness | None:
        return self._meaning.likeness(question) if self._meaning else None

    def _alike(self, meant: Likeness, limit: int) -> Iterator[Match]:
        """What may be offered for its meaning alone, though the decision was not trained with the encoder."""
        for at in meant.answering[:limit]:
            if (likeness := meant.of(at)) >= ALIKE:
                record = self.records[at]
                yield Match(record.id, 0.0, record.rows[0], likeness=likeness)

    def _inquiry(self, question: str, query: Query) -> Inquiry:
        return Inquiry(question, query, [term.named or self._names.is_name(term.own) for term in query.terms])

    def _candidate(self, inquiry: Inquiry, compared: Comparison, at: int) -> Candidate:
        return candidate(inquiry, self._portrait(compared, at), compared, at)

    def _portrait(self, compared: Comparison, at: int) -> Portrait:
        candidate = compared.candidates[at]
        if candidate not in self._portraits:
            self._portraits[candidate] = Portrait(self.records[candidate], self._names.of)
        portrait = self._portraits[candidate]
        if compared.hidden is None:
            return portrait
        first, last = self._index.rows.record_starts[candidate : candidate + 2].tolist()
        rows = tuple(row - first for row in compared.hidden.tolist() if first <= row < last)
        return portrait.without(rows) if rows else portrait

    @cached_property
    def _places(self) -> dict[str, int]:
        return {record.id: at for at, record in enumerate(self.records)}

    def _record(self, compared: Comparison, at: int) -> Record:
        return self.records[compared.candidates[at]]

    def _apart(self, compared: Comparison, order: Sequence[int]) -> tuple[list[int], list[int]]:
        """The candidates that answer and those that do not, each in this order."""
        answers = [self._answers[candidate] for candidate in compared.candidates]
        return [at for at in order if answers[at]], [at for at in order if not answers[at]]


def _in_order(record: Record) -> Record:
    """Among equally likely phrasings the first counts, so their order must not matter."""
    return replace(record, phrasings=tuple(sorted(record.phrasings)))


def _ordered(scores: Sequence[float]) -> list[int]:
    """Positions, highest score first; equals keep their order."""
    return sorted(range(len(scores)), key=scores.__getitem__, reverse=True)
