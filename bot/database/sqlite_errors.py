"""What an error of SQLite says: that the file is damaged, or that waiting may help."""

import sqlite3


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the file is no database, broken, or lacks our tables; a passing error is none of these."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB} or str(error).startswith("no such table")


def is_passing(error: sqlite3.Error) -> bool:
    """Whether waiting may help: another program holds the file, or the disk is full."""
    return any(words in str(error) for words in ("locked", "full", "readonly", "disk I/O", "unable to open"))
