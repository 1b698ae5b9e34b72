"""One YAML file of a sheet: its entries, each checked on its own, so that one bad entry hides no other problem."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pydantic import TypeAdapter

from bot.domain.sheet import Fact, Group, Identifier, OpenQuestion, Source, Text
from bot.errors import Problem
from bot.storage.places import Place, place_of
from bot.storage.validation import did_you_mean, text_of, validate
from bot.storage.yaml_nodes import ListNode, MapNode, Node, Scalar

T = TypeVar("T")

_TEXT: TypeAdapter[str] = TypeAdapter(Text)
_IDENTIFIER: TypeAdapter[str] = TypeAdapter(Identifier)
_SOURCE = TypeAdapter(Source)
_GROUP: TypeAdapter[tuple[str, ...]] = TypeAdapter(Group)
_FACT = TypeAdapter(Fact)
_OPEN_QUESTION = TypeAdapter(OpenQuestion)

SECTIONS = ("title", "sources", "vocabulary", "facts", "open_questions")


@dataclass(frozen=True, slots=True)
class Written(Generic[T]):
    """An entry as it stands in a file; `value` is None when it is not right, `id` is empty when nobody can tell it."""

    id: str
    value: T | None
    node: Node
    file: str

    @property
    def place(self) -> Place:
        return place_of(self.node, self.file)


@dataclass(frozen=True, slots=True)
class SheetPart:
    """What one file brings to the sheet."""

    file: str
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
            return SheetPart(self.file)
        if not isinstance(root, MapNode):
            hint = f"A sheet has the keys {', '.join(SECTIONS)}."
            self._complain(root, "This file is no fact sheet: it must begin with keys.", hint)
            return SheetPart(self.file)
        self._refuse_unknown(root)
        return SheetPart(
            self.file,
            titles=tuple(self._titles(root)),
            sources=tuple(self._sources(root)),
            vocabulary=tuple(self._list(root, "vocabulary", _GROUP)),
            facts=tuple(self._list(root, "facts", _FACT)),
            open_questions=tuple(self._list(root, "open_questions", _OPEN_QUESTION)),
        )

    def _refuse_unknown(self, root: MapNode) -> None:
        for key, node in root.keys.items():
            if key not in SECTIONS:
                hint = did_you_mean(key, SECTIONS, f"Possible: {', '.join(SECTIONS)}.")
                self._complain(node, f"The key `{key}` is unknown here.", hint)

    def _titles(self, root: MapNode) -> Iterator[Written[str]]:
        node = self._section(root, "title")
        if node is not None:
            yield Written("title", validate(_TEXT, node, self.file, self.problems), node, self.file)

    def _sources(self, root: MapNode) -> Iterator[Written[Source]]:
        section = self._section(root, "sources")
        if section is None:
            return
        if not isinstance(section, MapNode):
            hint = "Write “id: {file: …, title: …}” for each source."
            self._complain(section, "`sources` must be a block of ids and sources.", hint)
            return
        for key, node in section.entries.items():
            name = validate(_IDENTIFIER, section.keys[key], self.file, self.problems)
            value = validate(_SOURCE, node, self.file, self.problems)
            yield Written(key, value if name else None, section.keys[key], self.file)

    def _list(self, root: MapNode, key: str, adapter: TypeAdapter[T]) -> Iterator[Written[T]]:
        section = self._section(root, key)
        if section is None:
            return
        if not isinstance(section, ListNode):
            self._complain(section, f"`{key}` must be a list.", "Begin every entry with “- ”.")
            return
        for node in section.entries:
            name = text_of(node.entries.get("id")) if isinstance(node, MapNode) else None
            value = validate(adapter, node, self.file, self.problems)
            yield Written(name or "", value, node, self.file)

    def _section(self, root: MapNode, key: str) -> Node | None:
        """The node of a key, unless there is none or nothing in it (which the reader has told)."""
        node = root.entries.get(key)
        return None if isinstance(node, Scalar) and node.absent else node

    def _complain(self, node: Node, message: str, hint: str) -> None:
        self.problems.append(Problem(self.file, node.line, node.column, message, hint))
