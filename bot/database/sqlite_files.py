"""A database as files: its address for SQLite, and what SQLite keeps beside it."""

from pathlib import Path
from typing import Final

WRITE_AHEAD_LOG: Final = "-wal"
COMPANIONS: Final = (WRITE_AHEAD_LOG, "-shm")


def uri_of(path: Path, mode: str) -> str:
    """In the mode `ro`, `rw` or `rwc`."""
    return f"{path.absolute().as_uri()}?mode={mode}"


def companion(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def with_log(path: Path) -> tuple[Path, ...]:
    """The database and its write-ahead log, as far as they are there."""
    return tuple(file for file in (path, companion(path, WRITE_AHEAD_LOG)) if file.exists())
