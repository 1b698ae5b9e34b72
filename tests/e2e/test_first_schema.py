"""A database that the first version wrote is upgraded by a start, and nothing in it is lost."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.database.migrations import NEWEST, QUESTION_LOG, version_of
from bot.database.query_figures import counts
from tests.database.samples import LONG_AGO
from tests.discord_server.server import DiscordServer
from tests.e2e.running import Start

ROWS = 250
QUESTION = """
    INSERT INTO queries (request_id, asked_at, surface, user_hash, text, outcome, score, sheet, elapsed_ms)
    VALUES (?, '2099-04-09T12:00:00.000000Z', 'slash', 'somebody', ?, 'unknown', 1.0, 'v', 1.0)"""


@pytest.fixture
def first(home: Path) -> Path:
    """As the very first version left it: the log alone, in SQLite's own words of then."""
    path = home / "data" / "bot.sqlite3"
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        for statement in QUESTION_LOG:
            database.execute(statement)
        database.executemany(QUESTION, [(f"i{n}", f"question {n}?") for n in range(ROWS)])
        database.execute(
            "INSERT INTO feedback VALUES (7, 'somebody', 'wrong', '2099-04-09T12:01:00.000000Z')"
        )
        database.execute("PRAGMA user_version = 1")
    return path


@pytest.mark.usefixtures("first")
async def test_it_is_upgraded_by_a_start_and_goes_on(discord_server: DiscordServer, start: Start) -> None:
    async with start() as bot:
        database = bot.app.services.database
        await discord_server.slash("ask", {"question": "how tall is the lamp"})
        version, figures = await version_of(database), await counts(database, LONG_AGO)
        (verdicts,) = await database.read("SELECT count(*) FROM feedback WHERE verdict = 'wrong'")
        (state,) = await database.read("PRAGMA integrity_check")
    async with start() as again:
        rows = await again.log()

    assert version == NEWEST
    assert (figures.total, verdicts[0], state[0]) == (ROWS + 1, 1, "ok")
    assert [row.text for row in rows[:2]] == ["question 0?", "question 1?"]
    assert len(rows) == ROWS + 1
