"""A copy of the database, of its key and of the list of the forgotten, taken while the bot runs."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from bot.database.erasures import list_file_of
from bot.database.migrations import APPLICATION_ID, NEWER, NEWEST
from bot.database.sqlite_files import WRITE_AHEAD_LOG, companion, uri_of
from bot.database.user_key import key_file_of
from bot.errors import StorageError


def back_up(database: Path, folder: Path, key_folder: Path | None = None) -> tuple[Path, ...]:
    """Copy them under their own names, never over others; the same key may be there."""
    if not database.is_file():
        raise StorageError(f"There is no database at {database} yet, so there is nothing to back up.")
    key, listed = key_file_of(database), list_file_of(database)
    copies = [folder / database.name]
    files = {key: (key_folder or folder) / key.name, listed: folder / listed.name}
    with _explained(folder), ExitStack() as undo:
        wanted = {file: copy for file, copy in files.items() if file.exists() and not _there(file, copy)}
        for copy in (*copies, *wanted.values()):
            _reserve(copy, undo)
        copy_database(uri_of(database, "ro"), copies[0])
        for file, copy in wanted.items():
            shutil.copyfile(file, copy)
            copies.append(copy)
        undo.pop_all()
    return tuple(copies)


def _there(file: Path, copy: Path) -> bool:
    """The key never changes: where those of all backups go, an earlier one has left it."""
    return copy.is_file() and copy.read_bytes() == file.read_bytes()


def _reserve(copy: Path, undo: ExitStack) -> None:
    """Create a file that only its owner may read, and that did not exist before."""
    if not copy.parent.exists():
        copy.parent.mkdir(mode=0o700, parents=True)
        undo.callback(copy.parent.rmdir)
    os.close(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    undo.callback(copy.unlink, missing_ok=True)


def copy_database(source: str, copy: Path) -> None:
    """Copy by SQLite's online backup, consistent whatever is written meanwhile, and check the copy."""
    os.close(os.open(copy, os.O_WRONLY | os.O_CREAT, 0o600))
    with (
        closing(sqlite3.connect(source, uri=True)) as old,
        closing(sqlite3.connect(copy)) as new,
    ):
        old.backup(new)
        (state,) = new.execute("PRAGMA integrity_check").fetchone()
    if state != "ok":
        raise StorageError(f"The copy {copy} is damaged ({state}); so may be the database or the disk.")


def undisturbed(path: Path) -> str:
    """Without a write-ahead log nobody writes to it: read it without leaving files beside it."""
    alone = not companion(path, WRITE_AHEAD_LOG).exists()
    return f"{uri_of(path, 'ro')}{'&immutable=1' * alone}"


def require_sound(copy: Path) -> None:
    """A backup that can be restored: whole, of this program, and of no newer version of it."""
    try:
        with closing(sqlite3.connect(undisturbed(copy), uri=True)) as backup:
            (state,) = backup.execute("PRAGMA integrity_check").fetchone()
            (program,) = backup.execute("PRAGMA application_id").fetchone()
            (version,) = backup.execute("PRAGMA user_version").fetchone()
    except sqlite3.Error as error:
        raise StorageError(f"{copy} cannot be restored: {error}. Nothing was changed.") from error
    if state != "ok":
        raise StorageError(f"{copy} is damaged ({state}). Nothing was changed; try an older backup.")
    if program != APPLICATION_ID:
        raise StorageError(f"{copy} is the database of another program. Nothing was changed.")
    if version > NEWEST:
        raise StorageError(NEWER.format(path=copy))


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    try:
        yield
    except FileExistsError as error:
        raise StorageError(
            f"{error.filename or folder} is there already. Please name another folder."
        ) from error
    except OSError as error:
        raise StorageError(f"{error.filename or folder} cannot be written: {error.strerror}.") from error
    except sqlite3.Error as error:
        raise StorageError(_refusal(folder, error)) from error


def _refusal(folder: Path, error: sqlite3.Error) -> str:
    reason = str(error)
    if "full" in reason or "disk I/O" in reason:
        return f"The database cannot be copied to {folder}: the disk is full or failing. Name another disk."
    advice = "Please try again." if "locked" in reason else "`python -m bot doctor` looks at it."
    return f"The database cannot be copied: {error}. {advice}"
