"""What an older version logged is summed up beside everything else, also after a trouble."""

import asyncio
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.database.connection import Database
from bot.database.query_figures import counts
from bot.services.privacy.retention import LOOK_SECONDS
from bot.services.storage import SUMMED_ROWS, keep_summed_up, open_storage
from tests.database.samples import LONG_AGO, NOON, a_query, log


@pytest.fixture
async def unsummed(database: Database) -> Database:
    """As after an upgrade that left all rows for later."""
    await log(database, *(a_query(number) for number in range(2 * SUMMED_ROWS + 1)))
    for statement in ("DELETE FROM sums", "UPDATE unsummed SET through = (SELECT max(id) FROM queries)"):
        await database.run(statement)
    return database


async def test_a_locked_database_is_summed_up_at_the_next_look(
    unsummed: Database, caplog: pytest.LogCaptureFixture
) -> None:
    rests = list[float]()
    done = asyncio.Event()
    with closing(sqlite3.connect(unsummed.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")

        async def sleep(seconds: float) -> None:
            rests.append(seconds)
            if rests.count(LOOK_SECONDS) == 2:
                done.set()
                await asyncio.Event().wait()
            if other.in_transaction:
                other.execute("ROLLBACK")

        summing = asyncio.create_task(keep_summed_up(unsummed, sleep))
        await done.wait()
        summing.cancel()
        await asyncio.wait((summing,))

    assert (await counts(unsummed, LONG_AGO)).answered == 2 * SUMMED_ROWS + 1
    assert [seconds == LOOK_SECONDS for seconds in rests] == [True, False, False, True]
    assert "could not be summed up yet: database is locked" in caplog.text


async def test_it_is_known_when_the_database_was_last_written(tmp_path: Path) -> None:
    path = tmp_path / "bot.sqlite3"
    async with open_storage(path, 90, lambda: NOON) as storage:
        first = storage.last_written
    for file in (path, path.with_name(f"{path.name}-wal")):
        if file.exists():
            os.utime(file, (NOON.timestamp(), NOON.timestamp()))

    async with open_storage(path, 90, lambda: NOON) as storage:
        assert (first, storage.last_written) == (None, NOON)
