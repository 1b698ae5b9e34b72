"""Several files make one sheet: one title, and every id only once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, TypeVar

from bot.domain.sheet import Fact, FactSheet, OpenQuestion, Source
from bot.errors import Problem
from bot.sheets.places import Places
from bot.sheets.sheet_parts import SheetPart, Written
from bot.sheets.yaml_nodes import Node, Path

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Merged:
    """Everything the files hold, right or wrong; `complete` says that every file could be read."""

    title: str
    sources: tuple[Written[Source], ...]
    vocabulary: tuple[Written[tuple[str, ...]], ...]
    facts: tuple[Written[Fact], ...]
    open_questions: tuple[Written[OpenQuestion], ...]
    complete: bool

    @property
    def sheet(self) -> FactSheet:
        """The sheet without what is wrong in it."""
        return FactSheet(
            title=self.title,
            sources={source.id: source.value for source in self.sources if source.value},
            vocabulary=_values(self.vocabulary),
            facts=_values(self.facts),
            open_questions=_values(self.open_questions),
        )

    @property
    def places(self) -> Places:
        return Places(dict(self._entries()))

    def _entries(self) -> Iterator[tuple[Path, tuple[Node, str]]]:
        for number, group in enumerate(self.vocabulary):
            yield ("vocabulary", number), (group.node, group.file)
        for section in ("sources", "facts", "open_questions"):
            for entry in getattr(self, section):
                yield (section, entry.id), (entry.node, entry.file)


def _values(written: Iterable[Written[T]]) -> tuple[T, ...]:
    return tuple(one.value for one in written if one.value is not None)


@dataclass(slots=True)
class Merger:
    """Puts the parts together; problems gather in `problems`."""

    problems: list[Problem] = field(default_factory=list)

    def merge(self, parts: Sequence[SheetPart]) -> Merged:
        """One sheet out of all parts, and a problem for everything that is there twice or not at all."""
        merged = Merged(
            title=self._title(parts),
            sources=tuple(chain.from_iterable(part.sources for part in parts)),
            vocabulary=tuple(chain.from_iterable(part.vocabulary for part in parts)),
            facts=tuple(chain.from_iterable(part.facts for part in parts)),
            open_questions=tuple(chain.from_iterable(part.open_questions for part in parts)),
            complete=all(part.complete for part in parts),
        )
        self._refuse_twins("source", merged.sources)
        self._refuse_twins("id", [*merged.facts, *merged.open_questions])
        if merged.complete:
            self._refuse_gaps(parts)
        return merged

    def _title(self, parts: Sequence[SheetPart]) -> str:
        titles = [title for part in parts for title in part.titles]
        for other in titles[1:]:
            hint = f"The first one stands at {titles[0].place}; keep one of the two."
            self.problems.append(other.place.problem("The sheet has a second title here.", hint))
        return titles[0].value or "?" if titles else "?"

    def _refuse_twins(self, noun: str, entries: Iterable[Written[Any]]) -> None:
        first: dict[str, Written[Any]] = {}
        for entry in entries:
            twin = first.setdefault(entry.id, entry)
            if entry.id and twin is not entry:
                hint = f"The first one stands at {twin.place}; give this one another name."
                self.problems.append(entry.place.problem(f"The {noun} `{entry.id}` is taken.", hint))

    def _refuse_gaps(self, parts: Sequence[SheetPart]) -> None:
        for key in ("title", "sources", "facts"):
            if not any(key in part.sections for part in parts):
                message, hint = f"The sheet has no {key}.", f"Write “{key}: …” into one of its files."
                self.problems.append(Problem(parts[0].file, 1, 1, message, hint))
