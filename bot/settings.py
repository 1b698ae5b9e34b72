"""Everything that can be set: one frozen value, read once from a file and the environment, and passed down.

pydantic-settings would cost a fifth of the time a question may take from a shell, for twenty lines.
"""

import logging
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, ValidationError

from bot.domain.answering import Thresholds
from bot.errors import ConfigError
from bot.services.discord_token import read_token
from bot.services.environment import PREFIX, misspelt
from bot.services.setting_types import (
    ApiAddress,
    FilePath,
    Line,
    OptionalAddress,
    OptionalLine,
    OptionalPath,
    OptionalSnowflake,
    RealPath,
    Score,
    Snowflake,
    WallTime,
    Zone,
)
from bot.services.setting_words import complaint
from bot.sheets.documents import DOCUMENT_MB, SHEET_MB, ReadingRules, UnreadableFileError, read_text
from bot.sheets.yaml_nodes import MapNode, Node, Plain, node_at, plain
from bot.sheets.yaml_reader import read_yaml

DEFAULT_FILE = Path("config.yaml")
OFF = "off"

LOG: Final = logging.getLogger(__name__)
DEFAULTS = Thresholds()
LogForm = Literal["text", "json"]
Location = tuple[str | int, ...]
# Names in `matching` that earlier versions knew.
RETIRED: Final = ("answer", "sure", "offer", "content")
RETIREMENT: Final = "{}: “matching.{}” no longer has any effect; please set “matching.boldness” instead."


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DiscordSettings(_Section):
    api_url: ApiAddress = "https://discord.com/api/v10"
    admin_roles: tuple[Snowflake, ...] = ()
    owner_ids: tuple[Snowflake, ...] = ()
    admin_servers: tuple[Snowflake, ...] = ()
    token_file: OptionalPath = None
    questions_per_minute: Annotated[int, Field(ge=0, le=1000)] = 20


class KnowledgeSettings(_Section):
    path: RealPath = Path("knowledge")
    document_mb: Annotated[int, Field(ge=1, le=1000)] = DOCUMENT_MB
    sheet_mb: Annotated[int, Field(ge=1, le=1000)] = SHEET_MB
    shrink_percent: Annotated[int, Field(ge=0, le=100)] = 20
    rehearsed_questions: Annotated[int, Field(ge=0, le=10_000)] = 200


class DatabaseSettings(_Section):
    path: FilePath = Path("data/bot.sqlite3")


class LogSettings(_Section):
    retention_days: Annotated[int, Field(ge=1, le=36500)] = 90
    format: LogForm = "text"


class PrivacySettings(_Section):
    """What /privacy tells beside what is stored."""

    contact: OptionalLine = None
    policy_url: OptionalAddress = None


class SubscriptionSettings(_Section):
    """A channel that gets the digest every day at a wall-clock time of its zone."""

    channel: Snowflake
    time: WallTime
    timezone: Zone = "UTC"
    crosspost: bool = False


def _each_channel_once(found: tuple[SubscriptionSettings, ...]) -> tuple[SubscriptionSettings, ...]:
    counted = Counter(each.channel for each in found)
    if twice := [str(channel) for channel, count in counted.items() if count > 1]:
        raise ValueError(f"a channel gets one digest a day, and {', '.join(twice)} stands there twice")
    return found


class DigestSettings(_Section):
    late_hours: Annotated[int, Field(ge=0, le=24)] = 6
    subscriptions: Annotated[tuple[SubscriptionSettings, ...], AfterValidator(_each_channel_once)] = ()


class MatchingSettings(_Section):
    """How readily a fact is given; the defaults are the measured ones."""

    boldness: Score = 100 - DEFAULTS.answer
    choices: Annotated[int, Field(ge=1, le=5)] = DEFAULTS.choices
    passages: Annotated[int, Field(ge=0, le=2)] = DEFAULTS.passages
    meaning: Line = OFF

    @property
    def thresholds(self) -> Thresholds:
        return Thresholds(answer=100 - self.boldness, choices=self.choices, passages=self.passages)


class CuratorSettings(_Section):
    """Who may teach beside the owners, and where curators read how the sheet fares and what is asked."""

    roles: tuple[Snowflake, ...] = ()
    user_ids: tuple[Snowflake, ...] = ()
    channel: OptionalSnowflake = None
    role: OptionalSnowflake = None


class Settings(_Section):
    discord: DiscordSettings = DiscordSettings()
    knowledge: KnowledgeSettings = KnowledgeSettings()
    database: DatabaseSettings = DatabaseSettings()
    log: LogSettings = LogSettings()
    privacy: PrivacySettings = PrivacySettings()
    digest: DigestSettings = DigestSettings()
    matching: MatchingSettings = MatchingSettings()
    curators: CuratorSettings = CuratorSettings()


@dataclass(frozen=True, slots=True)
class _Written:
    """The settings file: its name, and what stands in it."""

    file: str
    root: Node | None


def read_settings(
    file: Path | None, environment: Mapping[str, str], log_as: Callable[[LogForm], None] | None = None
) -> Settings:
    """The file, overlaid by the environment; ConfigError says all that is wrong, and where.

    What is only odd is logged, once it is known how: `log_as` hears of `log.format`.
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
        for sentence in (*misspelt_variables(environment), *odd):
            LOG.warning("%s", sentence)
    return settings


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
    """The sections with what the environment says, and which variable said it."""
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
    """What is left is judged; the rest is told about, so that nobody trusts in it."""
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


def reading_rules(settings: Settings, file: Path | None) -> ReadingRules:
    """How much of a sheet is read, and what it may not read: what only the bot and its operator know."""
    token, knowledge = settings.discord.token_file, settings.knowledge
    private = (file or DEFAULT_FILE, *((token,) if token else ()))
    return ReadingRules(knowledge.document_mb, knowledge.sheet_mb, private, settings.database.path)


def discord_token(settings: Settings, environment: Mapping[str, str]) -> SecretStr | None:
    """The token from the environment, else from the file that `discord.token_file` names, else none."""
    return read_token(settings.discord.token_file, environment)
