"""The doctor: looks at everything a bot needs, one thing after another, and never fails itself."""

import os
import shutil
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from bot.database import meta
from bot.database.database_file import opening
from bot.database.migrations import APPLICATION_ID, NEWER, NEWEST
from bot.database.sqlite_files import uri_of
from bot.database.user_key import key_file_of, read_user_key
from bot.errors import BotError
from bot.services.health.heartbeat import Trouble, read_beat, troubles
from bot.services.health.pulse import LEAST_ROOM

KNOWN_ZONE: Final = "Europe/Berlin"
SKEW: Final = timedelta(minutes=5)
CUT_OFF: Final = (
    "A bot was last heard on this database at {at:%Y-%m-%d %H:%M:%S} UTC and has not ended in order: it was "
    "killed, or it hangs. Look at its log, and start it."
)
LINK: Final = (
    "{path} is a link to a file, and what belongs to it (its key, who was forgotten, what waits) lies beside "
    "the link. Stop the bot, put all of it beside {file}, and name that as database.path."
)


class Health(IntEnum):
    """How something is; the worst of all findings is the exit code."""

    WELL = 0
    WEAK = 1
    ILL = 2


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What was looked at, how it is, and the words for it."""

    thing: str
    health: Health
    words: str


Examination = Callable[[], Iterator[tuple[Health, str]]]


def examine(thing: str, look: Examination) -> Iterator[Diagnosis]:
    """All findings of one examination; an error in it is a finding too, by its sentence or its kind."""
    try:
        for health, words in look():
            yield Diagnosis(thing, health, words)
    except BotError as error:
        yield Diagnosis(thing, Health.ILL, error.sentence)
    except Exception as error:  # noqa: BLE001 - whatever is wrong, the rest is looked at as well
        yield Diagnosis(thing, Health.ILL, f"could not be looked at ({type(error).__name__}).")


def database(path: Path) -> Iterator[tuple[Health, str]]:
    """The file, its version, whether it is whole, and its key."""
    if not path.exists():
        yield Health.WELL, f"{path} is made at the first start."
        return
    if not path.is_file():
        yield Health.ILL, f"{path} is not a file. Set database.path to one."
        return
    with opening(path), closing(_reader(path)) as connection:
        (program,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        problems = [row[0] for row in connection.execute("PRAGMA quick_check(1)")]
        empty = not connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchall()
        if program != APPLICATION_ID and not empty:
            yield Health.ILL, f"{path} is the database of another program. Set database.path to another file."
            return
        newest, known = (None, None) if empty else _newest_and_key(connection)
    yield _version(path, version)
    if path.is_symlink():
        yield Health.WEAK, LINK.format(path=path, file=path.resolve())
    if problems != ["ok"]:
        yield Health.ILL, f"It is damaged ({problems[0]}). Restore it from a backup."
    yield from _key(path, known)
    yield from _clock(newest)


def _clock(newest: str | None) -> Iterator[tuple[Health, str]]:
    if newest and datetime.fromisoformat(newest) > datetime.now(UTC) + SKEW:
        yield (
            Health.ILL,
            f"Its newest question is of {newest}, which is yet to come. Set this machine's clock.",
        )


def _newest_and_key(connection: sqlite3.Connection) -> tuple[str | None, str | None]:
    """When the newest question was asked, and the fingerprint of the key that the log was written with."""
    (newest,) = connection.execute("SELECT max(asked_at) FROM queries").fetchone()
    known = connection.execute("SELECT value FROM meta WHERE key = ?", (meta.Key.USER_KEY,)).fetchone()
    return newest, known[0] if known else None


def _version(path: Path, version: int) -> tuple[Health, str]:
    if version > NEWEST:
        return Health.ILL, NEWER.format(path=path)
    if version < NEWEST:
        return Health.WELL, f"{path} has version {version} and is brought to {NEWEST} at the next start."
    return Health.WELL, f"{path}, version {version}"


def _key(path: Path, known: str | None) -> Iterator[tuple[Health, str]]:
    """A database that no bot has been started on has none yet."""
    key = key_file_of(path)
    if not key.exists():
        if known is not None:
            yield Health.ILL, f"{key} is missing. Put the key of this database back, from a backup."
    elif sys.platform != "win32" and stat.S_IMODE(key.stat().st_mode) & 0o077:
        yield Health.ILL, f"{key} can be read by others. Run: chmod 600 {key}"
    elif known is not None and read_user_key(key).fingerprint != known:
        yield Health.ILL, f"{key} is the key of another database. Put the right one back, from a backup."


def _reader(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(uri_of(path, "ro"), uri=True, timeout=1)


def digest_channels(path: Path) -> frozenset[int]:
    """What was subscribed by a command; nothing where there is no database that can be read."""
    if not path.is_file():
        return frozenset()
    with closing(_reader(path)) as connection, suppress(sqlite3.Error):  # the look at the database tells
        return frozenset(row[0] for row in connection.execute("SELECT channel_id FROM subscriptions"))
    return frozenset()


def disk(path: Path) -> Iterator[tuple[Health, str]]:
    """Room, and the right to write, where the database is or will be."""
    folder = _folder(path)
    free = shutil.disk_usage(folder).free
    words = f"{free / 1_000_000:,.0f} MB free at {folder}"
    yield (Health.ILL, f"{words}. Make room.") if free < LEAST_ROOM else (Health.WELL, words)


def _folder(path: Path) -> Path:
    """Where it is, or the nearest above that is there."""
    return next(parent for parent in path.absolute().parents if parent.is_dir())


def rights(path: Path) -> Iterator[tuple[Health, str]]:
    """What the bot may do, and what others may."""
    folder = _folder(path)
    for place in (folder, path) if path.exists() else (folder,):
        if not os.access(place, os.W_OK):
            yield Health.ILL, f"{place} cannot be written. Make it writable for the user of the bot."
            return
    if path.is_file() and sys.platform != "win32" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        yield Health.WEAK, f"{path} can be read by others. Run: chmod 600 {path}"
    yield Health.WELL, f"{folder} can be written."


def running(path: Path) -> Iterator[tuple[Health, str]]:
    """What the heartbeat of a running bot tells."""
    beat = read_beat(path)
    found = troubles(beat, datetime.now(UTC))
    if beat is None:
        yield Health.WELL, "No bot runs on this database."
    elif Trouble.SILENT in found:
        yield Health.WEAK, CUT_OFF.format(at=beat.at)
    elif found:
        yield Health.WEAK, f"A bot runs, or did, and is not well: {', '.join(found)}. See: status --brief"
    else:
        yield Health.WELL, f"A bot runs on this database (process {beat.process})."


def zones(names: frozenset[str]) -> Iterator[tuple[Health, str]]:
    """Time zones are data of the system or of a package, and can be missing."""
    for name in sorted(names | {KNOWN_ZONE}):
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError):
            yield Health.ILL, f"The time zone {name} is not known here. Install the package tzdata."
    now = datetime.now(UTC)
    yield Health.WELL, f"This machine says that it is {now:%Y-%m-%d %H:%M} UTC."
