"""What the database says about the sheet to serve, read at once and without an event loop."""

import logging
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from bot.database.instants import from_text
from bot.database.sqlite_files import uri_of
from bot.domain.sheet_state import HeldSheet, SheetState, TaughtWay

LOG: Final = logging.getLogger(__name__)
EVERY_WAY: Final = "SELECT * FROM taught_ways ORDER BY id"
HELD: Final = "SELECT * FROM held_sheet JOIN kept_sheets USING (version)"
_THERE: Final = """
    SELECT count(*) FROM sqlite_schema WHERE name IN ('taught_ways', 'held_sheet', 'kept_sheets')"""
_TABLES: Final = 3


def read_sheet_state(path: Path) -> SheetState:
    """Empty when the database is missing, of an older version, or unreadable now."""
    if not path.is_file():
        return SheetState()
    try:
        return _read(path)
    except sqlite3.Error as error:
        LOG.warning("What was taught and what is held could not be read: %s", error)
        return SheetState()


def _read(path: Path) -> SheetState:
    with closing(sqlite3.connect(uri_of(path, "ro"), uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        (tables,) = connection.execute(_THERE).fetchone()
        if tables < _TABLES:  # an older version of this program wrote it
            return SheetState()
        taught = tuple(map(taught_of, connection.execute(EVERY_WAY)))
        held = connection.execute(HELD).fetchone()
        return SheetState(taught, held_of(held) if held else None)


def held_of(row: sqlite3.Row) -> HeldSheet:
    return HeldSheet(row["version"], row["files"], from_text(row["held_at"]), row["content"])


def taught_of(row: sqlite3.Row) -> TaughtWay:
    return TaughtWay(row["entry_id"], row["way"], row["taught_by"], from_text(row["taught_at"]), row["id"])
