"""One bot per database: a lock on a file beside it, which the system releases even after a crash."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

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


@contextmanager
def single_instance(database: Path) -> Iterator[None]:
    """Hold the lock for as long as the block runs; the file itself stays, removing it would be a race."""
    path = database.with_name(database.name + ".lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a+b")
    except OSError as error:
        raise StorageError(
            f"{path} cannot be written: {error.strerror}. Make its folder writable."
        ) from error
    with file:
        try:
            _take(file)
        except OSError as error:
            raise StorageError(
                f"Another bot is running on the database {database}. "
                "Stop it first, or give this one a database.path of its own."
            ) from error
        _sign(file)
        yield


def _sign(file: BinaryIO) -> None:
    """Leave the process id for the person who wonders which bot it is."""
    file.seek(0)
    file.truncate()
    file.write(f"{os.getpid()}\n".encode())
    file.flush()
