"""Where the parts of a sheet stand in its files."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.errors import Problem
from bot.sheets.yaml_nodes import Node, Path, find


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in a file, 1-based."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    def problem(self, message: str, hint: str = "") -> Problem:
        return Problem(self.file, self.line, self.column, message, hint)


def place_of(node: Node, file: str) -> Place:
    return Place(file, node.line, node.column)


@dataclass(frozen=True, slots=True)
class Places:
    """The place of everything in a merged sheet, by its path in it.

    A path is the name of the section, then the id of the entry (in the vocabulary: its number), then what
    leads on: ("facts", "opening-hours", "also", 2), ("vocabulary", 4, 1), ("sources", "report").
    """

    entries: Mapping[Path, tuple[Node, str]] = field(default_factory=dict)

    def of(self, path: Path) -> Place:
        """The place of a path, or of the nearest part above it that exists."""
        node, file = self.entries.get(path[:2]) or self.entries[path[:1]]
        return place_of(find(node, path[2:]), file)
