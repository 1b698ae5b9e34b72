"""What a database says of the sheet before it is opened."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.database.sheet_state import read_sheet_state
from bot.domain.sheet_state import SheetState


@pytest.mark.parametrize("tables", [(), ("taught_ways", "kept_sheets")])
def test_a_database_of_an_older_version_says_nothing(tmp_path: Path, tables: tuple[str, ...]) -> None:
    path = tmp_path / "bot.sqlite3"
    with closing(sqlite3.connect(path)) as opened:
        for name in ("queries", *tables):
            opened.execute(f"CREATE TABLE {name} (id INTEGER PRIMARY KEY)")

    assert read_sheet_state(path) == SheetState()


def test_what_is_no_database_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "bot.sqlite3").write_bytes(b"no database at all" * 100)

    assert read_sheet_state(tmp_path / "bot.sqlite3") == SheetState()
    assert read_sheet_state(tmp_path / "none.sqlite3") == SheetState()
