"""Finds every quote of a sheet in its document; also those of facts that are wrong elsewhere."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from bot.domain.briefing import Citation, Document
from bot.domain.quoting import Passages, Span
from bot.domain.sheet import Fact, Source
from bot.errors import Problem
from bot.sheets.sheet_parts import Written, WrittenText
from bot.sheets.wordings import echo


@dataclass
class Citer:
    """Knows the documents that could be read; problems gather in `problems`."""

    sources: Mapping[str, Source]
    documents: Mapping[str, Document]
    problems: list[Problem] = field(default_factory=list)

    def cite(self, fact: Written[Fact]) -> tuple[Citation, ...]:
        """The places of a fact's quotes, in their order, as far as they stand there."""
        return tuple(self._citations(fact))

    def _citations(self, fact: Written[Fact]) -> Iterator[Citation]:
        for number in range(fact.count("quotes")):
            source = fact.text("quotes", number, "source")
            quote = fact.text("quotes", number, "text")
            if source is None or quote is None or source.text not in self.documents:
                continue
            span = self._passages[source.text].locate(quote.text)
            if span is None:
                self._miss(quote, source.text)
            elif source.text in self.sources:
                yield self._citation(source.text, span)

    def _citation(self, name: str, span: Span) -> Citation:
        source, document = self.sources[name], self.documents[name]
        return Citation(
            source=name,
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

    def _miss(self, quote: WrittenText, source: str) -> None:
        document = self.documents[source]
        nearest = self._passages[source].nearest(quote.text)
        hint = "Nothing in it looks like that; copy the words from the document."
        if nearest is not None:
            passage = echo(nearest.of(document.text), length=300)  # long enough to be copied from
            hint = f"The nearest passage is in line {nearest.line}: {passage}"
        message = f"The quote {echo(quote.text)} does not stand in {document.file}."
        self.problems.append(quote.place.problem(message, hint))

    @cached_property
    def _passages(self) -> Mapping[str, Passages]:
        return {name: Passages(document.text) for name, document in self.documents.items()}
