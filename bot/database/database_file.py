"""The database as a file: opened by the bot or by a command, every refusal with a sentence."""

import errno
import os
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from pathlib import Path
from typing import Final

from bot.database.connection import BUSY_SECONDS, Database
from bot.database.migrations import NEWER, NEWEST, migrate, version_of
from bot.errors import BotError, StorageError

OLDEST_SQLITE: Final = (3, 37, 0)
# NORMAL: a question's row survives any crash of the program without a wait for the disk (4 ms on a slow one);
# the ledger and all that is set by hand use lasting transactions, which survive a power cut as well.
SETTINGS: Final = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
)
_CLOSED: Final = "{path} cannot be written. Make the file and its folder writable, or set database.path."


@asynccontextmanager
async def open_database(path: Path, *, busy_seconds: float = BUSY_SECONDS) -> AsyncIterator[Database]:
    """The bot's own database, created or migrated to the newest version when needed."""
    async with AsyncExitStack() as stack:
        with opening(path):
            _prepare(path)
            connecting = Database.connect(path, mode="rwc", busy_seconds=busy_seconds)
            database = await stack.enter_async_context(connecting)
            await version_of(database)
            await database.set_up(SETTINGS)
            await migrate(database)
        yield database


@asynccontextmanager
async def read_database(path: Path, *, busy_seconds: float = BUSY_SECONDS) -> AsyncIterator[Database]:
    """An existing database, opened read-only; a running bot may own it."""
    _require(path)
    async with _existing(path, "ro", busy_seconds) as database:
        yield database


@asynccontextmanager
async def edit_database(path: Path, *, busy_seconds: float = BUSY_SECONDS) -> AsyncIterator[Database]:
    """An existing database, opened to write a little; a running bot may own it."""
    _require(path)
    try:
        os.close(os.open(path, os.O_RDWR))  # SQLite would open it to be read, and complain at the first write
    except OSError as error:
        raise StorageError(_denial(path, error)) from error
    async with _existing(path, "rw", busy_seconds) as database:
        yield database


@asynccontextmanager
async def furnish_database(path: Path) -> AsyncIterator[Database]:
    """A database to write a little to, created when missing; a running bot may own it."""
    async with edit_database(path) if _is_there(path) else open_database(path) as database:
        yield database


def _is_there(path: Path) -> bool:
    return path.is_file()


@asynccontextmanager
async def _existing(path: Path, mode: str, busy_seconds: float) -> AsyncIterator[Database]:
    async with AsyncExitStack() as stack:
        with opening(path):
            connecting = Database.connect(path, mode=mode, busy_seconds=busy_seconds)
            database = await stack.enter_async_context(connecting)
            version = await version_of(database)
        if version != NEWEST:
            raise StorageError(_foreign(path, version))
        yield database


@contextmanager
def opening(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into sentences; passing ones say that starting again may help."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if sentence := _passing(path, error):
            raise BotError(sentence) from error
        raise StorageError(_refusal(path, error)) from error


def _require(path: Path) -> None:
    if not _is_there(path):
        hint = "It begins when the bot runs on Discord; the chat keeps no log. Or set database.path."
        raise StorageError(f"There is no database at {path} yet. {hint}")


def _prepare(path: Path) -> None:
    """Report what is wrong with the place before SQLite merely says that it cannot open the file."""
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        wanted = ".".join(map(str, OLDEST_SQLITE))
        raise StorageError(f"SQLite {wanted} or newer is needed; this Python has {sqlite3.sqlite_version}.")
    if path.is_dir():
        raise StorageError(f"{path} is a folder. Set database.path to a file in it.")
    if path.exists() and not path.is_file():
        raise StorageError(f"{path} is not a file. Set database.path to one.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise StorageError(_denial(path, error)) from error


def _foreign(path: Path, version: int) -> str:
    if version > NEWEST:
        return NEWER.format(path=path)
    return f"{path} was written by an older version of this program. Start the bot once to upgrade it."


def _denial(path: Path, error: OSError) -> str:
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return _CLOSED.format(path=path)
    return f"{path} cannot be used as the database: {error.strerror}. Set database.path to another file."


def _passing(path: Path, error: sqlite3.DatabaseError) -> str | None:
    """The sentence for an error that may pass."""
    reason = str(error)
    if "locked" in reason:
        return f"{path} is locked by another program. Close that program and start again."
    if "full" in reason or "disk I/O" in reason:
        return f"{path} cannot be written: the disk is full or failing. Make room there and start again."
    return None


def _refusal(path: Path, error: sqlite3.DatabaseError) -> str:
    reason = str(error)
    if "not a database" in reason:
        return f"{path} is not a database. Move it away, or set database.path to another file."
    if "readonly" in reason or "unable to open" in reason:
        return _CLOSED.format(path=path)
    return f"{path} cannot be used as the database: {reason}. Restore it from a backup, or move it away."
