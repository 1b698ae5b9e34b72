"""A rewrite of the file is in nobody's way: reads go on, and nobody waits to write."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path

import pytest

from bot.database import connection, meta
from bot.database.connection import Database
from bot.services.journal import Pace, open_journal
from bot.services.privacy.wiping import REST, Wiper
from tests.database.samples import a_database, a_query, bytes_of, log, texts, until

PACE = Pace(patience=60, first_rest=0.001, longest_rest=0.002, closing=0.2)


@contextmanager
def a_long_rewrite(patch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """One that takes until it is let go, holding what SQLite's own holds."""
    go = threading.Event()

    def rewrite(other: sqlite3.Connection) -> None:
        other.execute("BEGIN IMMEDIATE")
        go.wait(60)
        other.execute("COMMIT")

    patch.setattr(connection, "_rewrite", rewrite)
    yield go
    go.set()


@asynccontextmanager
async def being_rewritten(database: Database, patch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    with a_long_rewrite(patch) as go:
        wiping = asyncio.create_task(database.wipe())
        await until(database, lambda: database.rewriting)
        yield
        go.set()
        await wiping


async def test_nobody_waits_for_it_and_a_kill_in_it_loses_nothing(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await log(database, a_query(1))
    aside = database.path.with_name("bot.sqlite3.unwritten")
    async with open_journal(database, pace=PACE) as journal:
        async with being_rewritten(database, monkeypatch):
            async with asyncio.timeout(30):
                committed = [await journal.record(a_query(n)) for n in (2, 3)]
            seen, kept = await texts(database), aside.read_bytes()
        await until(database, lambda: not journal.pending)

    assert committed == [False, False]
    assert seen == ["question 1?"]
    assert kept.count(b"question ") == 2
    assert await texts(database) == ["question 1?", "question 2?", "question 3?"]


async def test_whoever_has_to_write_is_told_that_it_cannot_be(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with being_rewritten(database, monkeypatch):
        with pytest.raises(sqlite3.OperationalError, match="while it is rewritten"):
            await meta.put(database, meta.Key.COMMANDS, "x")


async def test_a_stop_interrupts_it(tmp_path: Path) -> None:
    async with a_database(tmp_path) as database:
        await log(database, *(a_query(n, text="words " * 400) for n in range(3000)))
        wiping = asyncio.create_task(database.wipe())
        await until(database, lambda: database.rewriting)
        wiping.cancel()
        await asyncio.wait((wiping,))

        assert not database.rewriting
        assert len(await texts(database)) == 3000


class Clock:
    """Goes on by itself with every look, so that each rewrite takes a second."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 0.5
        return self.now


async def erased(database: Database, words: str) -> None:
    await log(database, a_query(len(words), text=words))
    async with database.transaction() as transaction:
        await transaction.run("DELETE FROM queries")
        await meta.put_in(transaction, meta.Key.WIPE_DUE, str(len(words)))


async def test_rewrites_rest_as_long_as_the_last_one_asks_for(database: Database) -> None:
    clock = Clock()
    wiper = Wiper(database, clock)

    await erased(database, "first words")
    await wiper.wipe_if_due()
    first = await wiper.due()
    await erased(database, "second words")
    await wiper.wipe_if_due()
    second, content = await wiper.due(), bytes_of(database.path)
    clock.now += REST
    await wiper.wipe_if_due()

    assert (first, second, await wiper.due()) == (False, True, False)
    assert b"second words" not in content  # the erasing itself and the checkpoint have seen to that


async def test_where_nobody_can_look_a_trace_may_be_left(database: Database) -> None:
    with closing(sqlite3.connect(database.path)) as other:
        other.execute("ALTER TABLE meta RENAME TO elsewhere")

    assert await Wiper(database).due()


async def test_without_anything_erased_nothing_is_rewritten(database: Database) -> None:
    await log(database, a_query(1))
    wiper = Wiper(database)
    before = bytes_of(database.path)

    await wiper.wipe_if_due()

    assert bytes_of(database.path) == before
