"""The heartbeat: a small file beside the database that says how the bot was doing a moment ago.

Another process reads it: a supervisor's check, a watch by cron. It holds nothing of anybody's.
"""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final

from bot.database.sqlite_files import companion

EVERY_SECONDS: Final = 10.0
STALE: Final = timedelta(seconds=45)
# A connection that is lost and resumed soon is no trouble.
AWAY_SECONDS: Final = 60.0


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """One instant of a running bot."""

    at: datetime
    process: int
    connected: bool
    away_seconds: float
    writable: bool
    pending: int
    overdue: int
    room: bool
    sheet: str


class Trouble(StrEnum):
    """What is wrong with a bot, as far as its heartbeat tells."""

    SILENT = "silent"
    AWAY = "away"
    DATABASE = "database"
    DISK = "disk"
    DIGESTS = "digests"


def file_of(database: Path) -> Path:
    return companion(database, ".heartbeat")


def write_beat(database: Path, beat: Heartbeat) -> None:
    """Written aside and put into place; where there is no room for another file, over the last one."""
    path = file_of(database)
    draft = path.with_name(path.name + ".new")
    content = json.dumps(asdict(beat) | {"at": beat.at.isoformat()})
    with suppress(OSError):
        try:
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
                file.write(content)
            draft.replace(path)
        except OSError:
            _write_over(path, content)


def _write_over(path: Path, content: str) -> None:
    """The space of the last beat is enough: a full disk is what a beat has to tell of."""
    with path.open("r+b", buffering=0) as file:
        file.write(content.encode())
        file.truncate()


def stop_beating(database: Path) -> None:
    """Remove the heartbeat: a bot that ended properly has none."""
    with suppress(OSError):
        file_of(database).unlink()


def read_beat(database: Path) -> Heartbeat | None:
    """The last beat; None when there is none, or it cannot be read."""
    try:
        told = json.loads(file_of(database).read_text("utf-8"))
        return Heartbeat(**told | {"at": datetime.fromisoformat(told["at"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def troubles(beat: Heartbeat | None, now: datetime) -> tuple[Trouble, ...]:
    """Everything that is wrong; an old beat only tells that it is old."""
    if beat is None or abs(now - beat.at) > STALE:
        return (Trouble.SILENT,)
    return tuple(_troubles(beat))


def _troubles(beat: Heartbeat) -> Iterator[Trouble]:
    if not beat.connected and beat.away_seconds >= AWAY_SECONDS:
        yield Trouble.AWAY
    if not beat.writable:
        yield Trouble.DATABASE
    if not beat.room:
        yield Trouble.DISK
    if beat.overdue:
        yield Trouble.DIGESTS
