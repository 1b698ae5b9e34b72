"""Every place that can be changed, and a sample of them."""

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Operator

from bench.mutants.changes import Position, constants, logic

BODIES: Final = {"suite", "file_input"}
SILENT: Final = {"name", "newline", "string", "trailer", "arglist", "suite", "endmarker", "atom"}
TYPE: Final = re.compile(r"([A-Z]\w*[a-z]\w*|None|str|int|float|bytes|list|tuple|dict)(\[.*\])?")
KINDS: Final = {"logic": logic(), "constants": constants()}


@dataclass(frozen=True, order=True)
class Mutant:
    module: str
    kind: str
    operator: str
    occurrence: int  # among all places of the module where the operator can do something
    first_line: int
    last_line: int  # of the statement, or of the head of one with a body

    def code(self, source: str) -> str:
        """The changed module; a SyntaxError where the change cannot be."""
        changed: str | None = mutate_code(source, KINDS[self.kind][self.operator], self.occurrence)
        if changed is None:
            raise ValueError(f"{self.module} is not what the mutants were drawn from")
        compile(changed, self.module, "exec")
        return changed

    def change(self, root: Path) -> str:
        """The line that differs, before and after."""
        source = (root / self.module).read_text("utf-8")
        pairs = zip(source.splitlines(), self.code(source).splitlines(), strict=False)
        at, (old, new) = next((at, pair) for at, pair in enumerate(pairs, start=1) if pair[0] != pair[1])
        return f"{self.module}:{at}: {old.strip()}\n    {new.strip()}"


def sample(modules: Iterable[Path], root: Path, wanted: dict[str, int], seed: int) -> Iterator[Mutant]:
    """So many of each kind; each place has the same chance, however many changes can be made there."""
    chance = random.Random(seed)
    mutants = [found for module in sorted(modules) for found in _mutants(module, root)]
    for kind, count in wanted.items():
        places: dict[tuple[str, Position], list[Mutant]] = defaultdict(list)
        for mutant, position in mutants:
            if mutant.kind == kind:
                places[mutant.module, position].append(mutant)
        chosen = (chance.choice(places[place]) for place in chance.sample(sorted(places), len(places)))
        yield from _first(chosen, count, root)


def _first(mutants: Iterable[Mutant], count: int, root: Path) -> Iterator[Mutant]:
    for mutant in mutants:
        if not count:
            return
        with suppress(SyntaxError):
            mutant.code((root / mutant.module).read_text("utf-8"))
            count -= 1
            yield mutant


def _mutants(module: Path, root: Path) -> Iterator[tuple[Mutant, Position]]:
    tree = get_ast(module.read_text("utf-8"))
    nodes = [node for node in ast_nodes(tree) if node.type not in SILENT]
    name = module.relative_to(root).as_posix()
    for kind, operators in KINDS.items():
        for operator_name, operator in operators.items():
            for occurrence, (node, position) in enumerate(_places(nodes, operator)):
                if not _says_what_a_thing_is(node):
                    yield Mutant(name, kind, operator_name, occurrence, *_lines(node)), position


def _places(nodes: list[Any], operator: Operator) -> Iterator[tuple[Any, Position]]:
    return ((node, position) for node in nodes for position in operator.mutation_positions(node))


def _says_what_a_thing_is(node: Any) -> bool:
    """A type, a decorator, or the mark after which parameters have to be named: not what the program does."""
    sign, around = getattr(node, "value", ""), node.parent
    if sign == "|" and all(map(TYPE.fullmatch, around.get_code().strip().split(" | "))):
        return True
    if sign == "*" and around.type == "parameters":
        return True
    while around is not None:
        if around.type == "decorator" or node is _type_of(around):
            return True
        node, around = around, around.parent
    return False


def _type_of(around: Any) -> Any:
    places = {"annassign": 1, "tfpdef": 2}  # `: type` behind a name, and `name: type` of a parameter
    if around.type in places:
        return around.children[places[around.type]]
    return around.annotation if around.type == "funcdef" else None


def _lines(node: Any) -> tuple[int, int]:
    """The statement's, or of one with a body only the part that the node stands in."""
    while node.parent is not None and not BODIES & {node.parent.type, *_types(node.parent)}:
        node = node.parent
    return node.start_pos[0], max(node.start_pos[0], node.end_pos[0] - (node.end_pos[1] == 0))


def _types(node: Any) -> Iterator[str]:
    return (child.type for child in node.children)
