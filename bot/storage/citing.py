"""Finds every quote of a sheet in its document."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.briefing import Citation, Document
from bot.domain.quoting import Passages
from bot.domain.sheet import Fact, Quote, Source
from bot.errors import Problem
from bot.storage.places import Place, Places
from bot.storage.validation import echo


@dataclass(slots=True)
class Citer:
    """Knows the documents that could be read; problems gather in `problems`."""

    sources: Mapping[str, Source]
    documents: Mapping[str, Document]
    places: Places
    problems: list[Problem] = field(default_factory=list)
    _passages: dict[str, Passages] = field(default_factory=dict)

    def cite(self, fact: Fact) -> tuple[Citation, ...]:
        """The places of a fact's quotes, in their order, as far as they stand there."""
        found = []
        for number, quote in enumerate(fact.quotes):
            if quote.source in self.documents:
                place = self.places.of(("facts", fact.id, "quotes", number, "text"))
                found.append(self._citation(quote, place))
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
    hint = "Copy it from there, letter by letter."
    if nearest is not None:
        hint = f"The nearest passage is in line {nearest.line}: {echo_passage(nearest.of(document.text))}"
    return place.problem(f"The quote {echo(quote.text)} does not stand in {document.file}.", hint)


def echo_passage(text: str) -> str:
    """A passage on one line, long enough to be copied from."""
    flat = " ".join(text.split())
    return f"“{flat}”" if len(flat) <= 300 else f"“{flat[:299]}…”"  # noqa: PLR2004 - some five lines of a terminal
