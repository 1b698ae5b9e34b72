"""What the database says of the sheet that is to be served, read at a glance and without an event loop."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.database.instants import from_text
from bot.domain.taught_way import TaughtWay

EVERY_WAY: Final = "SELECT * FROM taught_ways ORDER BY id"
_FIRST_WITH_WAYS: Final = 5  # the version of the database that brought the table


@dataclass(frozen=True, slots=True)
class SheetState:
    """What was taught."""

    taught: tuple[TaughtWay, ...] = ()


def read_sheet_state(path: Path) -> SheetState:
    """A database that is not there, or is of an older version, says nothing.

    sqlite3.Error when it cannot be read.
    """
    if not path.is_file():
        return SheetState()
    uri = f"{path.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version < _FIRST_WITH_WAYS:
            return SheetState()
        return SheetState(tuple(map(taught_of, connection.execute(EVERY_WAY))))


def taught_of(row: sqlite3.Row) -> TaughtWay:
    return TaughtWay(row["entry_id"], row["way"], row["taught_by"], from_text(row["taught_at"]), row["id"])
