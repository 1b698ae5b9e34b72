"""Everything that can be set: one frozen value, read once, and passed down in pieces."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr

from bot.domain.answering import Thresholds
from bot.settings.discord_token import read_token
from bot.settings.value_types import (
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
from bot.sheets.documents import DOCUMENT_MB, SHEET_MB, ReadingRules

DEFAULT_FILE = Path("config.yaml")
OFF = "off"

DEFAULTS = Thresholds()
LogForm = Literal["text", "json"]


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


def reading_rules(settings: Settings, file: Path | None) -> ReadingRules:
    """How much of a sheet is read, and what it may not read: what only the bot and its operator know."""
    token, knowledge = settings.discord.token_file, settings.knowledge
    private = (file or DEFAULT_FILE, *((token,) if token else ()))
    return ReadingRules(knowledge.document_mb, knowledge.sheet_mb, private, settings.database.path)


def discord_token(settings: Settings, environment: Mapping[str, str]) -> SecretStr | None:
    """The token from the environment, else from the file that `discord.token_file` names, else none."""
    return read_token(settings.discord.token_file, environment)
