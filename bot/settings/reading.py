"""Reads the settings: a file, overlaid by the environment; every problem is reported with its place.

pydantic-settings would cost a fifth of the time that a question from a shell may take, to save twenty lines.
"""

import logging
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from bot.errors import ConfigError
from bot.settings.complaints import PREFIX, complaint, misspelt
from bot.settings.settings import DEFAULT_FILE, LogForm, Settings, SubscriptionSettings
from bot.sheets.documents import UnreadableFileError, read_text
from bot.sheets.yaml_nodes import MapNode, Node, Plain, node_at, plain
from bot.sheets.yaml_reader import read_yaml

LOG: Final = logging.getLogger("bot.settings")
Location = tuple[str | int, ...]
# Names in `matching` that earlier versions knew.
RETIRED: Final = ("answer", "sure", "offer", "content")
RETIREMENT: Final = "{}: “matching.{}” no longer has any effect; please set “matching.boldness” instead."


@dataclass(frozen=True, slots=True)
class _Written:
    """The settings file: its name, and what stands in it."""

    file: str
    root: Node | None


def read_settings(
    file: Path | None, environment: Mapping[str, str], log_as: Callable[[LogForm], None] | None = None
) -> Settings:
    """The file, overlaid by the environment; ConfigError says all that is wrong, and where.

    What is merely odd is logged, once it is known how: `log_as` is told `log.format`.
    """
    written = _read_file(file or DEFAULT_FILE, optional=file is None)
    data, variables = _overlay(plain(written.root) if written.root else {}, environment)
    kept, odd = _without_retired(data, written, variables)
    try:
        settings = Settings.model_validate(kept)
        if log_as:
            log_as(settings.log.format)
    except ValidationError as error:
        raise ConfigError(_complaints(error, written, variables)) from error
    finally:
        misnamed = _misnamed() if file is None and not DEFAULT_FILE.exists() else ()
        for sentence in (*misspelt_variables(environment), *misnamed, *odd):
            LOG.warning("%s", sentence)
    return settings


def _misnamed() -> Iterator[str]:
    """Files that somebody meant to be settings; Windows hides that the second one is a text file."""
    for name in (f"{DEFAULT_FILE.stem}.yml", f"{DEFAULT_FILE.name}.txt"):
        if Path(name).is_file():
            yield f"{name} is not read. Call it {DEFAULT_FILE.name}."


def misspelt_variables(environment: Mapping[str, str]) -> tuple[str, ...]:
    """A sentence for each variable that looks like a setting and is none."""
    return tuple(misspelt(environment, tuple(_variables())))


def _variables() -> Iterator[str]:
    """The name of every setting in the environment."""
    for section, field in Settings.model_fields.items():
        for name in type(field.default).model_fields:
            yield f"{PREFIX}{section}__{name}".upper()


def _read_file(path: Path, *, optional: bool) -> _Written:
    if optional and not path.exists():
        return _Written(str(path), None)
    try:
        root, unreadable = read_yaml(read_text(path), str(path))
    except UnreadableFileError as error:
        raise ConfigError(f"The settings cannot be read: {error.message} {error.hint}") from error
    problems = list(unreadable)
    if root and not isinstance(root, MapNode):
        message = "Settings stand in sections with names, such as “knowledge:”."
        problems.append(root.place.problem(message))
    if problems:
        raise ConfigError("\n".join(map(str, problems)))
    return _Written(str(path), root)


def _overlay(data: Plain, environment: Mapping[str, str]) -> tuple[dict[str, object], dict[Location, str]]:
    """The sections overlaid by the environment, and which variable gave each value."""
    sections: dict[str, object] = dict(data) if isinstance(data, dict) else {}
    variables: dict[Location, str] = {}
    for variable in sorted(environment):
        section, separator, name = variable.removeprefix(PREFIX).lower().partition("__")
        if variable.startswith(PREFIX) and separator:
            inner = sections.get(section)
            value = _value(section, name, environment[variable])
            sections[section] = {**(inner if isinstance(inner, dict) else {}), name: value}
            variables[section, name] = variable
    return sections, variables


def _without_retired(
    sections: dict[str, object], written: _Written, variables: Mapping[Location, str]
) -> tuple[dict[str, object], list[str]]:
    """Drop retired settings with a warning, so that nobody relies on them."""
    matching = sections.get("matching")
    if not isinstance(matching, dict):
        return sections, []
    found = [("matching", name) for name in RETIRED if name in matching]
    told = [RETIREMENT.format(_variable(at, variables) or _place(at, written), at[1]) for at in found]
    kept = {key: value for key, value in matching.items() if key not in RETIRED}
    return {**sections, "matching": kept}, told


def _value(section: str, name: str, text: str) -> Plain:
    """Text as it is; for a list its parts: `1, 2`, or YAML's own `[{channel: 1, time: "09:00"}]`."""
    model = Settings.model_fields.get(section)
    field = type(model.default).model_fields.get(name) if model else None
    if field is None or not isinstance(field.default, tuple):
        return text
    listed, problems = read_yaml(text if text.lstrip().startswith("[") else f"[{text}]", name)
    return plain(listed) if listed and not problems else text


def _complaints(error: ValidationError, written: _Written, variables: Mapping[Location, str]) -> str:
    lines = []
    for part in error.errors():
        location = part["loc"]
        where = _variable(location, variables) or _place(location, written)
        lines.append(f"{where}: {complaint(part, _known(location[:-1]))}")
    return "\n".join(lines)


def _known(path: Location) -> Collection[str]:
    """The settings of a section, or the sections."""
    if not path:
        return Settings.model_fields
    if path[0] == "digest" and path[1:]:
        return SubscriptionSettings.model_fields
    section = Settings.model_fields.get(str(path[0]))
    return type(section.default).model_fields if section else ()


def _variable(location: Location, variables: Mapping[Location, str]) -> str | None:
    """The variable that gave this value, or the first one of a section nobody knows."""
    return next((name for path, name in variables.items() if path[: len(location)] == location[:2]), None)


def _place(location: Location, written: _Written) -> str:
    if written.root is None:
        return written.file
    parent, node = node_at(written.root, location[:-1]), node_at(written.root, location)
    if isinstance(parent, MapNode) and location[-1] in parent.keys:
        node = parent.keys[str(location[-1])]
    return str(node.place)
