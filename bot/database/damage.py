"""A damaged database: found, set aside whole, and salvaged into a new one.

Everything here waits for the disk: call it in a thread.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import datetime
from enum import Enum
from functools import cache, partial
from pathlib import Path
from typing import Final

from bot.database.long_work import in_thread
from bot.database.migrations import APPLICATION_ID, STEPS
from bot.database.sqlite_errors import is_damage
from bot.database.sqlite_files import COMPANIONS, companion, file_id, uri_of
from bot.database.sums import DERIVED
from bot.database.user_key import key_file_of

# Reading all of a larger file would keep the bot from starting.
QUICK_BYTES: Final = 64 * 1024 * 1024
# With these the questions of a large file stay in what was set aside: copying them would take minutes.
LONG_TABLES: Final = frozenset({"queries", "feedback"})
_BATCH: Final = 500


class Check(Enum):
    """How closely to look at a file: a glance, its pages, or every index entry as well."""

    GLANCE = None
    QUICK = "PRAGMA quick_check(1)"
    THOROUGH = "PRAGMA integrity_check(1)"


def is_small(path: Path) -> bool:
    """Whether all of it is read at the start."""
    return path.stat().st_size <= QUICK_BYTES


def find_damage(path: Path) -> str | None:
    """What is wrong with the file, if anything; a large one gets only a glance."""
    try:
        size = path.stat().st_size
    except OSError:
        return None
    if size == 0:
        return "it is empty"
    try:
        with closing(_reader(path)) as connection:
            return _found(connection, Check.QUICK if size <= QUICK_BYTES else Check.GLANCE)
    except sqlite3.DatabaseError as error:
        return str(error) if is_damage(error) else None


async def look_for_damage(path: Path, check: Check) -> str | None:
    """What is wrong with a file of any size, if anything, however long that takes."""
    try:
        return await in_thread(path, "ro", partial(_found, check=check))
    except sqlite3.DatabaseError as error:
        return str(error) if is_damage(error) else None


def _found(connection: sqlite3.Connection, check: Check) -> str | None:
    if check.value:
        (verdict,) = connection.execute(check.value).fetchone()
        if verdict != "ok":
            return str(verdict)
    (program,) = connection.execute("PRAGMA application_id").fetchone()
    return _missing(connection) if program == APPLICATION_ID else None


def _missing(connection: sqlite3.Connection) -> str | None:
    """The tables of this version that the database lacks."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    lost = _tables_of(version) - set(_tables(connection))
    return f"no such table: {', '.join(sorted(lost))}" if lost else None


@cache
def _tables_of(version: int) -> frozenset[str]:
    """To make a database takes longer than to look for damage in a small one."""
    with closing(sqlite3.connect(":memory:")) as fresh:
        for statement in (each for step in STEPS[:version] for each in step):
            fresh.execute(statement)
        return frozenset(_tables(fresh))


def set_aside(path: Path, now: datetime, why: str = "damaged") -> Path:
    """Rename the file with its companions, for its owner alone; nothing of it is changed."""
    name = f"{path.name}.{why}-{now:%Y%m%dT%H%M%S}"
    taken = sum(each.name.startswith(name) for each in path.parent.iterdir())
    aside = path.with_name(name + (f"-{taken}" if taken else ""))
    for ending in ("", *COMPANIONS):
        file = companion(path, ending)
        if file.exists():
            kept = file.rename(companion(aside, ending))
            kept.chmod(0o600)
            os.utime(kept)  # so that it is purged only after its days from now
    return aside


def companions(path: Path) -> frozenset[tuple[int, int]]:
    """The write-ahead log and its index that lie beside a database now."""
    found = (file_id(companion(path, ending)) for ending in COMPANIONS)
    return frozenset(each for each in found if each is not None)


def drop_companions(path: Path, stale: frozenset[tuple[int, int]]) -> None:
    """Delete the log of a database that was moved away: its successor would take it for its own."""
    for ending in COMPANIONS:
        file = companion(path, ending)
        if file_id(file) in stale:
            file.unlink(missing_ok=True)


def purge_set_aside(path: Path, end: datetime) -> None:
    """Delete what was set aside before this instant."""
    for file in path.parent.glob(f"{path.name}.*-[0-9]*T[0-9]*"):
        if file.stat().st_mtime < end.timestamp():
            file.unlink(missing_ok=True)


def salvage(aside: Path, path: Path) -> dict[str, int]:
    """Copy every row that can still be read into the new database; returns the count for each table."""
    left = DERIVED | (LONG_TABLES if aside.stat().st_size > QUICK_BYTES else frozenset())
    with (
        suppress(sqlite3.DatabaseError),
        closing(_reader(aside)) as old,
        closing(sqlite3.connect(path, isolation_level=None)) as new,
    ):
        old.execute("PRAGMA writable_schema = ON")  # else a file that was cut would not be read at all
        tables = [name for name in _tables(new) if name not in left]
        return {name: _copy(old, new, name) for name in tables}
    return {}


def _copy(old: sqlite3.Connection, new: sqlite3.Connection, table: str) -> int:
    """From both ends: a broken page in the middle hides what comes behind it."""
    columns = [row[1] for row in new.execute(f"PRAGMA table_info({table})")]
    named = ", ".join(columns)
    marks = ", ".join("?" * len(columns))
    copied = 0
    for order in ("", "ORDER BY rowid DESC"):
        with suppress(sqlite3.DatabaseError):
            for rows in _batches(old.execute(f"SELECT {named} FROM {table} {order}")):  # noqa: S608
                copied += _insert(new, f"INSERT OR IGNORE INTO {table} ({named}) VALUES ({marks})", rows)  # noqa: S608
            break
    return copied


def _batches(cursor: sqlite3.Cursor) -> Iterator[list[tuple[object, ...]]]:
    """Row by row, so that those before a broken page are not lost with it."""
    rows = list[tuple[object, ...]]()
    try:
        for row in cursor:
            rows.append(row)
            if len(rows) == _BATCH:
                yield rows
                rows = []
    except sqlite3.DatabaseError:
        yield rows
        raise
    yield rows


def _insert(new: sqlite3.Connection, statement: str, rows: list[tuple[object, ...]]) -> int:
    """Skip rows that make no sense any more; returns how many are new."""
    inserted = 0
    new.execute("BEGIN IMMEDIATE")
    for row in rows:
        with suppress(sqlite3.Error, UnicodeError):
            inserted += new.execute(statement, row).rowcount
    new.execute("COMMIT")
    return inserted


def _tables(connection: sqlite3.Connection) -> Iterator[str]:
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid")
    return (name for (name,) in names.fetchall() if not name.startswith("sqlite_"))


def _reader(path: Path) -> sqlite3.Connection:
    """Bytes that are no text become replacement characters."""
    connection = sqlite3.connect(uri_of(path, "ro"), uri=True)
    connection.text_factory = lambda content: content.decode("utf-8", "replace")
    return connection


def is_ours(path: Path) -> bool:
    """Whether a key lies beside it: then a bot wrote it, whatever it holds now."""
    return key_file_of(path).exists()


def make_private(path: Path) -> None:
    """Create a file that nobody else may read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
