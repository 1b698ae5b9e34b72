"""Finds every quote of a sheet in its document."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.briefing import Citation, Document
from bot.domain.quoting import Passages
from bot.domain.sheet import Fact, Quote, Source
from bot.errors import Problem
from bot.storage.places import Place
from bot.storage.sheet_parts import Written
from bot.storage.wordings import echo


@dataclass(slots=True)
class Citer:
    """Knows the documents that could be read; problems gather in `problems`."""

    sources: Mapping[str, Source]
    documents: Mapping[str, Document]
    problems: list[Problem] = field(default_factory=list)
    _passages: dict[str, Passages] = field(default_factory=dict)

    def cite(self, fact: Written[Fact]) -> tuple[Citation, ...]:
        """The places of a fact's quotes, in their order, as far as they stand there."""
        quotes = enumerate(fact.value.quotes if fact.value else ())
        found = [
            self._citation(quote, fact.at("quotes", number, "text"))
            for number, quote in quotes
            if quote.source in self.documents
        ]
        return tuple(citation for citation in found if citation)

    def _citation(self, quote: Quote, place: Place) -> Citation | None:
        source, document = self.sources[quote.source], self.documents[quote.source]
        passages = self._passages_of(document)
        span = passages.locate(quote.text)
        if span is None:
            self.problems.append(_not_there(quote, document, passages, place))
            return None
        return Citation(
            source=quote.source,
            file=document.file,
            line=span.line,
            start=span.start,
            end=span.end,
            text=span.of(document.text),
            title=source.title,
            publisher=source.publisher,
            published=source.published,
            url=source.url,
        )

    def _passages_of(self, document: Document) -> Passages:
        if document.source not in self._passages:
            self._passages[document.source] = Passages(document.text)
        return self._passages[document.source]


def _not_there(quote: Quote, document: Document, passages: Passages, place: Place) -> Problem:
    nearest = passages.nearest(quote.text)
    if nearest is None:
        hint = "Nothing in it looks like that; copy the words from the document."
    else:
        passage = echo(nearest.of(document.text), length=300)  # long enough to be copied from
        hint = f"The nearest passage is in line {nearest.line}: {passage}"
    return place.problem(f"The quote {echo(quote.text)} does not stand in {document.file}.", hint)
