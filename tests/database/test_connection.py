"""Two coroutines on one connection never undo each other's writes."""

import asyncio
import sqlite3
import sys
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager, suppress
from pathlib import Path

import pytest

from bot.database.connection import Database, Row, Transaction
from bot.database.database_file import open_database
from bot.database.sqlite_files import file_id
from tests.child_process import completed
from tests.database.samples import a_database, a_query, bytes_of, log, texts

Kind = Callable[[Database], AbstractAsyncContextManager[Transaction]]
NORMAL, FULL = 1, 2


async def wait_for_the_disk(level: Coroutine[None, None, list[Row]]) -> int:
    (row,) = await level
    return int(row[0])


async def test_a_roll_back_leaves_the_write_of_another_coroutine_alone(database: Database) -> None:
    begun = asyncio.Event()

    async def fail() -> None:
        async with database.transaction() as transaction:
            begun.set()
            await transaction.run("INSERT INTO meta VALUES ('lost', '1')")
            raise LookupError

    async def succeed() -> None:
        await begun.wait()
        async with database.transaction() as transaction:
            await transaction.run("INSERT INTO meta VALUES ('kept', '1')")

    results = await asyncio.gather(fail(), succeed(), return_exceptions=True)

    assert [type(result) for result in results] == [LookupError, type(None)]
    assert [row["key"] for row in await database.read("SELECT key FROM meta")] == ["kept"]


async def test_a_read_never_sees_half_a_transaction(database: Database) -> None:
    async with database.transaction() as transaction:
        await transaction.run("INSERT INTO meta VALUES ('a', '1')")
        reading = asyncio.create_task(database.read("SELECT count(*) FROM meta"))
        await asyncio.wait((reading,), timeout=0)
        early = reading.done()
        await transaction.run("INSERT INTO meta VALUES ('b', '1')")

    (row,) = await reading

    assert not early
    assert row[0] == 2


@pytest.mark.parametrize("steps", range(16))
@pytest.mark.parametrize("kind", [Database.transaction, Database.lasting_transaction])
async def test_cancelling_a_transaction_at_any_step_leaves_the_connection_usable(
    database: Database, kind: Kind, steps: int
) -> None:
    async def write() -> None:
        async with kind(database) as transaction:
            await transaction.run("INSERT INTO meta VALUES ('a', '1')")
            await transaction.run("INSERT INTO meta VALUES ('b', '1')")

    task = asyncio.create_task(write())
    for _ in range(steps):
        await asyncio.wait((task,), timeout=0)
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    await log(database, a_query(1))

    assert len(await database.read("SELECT * FROM meta")) in {0, 2}
    assert await texts(database) == ["question 1?"]
    assert await wait_for_the_disk(database.read("PRAGMA synchronous")) == NORMAL


async def test_only_a_lasting_transaction_waits_for_the_disk(database: Database) -> None:
    levels = []

    for kind in (Database.transaction, Database.lasting_transaction, Database.transaction):
        async with kind(database) as transaction:
            levels.append(await wait_for_the_disk(transaction.run("PRAGMA synchronous")))
    async with database.lasting_transaction():
        pass
    levels.append(await wait_for_the_disk(database.run("PRAGMA synchronous")))

    assert levels == [NORMAL, FULL, NORMAL, NORMAL]


async def test_a_connection_that_is_opened_again_has_its_settings(database: Database) -> None:
    before = await database.read("PRAGMA foreign_keys"), await database.read("PRAGMA secure_delete")

    async with database.closed():
        pass

    assert [row[0] for rows in before for row in rows] == [1, 1]
    assert (await database.read("PRAGMA foreign_keys"), await database.read("PRAGMA secure_delete")) == before


def test_two_files_of_one_name_are_told_apart_and_none_is_none(tmp_path: Path) -> None:
    file, other = tmp_path / "bot.sqlite3", tmp_path / "new.sqlite3"
    file.touch()
    other.touch()
    first, same, new = file_id(file), file_id(file), file_id(other)
    other.replace(file)

    assert first == same
    assert first != file_id(file) == new
    assert file_id(other) is None


async def test_what_others_hold_is_waited_for_as_long_as_was_said(database: Database) -> None:
    await database.wait_no_longer_than(1.5)

    assert [tuple(row) for row in await database.read("PRAGMA busy_timeout")] == [(1500,)]


async def test_a_locked_database_is_an_error_after_the_time_allowed(
    database: Database,
) -> None:
    with sqlite3.connect(database.path, isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            await log(database, a_query(1))
        other.execute("ROLLBACK")
    other.close()
    await log(database, a_query(2))

    assert await texts(database) == ["question 2?"]


async def test_a_wipe_leaves_no_byte_of_deleted_rows(tmp_path: Path) -> None:
    private = "the words that must go "
    async with a_database(tmp_path) as database:
        await log(database, *(a_query(n, text=f"{private}{n}" * (n % 40 + 1)) for n in range(300)))
        async with database.transaction() as transaction:
            await transaction.run("DELETE FROM queries WHERE id % 3 <> 0")
            await transaction.run("UPDATE queries SET text = 'something else'")
        before = bytes_of(database.path).count(private.encode())

        await database.wipe()
        after = bytes_of(database.path).count(private.encode())

    assert before > 0
    assert after == 0


async def test_a_wipe_that_a_reader_blocks_is_an_error(database: Database) -> None:
    await log(database, a_query(1))
    reader = sqlite3.connect(database.path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM queries").fetchall()

    with pytest.raises(sqlite3.OperationalError):
        await database.wipe()
    reader.execute("COMMIT")
    reader.close()
    await database.wipe()

    assert database.path.with_name("bot.sqlite3-wal").stat().st_size == 0


async def test_the_connection_is_closed_when_its_user_fails(tmp_path: Path) -> None:
    with pytest.raises(LookupError):
        async with open_database(tmp_path / "bot.sqlite3") as database:
            raise LookupError

    with pytest.raises(ValueError, match="closed"):
        await database.read("SELECT 1")


def test_a_program_that_fails_with_an_open_database_ends(tmp_path: Path) -> None:
    program = (
        "import asyncio, sys, pathlib\n"
        "from bot.database.database_file import open_database\n"
        "async def main():\n"
        "    async with open_database(pathlib.Path(sys.argv[1])):\n"
        "        sys.exit(7)\n"
        "asyncio.run(main())\n"
    )

    ended = completed([sys.executable, "-c", program, tmp_path / "b.sqlite3"])

    assert ended.returncode == 7
