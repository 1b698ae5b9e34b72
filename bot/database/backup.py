"""A copy of the database and of the key beside it, taken while the bot runs."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from bot.errors import StorageError


def back_up(database: Path, folder: Path) -> tuple[Path, ...]:
    """Copy both into a folder, under their own names; files that are there already are never overwritten."""
    if not database.is_file():
        raise StorageError(f"There is no database at {database} yet, so there is nothing to back up.")
    key = database.with_name(database.name + ".key")
    copies = tuple(folder / file.name for file in (database, key) if file.exists())
    with _explained(folder), ExitStack() as undo:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for copy in copies:
            os.close(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            undo.callback(copy.unlink, missing_ok=True)
        _copy(database, copies[0])
        for copy in copies[1:]:
            shutil.copyfile(key, copy)
        undo.pop_all()
    return copies


def _copy(source: Path, copy: Path) -> None:
    """SQLite's own online backup: whole, whatever is written meanwhile."""
    with (
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as old,
        closing(sqlite3.connect(copy)) as new,
    ):
        old.backup(new)
        (state,) = new.execute("PRAGMA integrity_check").fetchone()
    if state != "ok":
        raise StorageError(f"The copy {copy} is damaged ({state}); so may be the database or the disk.")


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    try:
        yield
    except FileExistsError as error:
        raise StorageError(
            f"{error.filename or folder} is there already. Please name another folder."
        ) from error
    except OSError as error:
        raise StorageError(f"The backup in {folder} cannot be written: {error.strerror}.") from error
    except sqlite3.Error as error:
        raise StorageError(f"The database cannot be copied: {error}. Please try again.") from error
