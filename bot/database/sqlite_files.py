"""A database as files: its address for SQLite, what SQLite keeps beside it, and who owns them."""

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

WRITE_AHEAD_LOG: Final = "-wal"
COMPANIONS: Final = (WRITE_AHEAD_LOG, "-shm")


def uri_of(path: Path, mode: str) -> str:
    """The address for SQLite in mode `ro`, `rw` or `rwc`."""
    return f"{path.absolute().as_uri()}?mode={mode}"


def companion(path: Path, ending: str) -> Path:
    """A file beside the database: SQLite's own, or one of ours."""
    return path.with_name(path.name + ending)


def with_log(path: Path) -> tuple[Path, ...]:
    """The database and its write-ahead log, if they exist."""
    return tuple(file for file in (path, companion(path, WRITE_AHEAD_LOG)) if file.exists())


def hand_over(database: Path) -> None:
    """Give files of ours that belong to root to the owner of the folder.

    Otherwise a command under sudo would lock the bot, which runs as a user of its own, out of its database.
    """
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return
    with suppress(OSError):
        folder = database.parent.stat()
        for file in database.parent.iterdir() if folder.st_uid else ():
            if file.name.startswith((database.name, f"{database.stem}.")):
                _give(file, folder.st_uid, folder.st_gid)


def _give(file: Path, user: int, group: int) -> None:
    """Never through a symbolic link, nor a file with another hard link."""
    with suppress(OSError):
        handle = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            found = os.fstat(handle)
            if stat.S_ISREG(found.st_mode) and found.st_nlink == 1 and found.st_uid == 0:
                os.fchown(handle, user, group)
        finally:
            os.close(handle)


def file_id(path: Path) -> tuple[int, int] | None:
    """Tells two files of the same name apart; None when there is no file."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
