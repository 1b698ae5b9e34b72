"""What differs between two briefings: which facts and open questions were added, changed or removed."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from bot.domain.briefing import Briefing
from bot.domain.sheet import Fact, FactSheet, OpenQuestion


class Part(StrEnum):
    """What a briefing has besides its entries."""

    TITLE = "title"
    MARKUP = "markup"
    SOURCES = "sources"
    VOCABULARY = "vocabulary"
    DOCUMENTS = "documents"
    WITHDRAWN = "withdrawn facts"


@dataclass(frozen=True, slots=True)
class Difference:
    """Ids of entries, each list in the order of its sheet."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        return len(self.added) + len(self.changed) + len(self.removed)


@dataclass(frozen=True, slots=True)
class Revision:
    """What changed from one version of a briefing to another; `facts_before` counts the first one's.

    `answered` are those of them that answered somebody lately, `withdrawn` those that left a tombstone.
    """

    before: str
    after: str
    facts_before: int
    facts: Difference = Difference()
    open_questions: Difference = Difference()
    parts: tuple[Part, ...] = ()
    answered: frozenset[str] = frozenset()
    withdrawn: frozenset[str] = frozenset()

    @property
    def unchanged(self) -> bool:
        return self.before == self.after

    @property
    def new_or_changed(self) -> frozenset[str]:
        """The ids of entries that say something they did not say before."""
        parts = (self.facts.added, self.facts.changed, self.open_questions.added, self.open_questions.changed)
        return frozenset(name for part in parts for name in part)

    @property
    def gone(self) -> tuple[str, ...]:
        """The facts that are removed and left no tombstone."""
        return tuple(name for name in self.facts.removed if name not in self.withdrawn)

    @property
    def missed(self) -> tuple[str, ...]:
        """Gone facts that answered somebody lately."""
        return tuple(name for name in self.gone if name in self.answered)

    def shrinks_by_more_than(self, percent: float) -> bool:
        """Whether more than this share of the facts is gone, or of those that answered somebody lately."""
        return self.thins_out(percent) or 100 * len(self.gone) > percent * self.facts_before

    def thins_out(self, percent: float) -> bool:
        """Whether more than this share is gone of the facts that answered somebody lately."""
        return 100 * len(self.missed) > percent * len(self.answered)


def revise(before: Briefing, after: Briefing, answered: Collection[str] = ()) -> Revision:
    """Compare what two briefings say, not where or in which order they say it."""
    return Revision(
        before=before.version,
        after=after.version,
        facts_before=len(before.facts),
        answered=frozenset(before.facts.keys() & set(answered)),
        withdrawn=frozenset(withdrawal.id for withdrawal in after.sheet.withdrawn),
        facts=compare(_said(before.sheet, before.sheet.facts), _said(after.sheet, after.sheet.facts)),
        open_questions=compare(
            _said(before.sheet, before.sheet.open_questions), _said(after.sheet, after.sheet.open_questions)
        ),
        parts=tuple(part for part in Part if _content(before, part) != _content(after, part)),
    )


def _said(sheet: FactSheet, entries: Iterable[Fact | OpenQuestion]) -> dict[str, object]:
    """All that entries say, the ways of asking that were learned for them included."""
    return {entry.id: (entry, sorted(sheet.learned.get(entry.id, ()))) for entry in entries}


def compare(before: Mapping[str, object], after: Mapping[str, object]) -> Difference:
    return Difference(
        added=tuple(name for name in after if name not in before),
        changed=tuple(name for name in after if before.get(name, after[name]) != after[name]),
        removed=tuple(name for name in before if name not in after),
    )


def _content(briefing: Briefing, part: Part) -> object:
    match part:
        case Part.TITLE:
            return briefing.sheet.title
        case Part.MARKUP:
            return briefing.sheet.markup
        case Part.SOURCES:
            return briefing.sheet.sources
        case Part.VOCABULARY:
            return sorted(briefing.sheet.vocabulary)
        case Part.DOCUMENTS:
            return {name: document.text for name, document in briefing.documents.items()}
        case Part.WITHDRAWN:
            return briefing.sheet.withdrawn
        case _:
            assert_never(part)
