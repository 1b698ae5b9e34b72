"""Validates YAML nodes; what does not fit becomes a problem with its place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from bot.errors import Problem
from bot.sheets.wordings import Complaint, meant_key, wording
from bot.sheets.yaml_nodes import MapNode, Node, Path, node_at, plain

T = TypeVar("T")
Keys = dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Shape(Generic[T]):
    """What a node must look like; `keys` lists the known keys of each block."""

    adapter: TypeAdapter[T]
    name: str = "This entry"
    keys: Keys = field(default_factory=dict)


def model_shape(model: type[T]) -> Shape[T]:
    """The shape of a pydantic model."""
    return Shape(TypeAdapter(model), keys=_keys(model, ""))


def validate(shape: Shape[T], node: Node) -> tuple[T, tuple[()]] | tuple[None, tuple[Problem, ...]]:
    """The value of a node; None when it does not fit, and then the problems say why."""
    try:
        return shape.adapter.validate_python(plain(node)), ()
    except ValidationError as error:
        details = [each for each in error.errors() if not _told_elsewhere(each)]
        misspelt = {("missing", path) for path in _meant_by_unknown_keys(details, shape)}
        told = (detail for detail in details if (detail["type"], detail["loc"]) not in misspelt)
        return None, tuple(_problem(detail, node, shape) for detail in told)


def _meant_by_unknown_keys(details: Iterable[ErrorDetails], shape: Shape[T]) -> Iterator[Path]:
    """The paths of misspelt keys, which are therefore not missing as well."""
    for detail in details:
        path: Path = detail["loc"]
        known = shape.keys.get(_block(path), frozenset())
        meant = meant_key(str(path[-1]), known) if detail["type"] == "extra_forbidden" else None
        if meant:
            yield (*path[:-1], meant)


def _told_elsewhere(detail: ErrorDetails) -> bool:
    """The reader has reported missing values; a list with wrong entries is not also too short."""
    if detail["type"] == "too_short":
        return len(detail["input"]) >= int(detail["ctx"]["min_length"])
    return detail["input"] is None


def _problem(detail: ErrorDetails, node: Node, shape: Shape[T]) -> Problem:
    path: Path = detail["loc"]
    label = _label(path) if path else shape.name
    message, hint = wording(Complaint(detail, label, shape.keys.get(_block(path), frozenset())))
    return _spot(detail["type"], node, path).place.problem(message, hint)


def _spot(error: str, node: Node, path: Path) -> Node:
    """A missing key is reported at the start of its block, an unknown one at the key itself."""
    if error not in {"missing", "extra_forbidden"}:
        return node_at(node, path)
    block = node_at(node, path[:-1])
    return block.keys.get(str(path[-1]), block) if isinstance(block, MapNode) else block


def _label(path: Path) -> str:
    """What a person calls the place: its key, or its position in the list of that key."""
    if isinstance(path[-1], str):
        return f"`{path[-1]}`"
    names = [step for step in path if isinstance(step, str)]
    return f"Entry {path[-1] + 1} of " + (f"`{names[-1]}`" if names else "this list")


def _block(path: Path) -> str:
    """The key whose block contains this one; empty at the top."""
    return next((step for step in reversed(path[:-1]) if isinstance(step, str)), "")


def _keys(model: object, key: str) -> Keys:
    """The keys of a model, and those of the models inside it, by the key that leads to them."""
    if not (isinstance(model, type) and issubclass(model, BaseModel)):
        return {}
    keys = {key: frozenset(model.model_fields)}
    for name, inside in model.model_fields.items():
        for inner in get_args(inside.annotation):
            keys |= _keys(inner, name)
    return keys
