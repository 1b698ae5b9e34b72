"""One YAML file of a sheet: its entries, each checked alone, so that one bad entry hides no other problem."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pydantic import TypeAdapter

from bot.domain.sheet import Fact, Group, Identifier, OpenQuestion, Source, Text
from bot.errors import Problem
from bot.sheets.places import Place, place_of
from bot.sheets.validation import Shape, model_shape, validate
from bot.sheets.wordings import unknown_key
from bot.sheets.yaml_nodes import ListNode, MapNode, Node, Scalar, find, is_empty, text_at

T = TypeVar("T")

_TEXT: Shape[str] = Shape(TypeAdapter(Text), "`title`")
_IDENTIFIER: Shape[str] = Shape(TypeAdapter(Identifier))
_SOURCE = model_shape(Source)
_GROUP: Shape[tuple[str, ...]] = Shape(TypeAdapter(Group), "This group")
_FACT = model_shape(Fact)
_OPEN_QUESTION = model_shape(OpenQuestion)

SECTIONS = ("title", "sources", "vocabulary", "facts", "open_questions")


@dataclass(frozen=True, slots=True)
class WrittenText:
    """A piece of text and where it stands."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Written(Generic[T]):
    """An entry of a file: without value when it is not right, with an empty id when nobody can tell it."""

    id: str
    value: T | None
    node: Node
    file: str
    name: Node

    @property
    def place(self) -> Place:
        """Where its name stands."""
        return place_of(self.name, self.file)

    def text(self, *path: str | int) -> WrittenText | None:
        """The text of a part, also of an entry that is wrong elsewhere."""
        node = text_at(self.node, path)
        return WrittenText(node.text.strip(), place_of(node, self.file)) if node else None

    def count(self, key: str) -> int:
        """How many entries the list of a key has."""
        node = find(self.node, (key,))
        return len(node.entries) if isinstance(node, ListNode) else 0


@dataclass(frozen=True, slots=True)
class SheetPart:
    """What one file brings to the sheet."""

    file: str
    complete: bool = True
    sections: frozenset[str] = frozenset()
    titles: tuple[Written[str], ...] = ()
    sources: tuple[Written[Source], ...] = ()
    vocabulary: tuple[Written[tuple[str, ...]], ...] = ()
    facts: tuple[Written[Fact], ...] = ()
    open_questions: tuple[Written[OpenQuestion], ...] = ()


@dataclass(slots=True)
class PartReader:
    """Reads the top node of a file; problems gather in `problems`."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def read(self, root: Node | None) -> SheetPart:
        """The part, as much of it as is right."""
        if root is None:
            return SheetPart(self.file, complete=not self.problems)
        if not isinstance(root, MapNode):
            hint = f"A sheet has the keys {', '.join(SECTIONS)}."
            self._complain(root, "This file is no fact sheet: it must begin with keys.", hint)
            return SheetPart(self.file, complete=False)
        self._refuse_unknown(root)
        return SheetPart(
            self.file,
            sections=frozenset(key for key, node in root.entries.items() if not is_empty(node)),
            titles=tuple(self._titles(root)),
            sources=tuple(self._sources(root)),
            vocabulary=tuple(self._list(root, "vocabulary", _GROUP)),
            facts=tuple(self._list(root, "facts", _FACT)),
            open_questions=tuple(self._list(root, "open_questions", _OPEN_QUESTION)),
        )

    def _refuse_unknown(self, root: MapNode) -> None:
        for key, node in root.keys.items():
            if key not in SECTIONS:
                self._complain(node, *unknown_key(key, SECTIONS))

    def _titles(self, root: MapNode) -> Iterator[Written[str]]:
        node = self._section(root, "title")
        if node is not None:
            yield Written("title", validate(_TEXT, node, self.file, self.problems), node, self.file, node)

    def _sources(self, root: MapNode) -> Iterator[Written[Source]]:
        section = self._section(root, "sources")
        if section is None:
            return
        if not isinstance(section, MapNode):
            hint = "Write “id: {file: …, title: …}” for each source."
            self._complain(section, "`sources` must be a block of ids and sources.", hint)
            return
        for key, node in section.entries.items():
            name = section.keys[key]
            id_ = validate(_IDENTIFIER, name, self.file, self.problems)
            value = validate(_SOURCE, node, self.file, self.problems)
            yield Written(key, value if id_ else None, node, self.file, name)

    def _list(self, root: MapNode, key: str, shape: Shape[T]) -> Iterator[Written[T]]:
        section = self._section(root, key)
        if section is None:
            return
        if not isinstance(section, ListNode):
            self._complain(section, f"`{key}` must be a list.", "Begin every entry with “- ”.")
            return
        for node in section.entries:
            value = validate(shape, node, self.file, self.problems)
            name = text_at(node, ("id",))
            yield Written(name.text.strip() if name else "", value, node, self.file, name or node)

    def _section(self, root: MapNode, key: str) -> Node | None:
        """The node of a key, unless there is none or nothing in it (which the reader has told)."""
        node = root.entries.get(key)
        return None if isinstance(node, Scalar) and node.absent else node

    def _complain(self, node: Node, message: str, hint: str) -> None:
        self.problems.append(Problem(self.file, node.line, node.column, message, hint))
