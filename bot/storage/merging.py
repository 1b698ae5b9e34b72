"""Several files make one sheet: ids are unique across them, and every id that is named exists."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, TypeVar

from bot.domain.sheet import Fact, FactSheet, OpenQuestion, Source
from bot.errors import Problem
from bot.storage.places import Places
from bot.storage.sheet_parts import SheetPart, Written
from bot.storage.validation import did_you_mean
from bot.storage.yaml_nodes import Node, Path

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Merged:
    """Everything the files hold, right or wrong; `sheet` leaves out what is wrong."""

    title: str
    sources: tuple[Written[Source], ...]
    vocabulary: tuple[Written[tuple[str, ...]], ...]
    facts: tuple[Written[Fact], ...]
    open_questions: tuple[Written[OpenQuestion], ...]

    @property
    def sheet(self) -> FactSheet:
        return FactSheet(
            title=self.title,
            sources={source.id: source.value for source in self.sources if source.value},
            vocabulary=_values(self.vocabulary),
            facts=_values(self.facts),
            open_questions=_values(self.open_questions),
        )

    @property
    def places(self) -> Places:
        entries: dict[Path, tuple[Node, str]] = {}
        for section, written in (
            ("facts", self.facts),
            ("open_questions", self.open_questions),
            ("sources", self.sources),
        ):
            entries |= {(section, one.id): (one.node, one.file) for one in written}
        entries |= {("vocabulary", at): (one.node, one.file) for at, one in enumerate(self.vocabulary)}
        return Places(entries)


def _values(written: Iterable[Written[T]]) -> tuple[T, ...]:
    return tuple(one.value for one in written if one.value is not None)


@dataclass(slots=True)
class Merger:
    """Puts the parts together; problems gather in `problems`."""

    problems: list[Problem] = field(default_factory=list)

    def merge(self, parts: Sequence[SheetPart]) -> Merged:
        """One sheet out of all parts, checked for what no part can know alone."""
        merged = Merged(
            title=self._title(parts),
            sources=tuple(chain.from_iterable(part.sources for part in parts)),
            vocabulary=tuple(chain.from_iterable(part.vocabulary for part in parts)),
            facts=tuple(chain.from_iterable(part.facts for part in parts)),
            open_questions=tuple(chain.from_iterable(part.open_questions for part in parts)),
        )
        self._refuse_twins("source", merged.sources)
        self._refuse_twins("id", [*merged.facts, *merged.open_questions])
        self._check_references(merged)
        if not merged.facts:
            self.problems.append(
                Problem(parts[0].file, 1, 1, "The sheet has no facts.", "Write them under `facts`.")
            )
        return merged

    def _title(self, parts: Sequence[SheetPart]) -> str:
        titles = [title for part in parts for title in part.titles]
        for other in titles[1:]:
            hint = f"The first one stands at {titles[0].place}; keep one of the two."
            self.problems.append(other.place.problem("The sheet has a second title here.", hint))
        if not titles:
            hint = "Write “title: …” into one of its files."
            self.problems.append(Problem(parts[0].file, 1, 1, "The sheet has no title.", hint))
        return titles[0].value or "?" if titles else "?"

    def _refuse_twins(self, noun: str, entries: Iterable[Written[Any]]) -> None:
        first: dict[str, Written[Any]] = {}
        for entry in entries:
            twin = first.setdefault(entry.id, entry)
            if entry.id and twin is not entry:
                hint = f"The first one stands at {twin.place}; give this one another name."
                place = Places({("", entry.id): (entry.node, entry.file)}).of(("", entry.id, "id"))
                self.problems.append(place.problem(f"The {noun} `{entry.id}` is taken.", hint))

    def _check_references(self, merged: Merged) -> None:
        facts = {fact.id for fact in merged.facts}
        sources = {source.id for source in merged.sources}
        places = merged.places
        for fact in _values(merged.facts):
            for at, quote in enumerate(fact.quotes):
                self._refer(
                    "source", quote.source, sources, places, ("facts", fact.id, "quotes", at, "source")
                )
            for at, name in enumerate(fact.related):
                self._refer("fact", name, facts, places, ("facts", fact.id, "related", at))
        for question in _values(merged.open_questions):
            for at, name in enumerate(question.see):
                self._refer("fact", name, facts, places, ("open_questions", question.id, "see", at))

    def _refer(self, noun: str, name: str, known: Collection[str], places: Places, path: Path) -> None:
        if name not in known:
            hint = did_you_mean(name, known, f"Add the {noun}, or name another one.")
            self.problems.append(places.of(path).problem(f"There is no {noun} `{name}`.", hint))
