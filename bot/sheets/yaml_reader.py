"""Reads YAML into nodes with places; refuses duplicate keys, tags and alias bombs."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import yaml

from bot.errors import Problem
from bot.sheets.yaml_errors import MOST_PROBLEMS, TOO_DEEP, TOO_MANY, forbidden_character, syntax_problem
from bot.sheets.yaml_nodes import ListNode, MapNode, Node, Place, Scalar

MAX_DEPTH = 20  # a sheet needs six
MAX_COPIES = 10_000  # nodes that come into being through aliases alone

# The base loaders resolve nothing; the one written in C is some fifteen times faster.
LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
# A remark has a space after its sign; `#help-desk` is part of a text.
_CUT = re.compile(r"\s+(#[^\s#].*)")
_PLAIN_TAGS = frozenset({None, "!", *(f"tag:yaml.org,2002:{sort}" for sort in ("str", "seq", "map"))})


def read_yaml(text: str, file: str, *, loader: Any = LOADER) -> tuple[Node | None, tuple[Problem, ...]]:
    """The top node, if any, and the problems; never raises: an unreadable file has no node."""
    text = text.removeprefix("\ufeff")
    if problem := forbidden_character(text, file):
        return None, (problem,)
    builder = _Builder(file, text.splitlines())
    try:
        builder.feed(iter(loader(text).get_event, None))
    except _RefusedError as refused:
        return None, (*builder.problems, refused.problem)
    except yaml.YAMLError as error:
        return None, (*builder.problems, syntax_problem(error, text, file))
    return builder.root, tuple(builder.problems)


class _RefusedError(Exception):
    """The file cannot be read any further."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(slots=True)
class _Open:
    """A list or block that has not ended yet."""

    is_map: bool
    place: Place
    anchor: str | None
    inline: bool
    children: list[Node] = field(default_factory=list)
    size: int = 1


class _Builder:
    """Turns parser events into nodes, without recursion and with a limit on the size."""

    def __init__(self, file: str, lines: list[str]) -> None:
        self.file = file
        self._lines = lines
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self._open: list[_Open] = []
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._copies = 0

    def feed(self, events: Iterable[yaml.Event]) -> None:
        taken: dict[type[yaml.Event], Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._start,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceStartEvent: self._start,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._begin,
        }
        for event in events:
            take = taken.get(type(event))
            if take is not None:
                take(event)

    def _begin(self, event: yaml.DocumentStartEvent) -> None:
        if self.root is not None:
            raise self._refusal(event, "A second document begins here.", "Keep one document in a file.")

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if event.tag is not None:
            self._check_tag(event)
        bare = not event.style and not event.tag
        doubtful = (self._cut(event), self._joined(event)) if bare else ()
        node = Scalar(event.value, self._place(event), bare, *doubtful)
        if event.anchor is not None:
            self._anchors[event.anchor] = (node, 1)
        self._add(node, 1)

    def _cut(self, event: yaml.ScalarEvent) -> str:
        mark = event.end_mark
        line = self._lines[mark.line] if mark is not None and mark.line < len(self._lines) else ""
        if mark is None or not event.value or len(line) == mark.column:
            return ""
        cut = _CUT.match(line, mark.column)
        return cut[1].rstrip() if cut else ""

    def _joined(self, event: yaml.ScalarEvent) -> str:
        start, end = event.start_mark, event.end_mark
        if start is None or end is None or start.line == end.line:
            return ""
        further = (line.strip() for line in self._lines[start.line + 1 : end.line + 1])
        return next((line for line in further if line.startswith("- ")), "")

    def _start(self, event: yaml.CollectionStartEvent) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise self._refusal(event, *TOO_DEEP)
        self._check_tag(event)
        if event.anchor is not None:
            self._anchors.pop(event.anchor, None)
        is_map = isinstance(event, yaml.MappingStartEvent)
        self._open.append(_Open(is_map, self._place(event), event.anchor, bool(event.flow_style)))

    def _end(self, _: yaml.CollectionEndEvent) -> None:
        done = self._open.pop()
        node = self._block(done) if done.is_map else self._list(done)
        if done.anchor is not None:
            self._anchors[done.anchor] = (node, done.size)
        self._add(node, done.size)

    def _list(self, done: _Open) -> ListNode:
        for child in done.children:
            if isinstance(child, Scalar) and child.absent:
                self._complain(child, "This entry of the list is empty.", "Write it, or delete its line.")
        return ListNode(tuple(done.children), done.place, done.inline)

    def _block(self, done: _Open) -> MapNode:
        node = MapNode({}, {}, done.place)
        for key, value in zip(done.children[::2], done.children[1::2], strict=True):
            if not isinstance(key, Scalar):
                self._complain(key, "A key must be a plain word.", "Write it as “key: value”.")
            elif key.text in node.keys:
                hint = f"The first one stands at {node.keys[key.text].place}; keep one of them."
                self._complain(key, f"The key `{key.text}` is written twice.", hint)
            else:
                node.keys[key.text], node.entries[key.text] = key, value
                self._check_value(key, value, inline=done.inline)
        return node

    def _check_value(self, key: Scalar, value: Node, *, inline: bool) -> None:
        if isinstance(value, Scalar) and value.absent:
            hint = "Write one, or delete the key."
            if inline and not value.text:
                hint = "If a comma or a brace is part of a text here, put quotes around the whole text."
            if value.text:
                hint = f"Write one, or delete the key. If the text {value.text} is meant, put it into quotes."
            self._complain(key, f"The key `{key.text}` has no value.", hint)

    def _alias(self, event: yaml.AliasEvent) -> None:
        if event.anchor is None or event.anchor not in self._anchors:
            message = f"A text cannot begin with *, and nothing before it is marked &{event.anchor}."
            raise self._refusal(event, message, "Put quotes around the whole text.")
        node, size = self._anchors[event.anchor]
        self._copies += size
        if self._copies > MAX_COPIES:
            message = f"Aliases make more than {MAX_COPIES} copies of what is written here."
            raise self._refusal(event, message, "Write the texts themselves.")
        self._add(node, size)

    def _add(self, node: Node, size: int) -> None:
        if self._open:
            self._open[-1].children.append(node)
            self._open[-1].size += size
        elif not (isinstance(node, Scalar) and node.absent):
            self.root = node

    def _check_tag(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.tag not in _PLAIN_TAGS:
            message, hint = f"The tag {event.tag} cannot be used here.", "Delete it; a value is text."
            if str(event.tag).startswith("!"):
                message = "A text cannot begin with !, which is the sign of a tag."
                hint = "Put quotes around the whole text."
            self.problems.append(self._place(event).problem(message, hint))

    def _complain(self, node: Node, message: str, hint: str) -> None:
        if len(self.problems) >= MOST_PROBLEMS:
            raise _RefusedError(node.place.problem(*TOO_MANY))
        self.problems.append(node.place.problem(message, hint))

    def _refusal(self, event: yaml.Event, message: str, hint: str) -> _RefusedError:
        return _RefusedError(self._place(event).problem(message, hint))

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        line, column = (mark.line, mark.column) if mark is not None else (0, 0)
        return Place(self.file, line + 1, column + 1)
