"""A sheet's health, once a week: what time, documents, people and other facts have done to it."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Final

from bot.database import meta, usage_figures
from bot.database.connection import Database
from bot.database.instants import from_optional, to_text
from bot.database.usage_figures import FactFigures
from bot.domain.check.linting import MOST_ASKED, strays
from bot.domain.check.phrasings import Phrasing, phrasings
from bot.services.snapshot import Snapshot, Snapshots
from bot.sheets.documents import ReadingRules, UnreadableFileError, read_document
from bot.sheets.knowledge import base_of

WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class SheetHealth:
    """What a curator should look at: facts by id, documents by file, ways of asking by their words."""

    overdue: tuple[str, ...]
    changed_documents: tuple[str, ...]
    disliked: tuple[FactFigures, ...]
    lost_ways: tuple[str, ...]

    @property
    def is_well(self) -> bool:
        return not (self.overdue or self.changed_documents or self.disliked or self.lost_ways)


@dataclass(frozen=True, slots=True)
class HealthReader:
    """Looks once a week, across restarts."""

    database: Database
    snapshots: Snapshots
    clock: Callable[[], datetime]
    path: Path
    rules: ReadingRules

    async def due(self) -> bool:
        last = from_optional(await meta.get(self.database, meta.Key.LAST_HEALTH))
        return last is None or abs(self.clock() - last) >= WEEK

    async def told(self) -> None:
        await meta.put(self.database, meta.Key.LAST_HEALTH, to_text(self.clock()))

    async def read(self) -> SheetHealth:
        snapshot, now = self.snapshots.current, self.clock()
        facts = await usage_figures.facts(self.database, now - WEEK, None)
        disliked = (fact for fact in facts if fact.disliked)
        return SheetHealth(
            overdue=tuple(_overdue(snapshot, now.date())),
            changed_documents=await asyncio.to_thread(self._changed, snapshot),
            disliked=tuple(sorted(disliked, key=lambda fact: -fact.disliked)),
            lost_ways=await asyncio.to_thread(_lost_ways, snapshot),
        )

    def _changed(self, snapshot: Snapshot) -> tuple[str, ...]:
        """The documents whose text is no longer the one that was quoted, or that are gone."""
        documents, base = snapshot.briefing.documents.values(), base_of(self.path)
        return tuple(each.file for each in documents if self._text(base, each.file) != each.text)

    def _text(self, base: Path, file: str) -> str | None:
        try:
            return read_document(base, file, self.rules)
        except UnreadableFileError:
            return None


def _overdue(snapshot: Snapshot, today: date) -> Iterator[str]:
    for fact in snapshot.briefing.sheet.facts:
        if fact.review_by is not None and fact.review_by < today:
            yield fact.id


def _lost_ways(snapshot: Snapshot) -> tuple[str, ...]:
    """The ways in curated files, and the taught ones, that lead to another entry even word for word."""
    written = (way for way in phrasings(snapshot.briefing) if way.path[0] != "learned")
    taught = _taught(snapshot)
    asked = list(islice((*written, *taught), MOST_ASKED))
    paths = {way.path: way.text for way in asked}
    return tuple(paths[weakness.path] for weakness in strays(asked, snapshot.matcher))


def _taught(snapshot: Snapshot) -> list[Phrasing]:
    """The ways that stand in no file."""
    in_files = {way.text for way in phrasings(snapshot.written)}
    return [way for way in phrasings(snapshot.briefing) if way.text not in in_files]
