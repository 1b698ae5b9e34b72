"""A sheet as written, right or wrong, every part with its place; and checks of the sheet as a whole."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, reduce
from itertools import chain
from typing import Any, Final, Generic, Self, TypeVar

from bot.domain.sheet import IDENTIFIER, Fact, FactSheet, Ignored, Markup, OpenQuestion, Source, Withdrawal
from bot.errors import Problem
from bot.sheets.wordings import did_you_mean
from bot.sheets.yaml_nodes import ListNode, Node, Path, Place, Scalar, node_at, text_at

T = TypeVar("T")
_IDENTIFIER = re.compile(IDENTIFIER)
_SECTIONS = (
    "titles", "markups", "sources", "vocabulary", "facts", "open_questions", "withdrawn", "learned",
    "ignored",
)  # fmt: skip
_NOWHERE: Final = Scalar("", Place("", 1, 1))


@dataclass(frozen=True, slots=True)
class WrittenText:
    """A piece of text and where it stands."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Written(Generic[T]):
    """An entry of a file: `value` is None if it is wrong, `id` empty if it is unreadable."""

    id: str
    value: T | None
    node: Node
    name: Node

    @property
    def place(self) -> Place:
        """The place of its name."""
        return self.name.place

    def text(self, *path: str | int) -> WrittenText | None:
        """The text of a part, even in an entry with other problems."""
        if self.node is _NOWHERE:
            part = reduce(_step, path, self.value)
            return WrittenText(part, self.place) if isinstance(part, str) else None
        node = text_at(self.node, path)
        return WrittenText(node.text.strip(), node.place) if node else None

    def without_places(self) -> "Written[T]":
        """The same without its nodes, and so without places."""
        return Written(self.id, self.value, _NOWHERE, _NOWHERE)

    def count(self, key: str) -> int:
        """The number of entries in the list of a key."""
        if self.node is _NOWHERE:
            return len(getattr(self.value, key))
        node = node_at(self.node, (key,))
        return len(node.entries) if isinstance(node, ListNode) else 0

    def texts(self, key: str, *path: str | int) -> Iterator[WrittenText | None]:
        """For each entry of that list, its text or that of a part."""
        return (self.text(key, number, *path) for number in range(self.count(key)))


def _step(value: Any, step: str | int) -> Any:
    return getattr(value, step) if isinstance(step, str) else value[step]


@dataclass(frozen=True)
class WrittenSheet:
    """What files contribute to a sheet, and what is wrong in them; `complete`: all could be read.

    The sheet of a single file has a digest of its text.
    """

    files: tuple[str, ...]
    digest: str = ""
    problems: tuple[Problem, ...] = ()
    complete: bool = True
    sections: frozenset[str] = frozenset()
    titles: tuple[Written[str], ...] = ()
    markups: tuple[Written[Markup], ...] = ()
    sources: tuple[Written[Source], ...] = ()
    vocabulary: tuple[Written[tuple[str, ...]], ...] = ()
    facts: tuple[Written[Fact], ...] = ()
    open_questions: tuple[Written[OpenQuestion], ...] = ()
    withdrawn: tuple[Written[Withdrawal], ...] = ()
    learned: tuple[Written[tuple[str, ...]], ...] = ()
    ignored: tuple[Written[Ignored], ...] = ()

    @cached_property
    def sheet(self) -> FactSheet:
        """The valid parts as a sheet; each value has been validated by itself."""
        return FactSheet.model_construct(
            title=(self.titles[0].value if self.titles else None) or "?",
            markup=self.markups[0].value if self.markups else None,
            sources={source.id: source.value for source in self.sources if source.value},
            vocabulary=_values(self.vocabulary),
            facts=_values(self.facts),
            open_questions=_values(self.open_questions),
            withdrawn=_values(self.withdrawn),
            learned={ways.id: ways.value for ways in self.learned if ways.value is not None},
            ignore=_values(self.ignored),
        )

    def place(self, path: Path) -> Place:
        """The place of a path in the sheet, or of the nearest part above it that exists.

        A path is the name of the section, then the id of the entry (in the vocabulary: its number), then what
        leads on: ("facts", "opening-hours", "also", 2), ("vocabulary", 4, 1), ("sources", "report").
        """
        return node_at(self._nodes[path[:2]], path[2:]).place

    def named(self, problem: Problem) -> Problem:
        """The same problem with the id of the entry that contains it."""
        spot = (problem.file, problem.line, problem.column)
        at = bisect_right(self._starts, (*spot, "\uffff"))
        file, line, column, name = self._starts[at - 1] if at else ("", 0, 0, "")
        is_inside = file == problem.file and (problem.column >= column or problem.line == line)
        return replace(problem, entry=name) if is_inside and name else problem

    @cached_property
    def _starts(self) -> list[tuple[str, int, int, str]]:
        """Where entries begin, in order, with their ids; those of the vocabulary and titles have none."""
        ids: Iterable[Written[Any]] = chain(
            self.facts, self.open_questions, self.withdrawn, self.learned, self.sources
        )
        others: Iterable[Written[Any]] = chain(self.titles, self.markups, self.vocabulary, self.ignored)
        named = ((*min(one.place, one.node.place), one.id) for one in ids)
        return sorted((*named, *((*one.place, "") for one in others)))

    @property
    def nodes(self) -> Iterator[Node]:
        """The nodes of all entries, section by section."""
        yield from (title.node for title in self.titles)
        yield from (node for _, node in self._entries())

    @property
    def has_no_places(self) -> bool:
        """Whether its nodes have been dropped."""
        return next(self.nodes, None) is _NOWHERE

    def without_places(self) -> Self:
        """The same without places, which take much memory; only for a sheet without problems."""
        sections: dict[str, Any] = {
            name: tuple(entry.without_places() for entry in getattr(self, name)) for name in _SECTIONS
        }
        return replace(self, **sections)

    @cached_property
    def _nodes(self) -> dict[Path, Node]:
        return dict(self._entries())

    def _entries(self) -> Iterator[tuple[Path, Node]]:
        for number, group in enumerate(self.vocabulary):
            yield ("vocabulary", number), group.node
        for section in ("sources", "facts", "open_questions", "withdrawn", "learned"):
            for entry in getattr(self, section):
                yield (section, entry.id), entry.node


def together(parts: Sequence[WrittenSheet]) -> WrittenSheet:
    """One sheet made of several files."""
    sections: dict[str, Any] = {name: _all(getattr(part, name) for part in parts) for name in _SECTIONS}
    return WrittenSheet(
        files=_all(part.files for part in parts),
        problems=_all(part.problems for part in parts),
        complete=all(part.complete for part in parts),
        sections=frozenset().union(*(part.sections for part in parts)),
        **sections,
    )


def _all(parts: Iterable[tuple[T, ...]]) -> tuple[T, ...]:
    return tuple(chain.from_iterable(parts))


def _values(written: Iterable[Written[T]]) -> tuple[T, ...]:
    return tuple(one.value for one in written if one.value is not None)


def cross_check(written: WrittenSheet) -> Iterator[Problem]:
    """Duplicates and, if every file could be read, what is missing."""
    yield from _second_titles(written)
    rename = "give this one another name"
    yield from _twins(written.sources, "The source `{}` is taken.", rename)
    entries: list[Written[Any]] = [*written.facts, *written.open_questions, *written.withdrawn]
    yield from _twins(entries, "The id `{}` is taken.", rename)
    yield from _twins(written.learned, "There are learned ways for `{}` already.", "put them together")
    if written.complete:
        yield from _gaps(written)
        yield from _dangling(written)


def _second_titles(written: WrittenSheet) -> Iterator[Problem]:
    for other in written.titles[1:]:
        hint = f"The first one stands at {written.titles[0].place}; keep one of the two."
        yield other.place.problem("The sheet has a second title here.", hint)


def _twins(entries: Iterable[Written[Any]], told: str, remedy: str) -> Iterator[Problem]:
    first: dict[str, Written[Any]] = {}
    for entry in entries:
        twin = first.setdefault(entry.id, entry)
        if entry.id and twin is not entry:
            hint = f"The first one stands at {twin.place}; {remedy}."
            yield entry.place.problem(told.format(entry.id), hint)


def _gaps(written: WrittenSheet) -> Iterator[Problem]:
    """A sheet without facts is of use when it has documents: they can be searched."""
    needed = ("title",) if "sources" in written.sections else ("title", "sources", "facts")
    for key in needed:
        if key not in written.sections:
            message, hint = f"The sheet has no {key}.", f"Write “{key}: …” into one of its files."
            yield Problem(written.files[0], 1, 1, message, hint)


def _dangling(written: WrittenSheet) -> Iterator[Problem]:
    """References that lead nowhere, including those in entries with other problems."""
    facts = {fact.id for fact in written.facts}
    sources = {source.id for source in written.sources}
    for fact in written.facts:
        for cited in (*fact.texts("quotes", "source"), *fact.texts("differs", "source")):
            yield from _look_up("source", cited, sources)
        for related in fact.texts("related"):
            yield from _look_up("fact", related, facts)
    for ignored in written.ignored:
        yield from _look_up("source", ignored.text("source"), sources)
    for asked in written.open_questions:
        for see in asked.texts("see"):
            yield from _look_up("fact", see, facts)
    for withdrawal in written.withdrawn:
        yield from _look_up("fact", withdrawal.text("replacement"), facts)
    askable = facts | {asked.id for asked in written.open_questions}
    for ways in written.learned:
        yield from _look_up("fact or open question", WrittenText(ways.id, ways.place), askable)


def _look_up(noun: str, name: WrittenText | None, known: Collection[str]) -> Iterator[Problem]:
    if name and name.text not in known and _IDENTIFIER.fullmatch(name.text):
        hint = did_you_mean(name.text, known, f"Add the {noun}, or name another one.")
        yield name.place.problem(f"There is no {noun} `{name.text}`.", hint)
