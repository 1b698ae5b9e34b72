"""Reads one file of a sheet; each entry is checked alone, so that one bad entry hides no other problem."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeVar

from pydantic import TypeAdapter

from bot.domain.sheet import (
    Fact,
    Group,
    Identifier,
    Ignored,
    Markup,
    OpenQuestion,
    Source,
    Text,
    Ways,
    Withdrawal,
)
from bot.errors import Problem
from bot.sheets.documents import SHEET_MB, UnreadableFileError, read_text, shown
from bot.sheets.validation import Shape, model_shape, validate
from bot.sheets.wordings import unknown_key
from bot.sheets.written_sheet import Written, WrittenSheet
from bot.sheets.yaml_errors import MOST_PROBLEMS, TOO_MANY
from bot.sheets.yaml_nodes import ListNode, MapNode, Node, Scalar, text_at
from bot.sheets.yaml_reader import read_yaml

T = TypeVar("T")
Known = Mapping[str, WrittenSheet]
NO_FILES: Final[Known] = MappingProxyType({})

_TEXT: Shape[str] = Shape(TypeAdapter(Text), "`title`")
_MARKUP: Shape[Markup] = Shape(TypeAdapter(Markup), "`markup`")
_IDENTIFIER: Shape[str] = Shape(TypeAdapter(Identifier))
_SOURCE = model_shape(Source)
_GROUP: Shape[tuple[str, ...]] = Shape(TypeAdapter(Group), "This group")
_FACT = model_shape(Fact)
_OPEN_QUESTION = model_shape(OpenQuestion)
_WITHDRAWAL = model_shape(Withdrawal)
_IGNORED = model_shape(Ignored)
_WAYS: Shape[tuple[str, ...]] = Shape(TypeAdapter(Ways), "This list of ways")

SECTIONS = ("title", "markup", "sources", "vocabulary", "facts", "open_questions", "withdrawn", "ignore")
LEARNED = "learned"
_LEARNED_EXAMPLE = (
    "Write “id:” for each fact or open question, and below it a line “- …” for each way of asking."
)


@dataclass(frozen=True, slots=True)
class _Layout:
    """The keys that a file may have, and the complaint about one that has no keys."""

    keys: tuple[str, ...]
    misfit: str
    hint: str


_SHEET = _Layout(
    SECTIONS,
    "This file is not a fact sheet: it must begin with keys.",
    f"A sheet has the keys {', '.join(SECTIONS)}.",
)
_LEARNED = _Layout((LEARNED,), f"This file must begin with the key `{LEARNED}`.", _LEARNED_EXAMPLE)


def read_sheet_file(path: Path, most_mb: int = SHEET_MB, known: Known = NO_FILES) -> WrittenSheet:
    """What one file contributes, as far as it is right; reused from `known` when unchanged."""
    return _read(path, _SHEET, most_mb, known)


def read_learned_file(path: Path, most_mb: int = SHEET_MB, known: Known = NO_FILES) -> WrittenSheet:
    """What a file of learned ways contributes; it holds nothing else."""
    return _read(path, _LEARNED, most_mb, known)


def _read(path: Path, layout: _Layout, most_mb: int, known: Known) -> WrittenSheet:
    name = shown(path)
    try:
        text = read_text(path, most_mb)
    except UnreadableFileError as error:
        return WrittenSheet((name,), problems=(error.problem(name),), complete=False)
    digest = sha256(text.encode()).hexdigest()
    there = known.get(name)
    return there if there and there.digest == digest else replace(_written(text, name, layout), digest=digest)


def _written(text: str, name: str, layout: _Layout) -> WrittenSheet:
    root, problems = read_yaml(text, name)
    if root is None:
        return WrittenSheet((name,), problems=problems, complete=not problems)
    if not isinstance(root, MapNode):
        misfit = root.place.problem(layout.misfit, layout.hint)
        return WrittenSheet((name,), problems=(*problems, misfit), complete=False)
    return _Reader(root, layout.keys).read(name, problems)


class _Reader:
    """Goes through the sections of a file and collects problems."""

    def __init__(self, root: MapNode, keys: tuple[str, ...]) -> None:
        self._root = root
        self._keys = keys
        self._problems: list[Problem] = []
        self._complete = True

    def read(self, file: str, problems: tuple[Problem, ...]) -> WrittenSheet:
        self._refuse_unknown()
        titles = tuple(self._single("title", _TEXT))
        markups = tuple(self._single("markup", _MARKUP))
        sources = tuple(
            self._block("sources", _SOURCE, "sources", "Write “id: {file: …, title: …}” for each source.")
        )
        vocabulary = tuple(self._list("vocabulary", _GROUP))
        facts = tuple(self._list("facts", _FACT))
        open_questions = tuple(self._list("open_questions", _OPEN_QUESTION))
        ignored = tuple(self._list("ignore", _IGNORED))
        withdrawn = tuple(self._list("withdrawn", _WITHDRAWAL))
        learned = tuple(self._block(LEARNED, _WAYS, "ways of asking", _LEARNED_EXAMPLE))
        return WrittenSheet(
            files=(file,),
            problems=(*problems, *self._problems),
            complete=self._complete,
            sections=frozenset(key for key, node in self._root.entries.items() if not _is_empty(node)),
            titles=titles,
            markups=markups,
            sources=sources,
            vocabulary=vocabulary,
            facts=facts,
            open_questions=open_questions,
            withdrawn=withdrawn,
            learned=learned,
            ignored=ignored,
        )

    def _refuse_unknown(self) -> None:
        for key, node in self._root.keys.items():
            if key == LEARNED and key not in self._keys:
                hint = f"Put them into a file of the folder {LEARNED} beside this one."
                self._complain(node, "Learned ways of asking cannot stand here.", hint)
            elif key not in self._keys:
                self._complain(node, *unknown_key(key, self._keys))

    def _single(self, key: str, shape: Shape[T]) -> Iterator[Written[T]]:
        node = self._section(key)
        if node is not None:
            yield Written(key, self._value(shape, node), node, node)

    def _block(self, key: str, shape: Shape[T], held: str, hint: str) -> Iterator[Written[T]]:
        if (section := self._section(key)) is None:
            return
        if not isinstance(section, MapNode):
            self._complain(section, f"`{key}` must be a block of ids and {held}.", hint)
            return
        for id_, node in section.entries.items():
            name = section.keys[id_]
            if self._gives_up(name):
                return
            good, value = self._value(_IDENTIFIER, name), self._value(shape, node)
            yield Written(id_, value if good else None, node, name)

    def _list(self, key: str, shape: Shape[T]) -> Iterator[Written[T]]:
        section = self._section(key)
        if section is None:
            return
        if not isinstance(section, ListNode):
            self._complain(section, f"`{key}` must be a list.", "Begin every entry with “- ”.")
            return
        for node in section.entries:
            if self._gives_up(node):
                return
            name = text_at(node, ("id",))
            yield Written(name.text.strip() if name else "", self._value(shape, node), node, name or node)

    def _section(self, key: str) -> Node | None:
        """The node of a key, unless it is misplaced or empty (which the YAML reader reports)."""
        node = self._root.entries.get(key) if key in self._keys else None
        return None if isinstance(node, Scalar) and node.absent else node

    def _value(self, shape: Shape[T], node: Node) -> T | None:
        value, problems = validate(shape, node)
        self._problems += problems
        return value

    def _gives_up(self, node: Node) -> bool:
        """Whether there are too many problems to go on, which is reported once."""
        if len(self._problems) >= MOST_PROBLEMS and self._complete:
            self._complete = False
            self._complain(node, *TOO_MANY)
        return not self._complete

    def _complain(self, node: Node, message: str, hint: str) -> None:
        self._problems.append(node.place.problem(message, hint))


def _is_empty(node: Node) -> bool:
    """A list or block without entries."""
    return not isinstance(node, Scalar) and not node.entries
