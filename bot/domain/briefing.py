"""A checked briefing: the sheet, its documents and every quote with the place where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice

from bot.domain.sheet import Fact, FactSheet, OpenQuestion


@dataclass(frozen=True, slots=True)
class Document:
    """A source document: its id in the sheet, its file name as the sheet gives it, and its text."""

    source: str
    file: str
    text: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote as it stands in its document: offsets are characters, the line is 1-based."""

    source: str
    file: str
    line: int
    start: int
    end: int
    text: str
    title: str
    publisher: str | None
    published: date | None
    url: str | None


@dataclass(frozen=True)
class Briefing:
    """A sheet that passed every check; `version` is a short hash of its content and its documents."""

    sheet: FactSheet
    documents: Mapping[str, Document]
    citations: Mapping[str, tuple[Citation, ...]]
    version: str

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        return {fact.id: fact for fact in self.sheet.facts}

    @cached_property
    def open_questions(self) -> Mapping[str, OpenQuestion]:
        return {question.id: question for question in self.sheet.open_questions}

    @cached_property
    def kin(self) -> Mapping[str, frozenset[str]]:
        """For each fact the others that quote some of the same words."""
        placed = sorted(
            (cited.source, cited.start, cited.end, fact)
            for fact, citations in self.citations.items()
            for cited in citations
        )
        kin: dict[str, set[str]] = {fact: set() for fact in self.citations}
        for at, (source, _, end, fact) in enumerate(placed):
            for other_source, start, _, other in islice(placed, at + 1, None):
                if (other_source, start) >= (source, end):
                    break
                kin[fact].add(other)
                kin[other].add(fact)
        return {fact: frozenset(others - {fact}) for fact, others in kin.items()}

    @cached_property
    def topics(self) -> Mapping[str, tuple[Fact, ...]]:
        """Facts by topic, topics and facts in the order of the sheet."""
        topics: dict[str, list[Fact]] = {}
        for fact in self.sheet.facts:
            topics.setdefault(fact.topic, []).append(fact)
        return {topic: tuple(facts) for topic, facts in topics.items()}
