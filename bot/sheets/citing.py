"""Finds every quote of a sheet in its document, even those of facts with other problems."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.domain.briefing import NO_BRIEFING, Briefing, Citation, Document
from bot.domain.quoting import QuoteFinder
from bot.domain.sheet import Fact, Source
from bot.errors import Problem
from bot.sheets.documents import ReadingRules, UnreadableFileError, read_document
from bot.sheets.wordings import echo
from bot.sheets.written_sheet import Written, WrittenSheet, WrittenText

_QUOTATION_MARKS = "\"'“”„‘’‚«»"
Citations = dict[str, tuple[Citation, ...]]


def read_documents(
    written: WrittenSheet, base: Path, rules: ReadingRules, before: Briefing = NO_BRIEFING
) -> tuple[dict[str, Document], list[Problem]]:
    """The documents of the sources, and those that cannot be read; file names are relative to `base`.

    An unchanged document stays the same object.
    """
    documents: dict[str, Document] = {}
    problems: list[Problem] = []
    for source in written.sources:
        file = source.text("file")
        if file is None:
            continue
        try:
            document = Document(source.id, file.text, read_document(base, file.text, rules))
            there = before.documents.get(source.id)
            documents[source.id] = there if there == document else document
        except UnreadableFileError as error:
            problems.append(file.place.problem(error.message, error.hint))
    return documents, problems


def cite(
    written: WrittenSheet, documents: Mapping[str, Document], before: Briefing = NO_BRIEFING
) -> tuple[Citations, list[Problem]]:
    """The places of each fact's quotes, in order, and the quotes that were not found.

    Where neither the fact nor its sources have changed, earlier places are reused.
    """

    @cache
    def finder_of(source: str) -> QuoteFinder:
        return QuoteFinder(documents[source].text, markdown=documents[source].markdown)

    sources, old = written.sheet.sources, before.sheet.sources
    same = {name for name in sources if before.documents.get(name) is documents.get(name)}
    same -= {name for name in sources if old.get(name) != sources[name]}
    citer = _Citer(sources, documents, finder_of)
    citations: Citations = {}
    problems: list[Problem] = []
    for fact in written.facts:
        value = fact.value
        if value and before.facts.get(fact.id) is value and same.issuperset(q.source for q in value.cited):
            citations[fact.id] = before.citations[fact.id]
            continue
        found = tuple(citer.look_up(fact))
        citations[fact.id] = tuple(each for each in found if isinstance(each, Citation))
        problems.extend(each for each in found if isinstance(each, Problem))
    problems.extend(citer.look_up_ignored(written))
    return citations, problems


@dataclass(frozen=True, slots=True)
class _Citer:
    """Holds the documents that could be read."""

    sources: Mapping[str, Source]
    documents: Mapping[str, Document]
    finder_of: Callable[[str], QuoteFinder]

    def look_up(self, fact: Written[Fact]) -> Iterator[Citation | Problem]:
        """A fact's own quotes, then those of sources that differ."""
        paths = [(key, number) for key in ("quotes", "differs") for number in range(fact.count(key))]
        for path in paths:
            source, quote = fact.text(*path, "source"), fact.text(*path, "text")
            if source is None or quote is None or source.text not in self.documents:
                continue
            span = self.finder_of(source.text).locate(quote.text)
            if span is None:
                yield self._miss(quote, source.text)
            elif source.text in self.sources:
                yield Citation.of(self.documents[source.text], self.sources[source.text], span)

    def look_up_ignored(self, written: WrittenSheet) -> Iterator[Problem]:
        """The ignored passages that were not found."""
        for ignored in written.ignored:
            source, words = ignored.text("source"), ignored.text("text")
            if source is None or words is None or source.text not in self.documents:
                continue
            if self.finder_of(source.text).locate(words.text) is None:
                yield self._miss(words, source.text)

    def _miss(self, quote: WrittenText, source: str) -> Problem:
        document = self.documents[source]
        message = f"The quote {echo(quote.text)} does not stand in {document.file}."
        bare = quote.text.strip(_QUOTATION_MARKS)
        if self.finder_of(source).locate(bare):
            return quote.place.problem(
                message, "Without the quotation marks around it, it does: delete them."
            )
        return quote.place.problem(message, self._elsewhere(bare, source) or self._nearest(bare, source))

    def _elsewhere(self, quote: str, source: str) -> str:
        """The other source that contains the quote."""
        for name in sorted(set(self.documents) - {source}):
            if span := self.finder_of(name).locate(quote):
                return f"It stands in {self.documents[name].file}, line {span.line}: write `source: {name}`."
        return ""

    def _nearest(self, quote: str, source: str) -> str:
        nearest = self.finder_of(source).nearest(quote)
        if nearest is None:
            return "Nothing in it looks like that; copy the words from the document."
        passage = echo(nearest.of(self.documents[source].text), length=300)  # long enough to be copied from
        return f"The nearest passage is in line {nearest.line}: {passage}"
