"""Search: the passages of a briefing's documents that speak of some words, verbatim and with a place."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from bot.domain.briefing import Citation, Document
from bot.domain.passages import DocumentPassage, passages, speaks
from bot.domain.quoting import QuoteFinder
from bot.domain.sheet import FactSheet
from bot.matching.analysis import plain
from bot.matching.passages import PassageIndex, PassageMatch
from bot.matching.query import Query
from bot.matching.wording import NO_WORDING, Wording

FOUND = 5


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage with its place, its score (0 to 100), and where in its text the words stand."""

    citation: Citation
    score: float
    marks: tuple[tuple[int, int], ...]


class PassageSearch:
    """Searches the documents of one briefing; the index is made when it is first needed."""

    def __init__(self, sheet: FactSheet, documents: Mapping[str, Document]) -> None:
        # Not the whole sheet: what is known of the documents outlives it.
        self._sources, self._vocabulary = sheet.sources, sheet.vocabulary
        self._documents = documents

    def renewed(self, sheet: FactSheet, documents: Mapping[str, Document]) -> "PassageSearch":
        """The search of another briefing: this very one if it would be the same, else reusing what it can."""
        old, same_words = self._documents, sheet.vocabulary == self._vocabulary
        if same_words and sheet.sources == self._sources and documents == old:
            return self
        fresh = PassageSearch(sheet, documents)
        fresh._cut = {
            name: self._cut[name] if old.get(name) == document else tuple(passages(document))
            for name, document in documents.items()
        }
        fresh._places = {
            name: self._places[name] if old.get(name) == document else QuoteFinder(document.text)
            for name, document in documents.items()
        }
        fresh._index = fresh._indexed(self._index.wording)
        return fresh

    def prepare(self) -> None:
        """Make the index and what finds places now, so that nobody has to wait for it later."""
        self._index.prepare()
        self._places  # noqa: B018 - made by being looked at

    def bits(self) -> Iterator[Iterable[object]]:
        """Heaps of most of the small values it is made of, as far as they exist; see `let_go`."""
        if "_index" in vars(self):
            yield self._passages
            yield from self._index.bits()

    def search(self, words: str, limit: int = FOUND) -> tuple[FoundPassage, ...]:
        """The best passages for some words, without overlaps."""
        query = self._index.parse(plain(words))
        matches = self._index.find(query)
        if query.content_words:  # beside telling words, small words alone do not count
            matches = (match for match in matches if match.telling)
        found = self._found(query, matches)
        if query.content_words:  # a passage merely next to such a word does not have it
            found = (passage for passage in found if passage.marks)
        return tuple(islice(found, limit))

    def nearby(self, question: str, limit: int) -> tuple[FoundPassage, ...]:
        """The passages that surely speak of a question's subject, with the talk around it or without."""
        message = plain(question)
        for asked in dict.fromkeys((message, self._index.without_chatter(message))):
            query = self._index.parse(asked)
            speaking = (m for m in self._index.find(query) if speaks(m, self._index.is_name))
            if found := tuple(islice(self._found(query, speaking), limit)):
                return found
        return ()

    def _found(self, query: Query, matches: Iterable[PassageMatch]) -> Iterator[FoundPassage]:
        apart = self._apart((self._passages[match.number], match.score) for match in matches)
        return (self._shown(query, passage, score) for passage, score in apart)

    def _apart(
        self, ranked: Iterable[tuple[DocumentPassage, float]]
    ) -> Iterator[tuple[DocumentPassage, float]]:
        """Those that do not overlap with a better one."""
        kept: list[DocumentPassage] = []
        for passage, score in ranked:
            if not any(passage.overlaps(other) for other in kept):
                kept.append(passage)
                yield passage, score

    def _shown(self, query: Query, passage: DocumentPassage, score: float) -> FoundPassage:
        document, source = self._documents[passage.source], self._sources[passage.source]
        span = self._places[passage.source].span(passage.start, passage.end)
        citation = Citation.of(document, source, span)
        return FoundPassage(citation, score, tuple(self._index.marks(query, citation.text)))

    @cached_property
    def _passages(self) -> Sequence[DocumentPassage]:
        return [passage for name in sorted(self._documents) for passage in self._cut[name]]

    @cached_property
    def _cut(self) -> dict[str, tuple[DocumentPassage, ...]]:
        return {name: tuple(passages(document)) for name, document in self._documents.items()}

    @cached_property
    def _index(self) -> PassageIndex:
        return self._indexed(NO_WORDING)

    def _indexed(self, known: Wording) -> PassageIndex:
        return PassageIndex((passage.text for passage in self._passages), self._vocabulary, known)

    @cached_property
    def _places(self) -> Mapping[str, QuoteFinder]:
        return {name: QuoteFinder(document.text) for name, document in self._documents.items()}
