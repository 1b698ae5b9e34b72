"""The library: one immutable snapshot of the briefing with its matcher, replaced in one assignment."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.answering import Thresholds
from bot.domain.briefing import Briefing
from bot.domain.matching.match import Record
from bot.domain.matching.matcher import Matcher


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything one answer needs; an answer never mixes two of them."""

    briefing: Briefing
    matcher: Matcher
    thresholds: Thresholds

    @property
    def version(self) -> str:
        return self.briefing.version


def snapshot(briefing: Briefing, thresholds: Thresholds | None = None) -> Snapshot:
    """Index a checked briefing."""
    matcher = Matcher(records(briefing), briefing.sheet.vocabulary)
    return Snapshot(briefing, matcher, thresholds or Thresholds())


def records(briefing: Briefing) -> Iterator[Record]:
    """Facts with their answer and quotes as text; open questions with their phrasings alone."""
    for fact in briefing.sheet.facts:
        text = " ".join((fact.answer, *(quote.text for quote in fact.quotes)))
        yield Record(fact.id, fact.phrasings, text)
    for question in briefing.sheet.open_questions:
        yield Record(question.id, question.phrasings)
