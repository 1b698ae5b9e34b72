"""YAML as it stands in a file: every scalar is text, and every node knows its place."""

from dataclasses import dataclass
from typing import NamedTuple

from bot.errors import Problem

ABSENT = frozenset({"", "~", "null", "Null", "NULL"})

Plain = str | list["Plain"] | dict[str, "Plain"] | None
Path = tuple[str | int, ...]


class Place(NamedTuple):
    """A spot in a file, 1-based."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    def problem(self, message: str, hint: str = "") -> Problem:
        return Problem(self.file, self.line, self.column, message, hint)


class Scalar(NamedTuple):
    """A piece of text; `bare`: without quotes around it.

    `cut` is a remark that may be part of it, `joined` a line with a hyphen that may be an entry of its own.
    """

    text: str
    place: Place
    bare: bool = False
    cut: str = ""
    joined: str = ""

    @property
    def absent(self) -> bool:
        """YAML's ways to write nothing: no text at all, ~ or null."""
        return self.bare and self.text in ABSENT


@dataclass(frozen=True, slots=True)
class ListNode:
    """A list; `inline` says that it is written in brackets."""

    entries: tuple["Node", ...]
    place: Place
    inline: bool


@dataclass(frozen=True, slots=True)
class MapNode:
    """Keys with their values; `keys` holds the same keys as nodes, for their places."""

    entries: dict[str, "Node"]
    keys: dict[str, Scalar]
    place: Place


Node = Scalar | ListNode | MapNode


def plain(node: Node) -> Plain:
    """As text, lists and dictionaries; what was left out becomes None."""
    if isinstance(node, Scalar):
        return None if node.absent else node.text
    if isinstance(node, ListNode):
        return [plain(entry) for entry in node.entries]
    return {key: plain(entry) for key, entry in node.entries.items()}


def node_at(node: Node, path: Path) -> Node:
    """The node at this path, or the last existing one on the way."""
    for step in path:
        child = _child(node, step)
        if child is None:
            return node
        node = child
    return node


def text_at(node: Node, path: Path) -> Scalar | None:
    """The text at this path, if text stands there."""
    found = node_at(node, path)
    return found if found is not node and isinstance(found, Scalar) and found.text.strip() else None


def _child(node: Node, step: str | int) -> Node | None:
    if isinstance(node, MapNode) and isinstance(step, str):
        return node.entries.get(step)
    if isinstance(node, ListNode) and isinstance(step, int) and step < len(node.entries):
        return node.entries[step]
    return None
