"""What the comparison of two versions writes down of a database that the bot has made."""

import sqlite3
from contextlib import closing
from pathlib import Path

from bench.identity.recorded import database_text
from bot.database.database_file import open_database


async def test_a_kept_sheet_is_told_by_its_fingerprint(tmp_path: Path) -> None:
    file = tmp_path / "bot.sqlite3"
    async with open_database(file):
        pass
    with closing(sqlite3.connect(file)) as opened, opened:
        opened.execute("INSERT INTO kept_sheets VALUES (1, 'v1', 'The lamp', 3, '2034-01-05', x'00ff')")

    assert '"content": "2 bytes, sha256 06eb7d6a69ee19e5fbdf7490' in database_text(file)
