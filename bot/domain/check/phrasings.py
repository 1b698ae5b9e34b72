"""Every way of asking in a sheet, with its place."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.briefing import Briefing
from bot.domain.sheet import Fact, OpenQuestion

Path = tuple[str | int, ...]  # in the merged sheet: section, id, key, number


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One of the ways to ask for a fact or an open question."""

    text: str
    id: str
    path: Path


def phrasings(briefing: Briefing) -> Iterator[Phrasing]:
    """All phrasings: facts before open questions, and curated ones before learned ones."""
    yield from _phrasings("facts", briefing.sheet.facts)
    yield from _phrasings("open_questions", briefing.sheet.open_questions)
    for name, ways in briefing.sheet.learned.items():
        for number, text in enumerate(ways):
            yield Phrasing(text, name, ("learned", name, number))


def _phrasings(section: str, entries: tuple[Fact, ...] | tuple[OpenQuestion, ...]) -> Iterator[Phrasing]:
    for entry in entries:
        yield Phrasing(entry.question, entry.id, (section, entry.id, "question"))
        for number, text in enumerate(entry.also):
            yield Phrasing(text, entry.id, (section, entry.id, "also", number))
