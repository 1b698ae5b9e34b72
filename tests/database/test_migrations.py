"""A database of any age ends with the same tables, and a step that fails leaves no trace."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest

from bot.database import digest_log, migrations
from bot.database.connection import Database
from bot.database.database_file import open_database
from bot.database.migrations import NEWEST, STEPS, migrate, version_of
from tests.database.samples import furnished

ROW = (
    "INSERT INTO queries (request_id, asked_at, surface, text, outcome, score, sheet, elapsed_ms)"
    " VALUES ('i1', '2025-04-09T12:00:00.000000Z', 'slash', 'why?', 'unknown', 1.0, 'v', 1.0)"
)
POSTED = (
    "INSERT INTO digests (id, channel_id, day, state, planned_for, nonce, number, sheet, content_hash,"
    " message_id, planned_at, settled_at) VALUES (1, 5, '2025-04-09', 'sent', '2025-04-09T09:00:00.000000Z',"
    " 'd20250409-5', 1, 'v', '0123456789abcdef', 77, '2025-04-09T09:00:00.000000Z',"
    " '2025-04-09T09:00:01.000000Z')"
)
TABLES = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"


@asynccontextmanager
async def blank(path: Path) -> AsyncIterator[Database]:
    async with Database.connect(path, mode="rwc", busy_seconds=0.01) as database:
        yield database


@pytest.mark.parametrize("version", range(NEWEST + 1))
async def test_every_older_version_ends_with_the_tables_of_a_new_database_and_keeps_its_rows(
    tmp_path: Path, version: int
) -> None:
    async with blank(tmp_path / "old") as old:
        await migrate(old, version)
        if version:
            await old.read(ROW)

    async with open_database(tmp_path / "old") as upgraded, furnished(tmp_path / "new") as new:
        tables = [tuple(row) for row in await upgraded.read(TABLES)]
        expected = [tuple(row) for row in await new.read(TABLES)]
        rows = await upgraded.read("SELECT text, chat FROM queries")
        reached = await version_of(upgraded)

    assert tables == expected
    assert [(row["text"], row["chat"]) for row in rows] == [("why?", 0)] * bool(version)
    assert reached == NEWEST


async def test_a_posted_digest_keeps_its_facts_when_what_was_never_compared_goes(tmp_path: Path) -> None:
    async with blank(tmp_path / "old") as old:
        await migrate(old, STEPS.index(migrations.NO_CONTENT_HASH))
        await old.read(POSTED)
        await old.read("INSERT INTO shown_facts VALUES (1, 0, 'first-lit')")

    async with open_database(tmp_path / "old") as upgraded:
        row = await digest_log.row_of_day(upgraded, 5, date(2025, 4, 9))
        facts = await upgraded.read("SELECT fact_id FROM shown_facts")

    assert row is not None
    assert (row.sheet, row.message_id) == ("v", 77)
    assert [fact_id for (fact_id,) in facts] == ["first-lit"]


async def test_every_table_is_strict(tmp_path: Path) -> None:
    async with open_database(tmp_path / "bot.sqlite3") as database:
        rows = await database.read(
            "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
        )

    loose = {row["name"] for row in rows if not row["strict"]}

    assert loose == {"sqlite_schema"}


async def test_a_step_that_fails_half_way_leaves_the_version_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = ("CREATE TABLE fine (a TEXT) STRICT", "CREATE TABLE broken (")
    async with open_database(tmp_path / "bot.sqlite3") as database:
        monkeypatch.setattr(migrations, "STEPS", (*STEPS, broken))
        with pytest.raises(sqlite3.OperationalError):
            await migrate(database, NEWEST + 1)

        version = await version_of(database)
        fine = await database.read("SELECT * FROM sqlite_schema WHERE name = 'fine'")

    assert version == NEWEST
    assert fine == []


async def test_two_bots_that_upgrade_at_once_do_it_once(tmp_path: Path) -> None:
    path = tmp_path / "bot.sqlite3"
    async with blank(path) as first, blank(path) as second:
        await migrate(first, 1)
        await migrate(second)
        await migrate(first)

        versions = [await version_of(first), await version_of(second)]

    assert versions == [NEWEST, NEWEST]


async def test_a_step_another_bot_has_made_meanwhile_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "bot.sqlite3"
    async with blank(path) as first, blank(path) as second:
        await migrate(second)
        await migrations._step(first, 1)

        version = await version_of(first)

    assert version == NEWEST
