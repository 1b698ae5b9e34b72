"""Holds YAML nodes against a model; what does not fit becomes a problem at its place, in words for a person."""

import re
from collections.abc import Iterable
from typing import TypeVar, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from bot.errors import Problem
from bot.storage.yaml_nodes import MapNode, Node, Path, Scalar, find, plain

T = TypeVar("T")
_LONGEST_ECHO = 60


def validate(adapter: TypeAdapter[T], node: Node, file: str, problems: list[Problem]) -> T | None:
    """The value of a node; None when it does not fit, and then the problems say why."""
    try:
        return adapter.validate_python(plain(node))
    except ValidationError as error:
        known = _fields(adapter)
        for detail in error.errors(include_url=False):
            if not _reported_elsewhere(detail):
                problems.append(_problem(detail, node, file, known))
        return None


def closest(name: str, choices: Iterable[str]) -> str | None:
    """What somebody who wrote this name most likely meant."""
    found = process.extractOne(
        name.lower(), sorted(choices), scorer=JaroWinkler.similarity, score_cutoff=0.75
    )
    return found[0] if found else None


def did_you_mean(name: str, choices: Iterable[str], otherwise: str) -> str:
    """A hint that names the nearest choice, or else says this."""
    nearest = closest(name, choices)
    return f"Did you mean `{nearest}`?" if nearest else otherwise


def echo(text: str) -> str:
    """A piece of a file, short enough to be shown in a sentence."""
    flat = " ".join(text.split())
    return f"“{flat}”" if len(flat) <= _LONGEST_ECHO else f"“{flat[: _LONGEST_ECHO - 1]}…”"


def _reported_elsewhere(detail: ErrorDetails) -> bool:
    """The reader already told of missing values; a list whose entries are wrong is not also too short."""
    if detail["type"] == "too_short":
        return len(detail["input"]) >= detail["ctx"]["min_length"]
    return detail["input"] is None


def _problem(detail: ErrorDetails, node: Node, file: str, known: dict[str, set[str]]) -> Problem:
    path: Path = detail["loc"]
    at = find(node, path)
    if detail["type"] == "extra_forbidden":
        block = find(node, path[:-1])
        at = block.keys.get(str(path[-1]), at) if isinstance(block, MapNode) else at
    elif detail["type"] == "missing":
        at = find(node, path[:-1])
    message, hint = _wording(detail, _label(path), known.get(_block(path), set()))
    return Problem(file, at.line, at.column, message, hint)


def _label(path: Path) -> str:
    """How a person calls the place: its key, or the number of the entry in the list of that key."""
    names = [step for step in path if isinstance(step, str)]
    if not path:
        return "This entry"
    if isinstance(path[-1], int):
        return f"Entry {path[-1] + 1} of `{names[-1]}`" if names else f"Entry {path[-1] + 1}"
    return f"`{path[-1]}`"


def _block(path: Path) -> str:
    """The key whose block holds this one; empty for the top."""
    return next((step for step in reversed(path[:-1]) if isinstance(step, str)), "")


def _wording(detail: ErrorDetails, label: str, known: set[str]) -> tuple[str, str]:
    """What to tell about one of pydantic's errors: the message and the hint."""
    given = detail["input"]
    text = given if isinstance(given, str) else ""
    match detail["type"]:
        case "missing":
            return f"The key {label} is missing.", "Add it."
        case "extra_forbidden":
            name = str(detail["loc"][-1])
            return f"The key {label} is unknown here.", did_you_mean(
                name, known, f"Possible: {', '.join(sorted(known))}."
            )
        case "string_type":
            return (
                f"{label} must be text, but it is {_sort(given)}.",
                "Put quotes around it if it is meant as text.",
            )
        case "string_too_short":
            return f"{label} is empty.", "Write something, or delete it."
        case "tuple_type":
            return (
                f"{label} must be a list, but it is {_sort(given)}.",
                "Write [one, two], or a line “- …” for each.",
            )
        case "too_short":
            least = detail["ctx"]["min_length"]
            return (
                f"{label} needs at least {least} {'entry' if least == 1 else 'entries'}.",
                "Add what is missing.",
            )
        case "model_type" | "dict_type":
            return (
                f"{label} must be a block of keys and values, but it is {_sort(given)}.",
                "Write “key: value” lines.",
            )
        case "enum":
            choices = re.findall(r"'([^']+)'", str(detail["ctx"]["expected"]))
            listed = f"Use {', '.join(choices[:-1])} or {choices[-1]}."
            return f"{label} cannot be {echo(text)}.", did_you_mean(text, choices, listed)
        case "string_pattern_mismatch":
            return f"{echo(text)} cannot be an id.", _id_hint(text)
        case "value_error" | "date_from_datetime_parsing" | "date_parsing" | "date_type":
            return (
                f"{label} must be a date that exists, but it is {_sort(given)}.",
                "Write it like 2025-04-08.",
            )
        case _:
            return f"{label} cannot be used: {detail['msg']}.", "Look at the example in the README."


def _sort(given: object) -> str:
    match given:
        case str():
            return f"the text {echo(given)}"
        case list():
            return "a list"
        case _:
            return "a block of keys and values"


def _id_hint(text: str) -> str:
    rules = "Use up to 64 small letters, digits and hyphens"
    proposal = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:64].strip("-")
    return f"{rules}, for example {proposal}." if proposal else f"{rules}."


def _fields(adapter: TypeAdapter[T]) -> dict[str, set[str]]:
    """The keys of a model, and those of the models inside it by the key that leads to them."""
    model = adapter._type  # noqa: SLF001 - pydantic has no other way to ask
    return _model_fields(model, "") if isinstance(model, type) and issubclass(model, BaseModel) else {}


def _model_fields(model: type[BaseModel], key: str) -> dict[str, set[str]]:
    fields = {key: set(model.model_fields)}
    for name, field in model.model_fields.items():
        for inner in get_args(field.annotation):
            if isinstance(inner, type) and issubclass(inner, BaseModel):
                fields |= _model_fields(inner, name)
    return fields


def text_of(node: Node | None) -> str | None:
    """The text of a scalar; None for anything else."""
    return node.text.strip() if isinstance(node, Scalar) and not node.absent else None
