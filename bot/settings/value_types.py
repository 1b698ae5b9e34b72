"""The types of settings' values, each refused with an example of what would do."""

from contextlib import suppress
from datetime import time
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field

from bot.errors import InputError
from bot.services.digest import zones
from bot.services.digest.wall_time import parse_time
from bot.settings.complaints import ADDRESS, LINE


def _zone(name: str) -> str:
    """As `/digest subscribe` reads it."""
    try:
        return zones.zone(name).key
    except InputError as error:
        near = error.values.get("zone") or error.values.get("zones") or ()
        meant = [near] if isinstance(near, str) else near
        hint = f"what may be meant is {', '.join(meant)}" if meant else "one example is Europe/Berlin"
        raise ValueError(f"“{name}” is not a time zone; {hint}") from error


def _none_when_empty(value: object) -> object:
    return None if value == "" else value


def _path(value: object) -> object:
    if isinstance(value, str) and (not value.strip() or "\0" in value):
        raise ValueError("it must name a file or a folder")
    return value


def _file(path: Path) -> Path:
    if path.name in {"", ".."}:
        raise ValueError("it must name a file in that folder, such as data/bot.sqlite3")
    return path


def _address(text: str) -> str:
    try:
        parts = urlsplit(text)
        complete = bool(parts.hostname) and parts.port != 0  # a port that there cannot be raises
    except ValueError:
        complete = False
    if not complete:
        raise ValueError("it is not a whole address")
    return text


def _wall_time(value: object) -> object:
    """As `/digest subscribe` reads it; seconds are known from earlier versions."""
    if not isinstance(value, str):
        return value
    with suppress(InputError):
        return parse_time(value)
    try:
        read = time.fromisoformat(value)
    except ValueError:
        read = None
    if read is None or read.tzinfo is not None:
        raise ValueError("it is not a time of day; an example of one is 09:00")
    return read


Snowflake = Annotated[int, Field(ge=1, lt=2**63)]
Score = Annotated[float, Field(ge=0, le=100)]
RealPath = Annotated[Path, BeforeValidator(_path)]
FilePath = Annotated[RealPath, AfterValidator(_file)]
OptionalPath = Annotated[RealPath | None, BeforeValidator(_none_when_empty)]
WallTime = Annotated[time, BeforeValidator(_wall_time)]
Line = Annotated[str, Field(max_length=300, pattern=LINE)]
WebAddress = Annotated[str, Field(max_length=300, pattern=ADDRESS)]
ApiAddress = Annotated[str, Field(pattern=ADDRESS), AfterValidator(_address)]
Zone = Annotated[str, AfterValidator(_zone)]
OptionalLine = Annotated[Line | None, BeforeValidator(_none_when_empty)]
OptionalAddress = Annotated[WebAddress | None, BeforeValidator(_none_when_empty)]
OptionalSnowflake = Annotated[Snowflake | None, BeforeValidator(_none_when_empty)]
