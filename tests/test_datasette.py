"""The ready queries for Datasette run on a real database, add up, and tell nobody who asked."""

import re
from pathlib import Path

import pytest
import yaml

from bot.database.connection import Database
from tests.database.samples import NOON, a_database, a_query, log

ROOT = Path(__file__).parents[1]
METADATA = yaml.safe_load((ROOT / "deploy" / "datasette.yaml").read_text("utf-8"))
BOT = METADATA["databases"]["bot"]
DATA = (ROOT / "docs" / "data.md").read_text("utf-8")

EXPECTED: dict[str, dict[str, object]] = {
    "answers-by-day": {"day": "2025-04-09", "questions": 2, "answered": 1, "answered_percent": 50.0},
    "facts": {"fact_id": "first-lit", "answered": 1, "wrong": 1},
    "disliked-facts": {"fact_id": "first-lit", "wrong": 1, "outdated": 0},
    "not-answered": {"text": "is it haunted", "times": 1},
    "channels": {"guild_id": "11", "channel_id": "22", "questions": 2, "answered": 1},
    "times-by-day": {"questions": 2, "mean_ms": 1.25, "longest_ms": 1.25},
    "questions-with": {"text": "is it haunted", "outcome": "unknown"},
}


async def columns(database: Database, table: str) -> list[str]:
    return [row["name"] for row in await database.read(f"PRAGMA table_info({table})")]


async def names(database: Database, kind: str) -> list[str]:
    rows = await database.read("SELECT name FROM sqlite_schema WHERE type = ? ORDER BY name", (kind,))
    return [row["name"] for row in rows]


@pytest.mark.parametrize("query", sorted(BOT["queries"]))
async def test_every_query_finds_what_is_there_and_no_hash(tmp_path: Path, query: str) -> None:
    async with a_database(tmp_path) as database:
        unknown: dict[str, object] = {"outcome": "unknown", "fact_id": None, "text": "is it haunted"}
        await log(database, a_query(1, user_hash="ada"), a_query(2, user_hash="ada", **unknown))
        await database.read("INSERT INTO feedback VALUES (1, 'bob', 'wrong', ?)", (NOON.isoformat(),))
        sql = BOT["queries"][query]["sql"].replace(":words", "'haunted'")
        rows = [dict(row) for row in await database.read(sql)]

    assert rows
    assert not {"ada", "bob"} & {cell for row in rows for cell in row.values()}
    expected = EXPECTED[query]
    assert rows[0] | expected == rows[0]


async def test_every_table_is_hidden_and_kept_from_everybody(tmp_path: Path) -> None:
    async with a_database(tmp_path) as database:
        tables = await names(database, "table")

    assert sorted(BOT["tables"]) == tables
    assert all(table == {"hidden": True, "allow": False} for table in BOT["tables"].values())
    assert BOT["allow_sql"] is False


async def test_every_column_of_every_view_is_documented(tmp_path: Path) -> None:
    async with a_database(tmp_path) as database:
        for view in await names(database, "view"):
            row = re.search(rf"^\| `{view}` \|.*$", DATA, re.MULTILINE)
            assert row is not None, view
            assert [name for name in await columns(database, view) if f"`{name}`" not in row[0]] == []


def test_the_first_page_leads_to_every_query_and_to_charts_of_columns_that_are_there() -> None:
    linked = re.findall(r'href="/bot/([\w-]+)([^"]*)"', METADATA["description_html"])
    charted = [(query, column) for query, rest in linked for column in re.findall(r"_column=(\w+)", rest)]

    assert {query for query, _ in linked} == set(BOT["queries"])
    assert charted
    assert all(column in BOT["queries"][query]["sql"] for query, column in charted)


def test_the_document_and_the_file_name_the_same_command() -> None:
    command = "uvx --with datasette-vega datasette copy/bot.sqlite3 --metadata deploy/datasette.yaml"

    assert command in DATA
    assert command in (ROOT / "deploy" / "datasette.yaml").read_text("utf-8")
