"""One bot for a database: a lock file beside it, held while the bot runs, even if its folder is lost."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from bot.database.sqlite_files import companion
from bot.errors import StorageError

if sys.platform == "win32":
    import msvcrt

    def _take(file: BinaryIO) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(file: BinaryIO) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


class TakenError(StorageError):
    """Another bot holds the lock."""


class InstanceLock:
    """A lock that is held; its file is never removed, for that would be a race."""

    def __init__(self, database: Path) -> None:
        self._database = database
        # Beside the file itself: a link to it is no other database.
        self._path = companion(database.resolve() if database.is_symlink() else database, ".lock")
        self._file = self._held()

    def keep(self) -> None:
        """Take the lock anew when its file was deleted; TakenError when another bot was faster."""
        if not self._is_there():
            file = self._held()
            self._file.close()
            self._file = file

    def close(self) -> None:
        self._file.close()

    def _is_there(self) -> bool:
        try:
            return os.path.samestat(os.fstat(self._file.fileno()), self._path.stat())
        except OSError:
            return False

    def _held(self) -> BinaryIO:
        file = self._opened()
        try:
            _take(file)
        except OSError as error:
            file.close()
            raise TakenError(
                f"Another bot is running on the database {self._database}. "
                "Stop it first, or give this one a database.path of its own."
            ) from error
        _sign(file)
        return file

    def _opened(self) -> BinaryIO:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            return self._path.open("a+b")
        except OSError as error:
            raise StorageError(
                f"{self._path} cannot be written: {error.strerror}. Make its folder writable."
            ) from error


@contextmanager
def single_instance(database: Path) -> Iterator[InstanceLock]:
    """Hold the lock for as long as the block runs."""
    lock = InstanceLock(database)
    try:
        yield lock
    finally:
        lock.close()


def _sign(file: BinaryIO) -> None:
    """Leave the process id, for whoever wonders which bot holds the lock."""
    with suppress(OSError):
        os.ftruncate(file.fileno(), 0)
        os.write(file.fileno(), f"{os.getpid()}\n".encode())
