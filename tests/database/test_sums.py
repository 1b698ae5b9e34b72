"""Whatever happens to the rows and in whatever order: the sums are those of the rows that are there."""

import asyncio
import sqlite3
import tempfile
from collections import Counter
from contextlib import closing
from datetime import timedelta
from functools import cache
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.database import migrations, personal_data, query_log
from bot.database.connection import Database, Row
from bot.database.damage import salvage
from bot.database.database_file import open_database
from bot.database.instants import from_text, to_text
from bot.database.migrations import STEPS, migrate
from bot.database.personal_data import Person
from bot.database.query_log import Feedback, LoggedQuery, Outcome, Surface, Verdict, insert_feedback
from bot.database.sums import AT_ONCE, SUMS, sum_up
from tests.database.samples import NOON, a_query, log

BEFORE = STEPS.index(SUMS)
SOON = timedelta(minutes=10)
People = st.sampled_from(["ada", "bob", None])
Questions = st.builds(
    a_query,
    st.integers(0, 40),
    asked_at=st.integers(0, 40).map(lambda minutes: NOON + timedelta(minutes=3 * minutes)),
    surface=st.sampled_from([Surface.SLASH, Surface.CHOICE]),
    guild_id=st.sampled_from([1, 2, None]),
    channel_id=st.sampled_from([5, None]),
    user_hash=People,
    outcome=st.sampled_from(Outcome),
    fact_id=st.sampled_from(["lamp", "door", None]),
    chat=st.booleans(),
)
Verdicts = st.builds(
    Feedback,
    st.integers(0, 40).map(lambda number: f"interaction-{number}"),
    st.sampled_from(["ada", "cy"]),
    st.sampled_from(Verdict),
    st.just(NOON),
)
Forgotten = st.sampled_from(["ada", "bob", "cy"]).map(lambda name: Person(name, None))
Purged = st.integers(0, 40).map(lambda minutes: NOON + timedelta(minutes=3 * minutes))
Steps = st.lists(st.one_of(Questions, Verdicts, Forgotten, Purged, st.just("sum up")), max_size=40)


async def happen(database: Database, step: object) -> None:
    async with database.transaction() as transaction:
        match step:
            case LoggedQuery():
                await query_log.insert(transaction, [step])
            case Feedback():
                await insert_feedback(transaction, [step])
            case Person():
                await personal_data.erase(transaction, step)
            case str():
                pass
            case _:
                await transaction.run(query_log.DELETE_BEFORE, (to_text(step), 3))  # type: ignore[arg-type]
    if step == "sum up":
        await sum_up(database, 2)


def counted(rows: list[Row], verdicts: list[Row]) -> Counter[tuple[int, str, str, str]]:
    """From the rows themselves, one by one."""
    figures = list[tuple[Row, str, str, int]]()
    for row in rows:
        if not row["chat"]:
            figures.append((row, "outcome", row["outcome"], 13))
            figures.append((row, f"channel {row['outcome']}", str(row["channel_id"] or ""), 10))
        if row["outcome"] == "answered" and row["fact_id"]:
            figures.append((row, "fact", row["fact_id"], 10))
            given = [verdict for verdict in verdicts if verdict["query_id"] == row["id"]]
            figures.extend((row, verdict["verdict"], row["fact_id"], 10) for verdict in given)
        if row["outcome"] == "unsure" and any(takes(choice, row) for choice in rows):
            figures.append((row, "taken up", "", 10))
    servers = [(0, *figure) for figure in figures]
    servers += [(row["guild_id"], row, *rest) for row, *rest in figures if row["guild_id"]]
    return Counter(
        (server, kind, row["asked_at"][:until], name) for server, row, kind, name, until in servers
    )


def takes(choice: Row, asked: Row) -> bool:
    later = from_text(choice["asked_at"]) - from_text(asked["asked_at"])
    same = choice["user_hash"] == asked["user_hash"] is not None
    return choice["surface"] == "choice" and same and timedelta() <= later <= SOON


def last_asked(rows: list[Row]) -> dict[tuple[int, str], str]:
    serious = [row for row in rows if row["user_hash"] and not row["chat"]]
    pairs = [(server, row) for row in serious for server in {0, row["guild_id"] or 0}]
    newest = dict[tuple[int, str], str]()
    for server, row in pairs:
        key = server, row["user_hash"]
        newest[key] = max(newest.get(key, ""), row["asked_at"])
    return newest


async def agree(database: Database) -> None:
    rows, verdicts = (
        await database.read("SELECT * FROM queries"),
        await database.read("SELECT * FROM feedback"),
    )
    sums = {tuple(row)[:4]: row["times"] for row in await database.read("SELECT * FROM sums")}
    people = {tuple(row)[:2]: row["last_at"] for row in await database.read("SELECT * FROM askers")}

    assert sums == counted(rows, verdicts)
    assert people == last_asked(rows)


@cache
def before() -> bytes:
    """A database of the version that knew no sums."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bot.sqlite3"
        with closing(sqlite3.connect(path)) as database:
            for step in STEPS[:BEFORE]:
                for statement in step:
                    database.execute(statement)
            database.execute(f"PRAGMA user_version = {BEFORE}")
        return path.read_bytes()


async def play(path: Path, old: list[LoggedQuery], steps: list[object]) -> None:
    """On a database of before, of which three rows are summed up with its upgrade."""
    async with Database.connect(path, mode="rw", busy_seconds=1) as database:
        await database.set_up(("PRAGMA foreign_keys = ON", "PRAGMA synchronous = OFF"))
        await log(database, *old)
        await migrate(database)
        for step in steps:
            await happen(database, step)
        while await sum_up(database, 3):
            pass
        await agree(database)


@pytest.fixture(scope="module", autouse=True)
def _few_at_once() -> object:
    few = tuple(statement.replace(f"- {AT_ONCE})", "- 3)") for statement in SUMS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrations, "STEPS", (*STEPS[:BEFORE], few, *STEPS[BEFORE + 1 :]))
        yield


@given(old=st.lists(Questions, max_size=12), steps=Steps)
@settings(max_examples=40, deadline=None)
def test_the_sums_are_those_of_the_rows(old: list[LoggedQuery], steps: list[object]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bot.sqlite3"
        path.write_bytes(before())
        asyncio.run(play(path, old, steps))


async def test_an_answer_is_taken_up_once_whatever_comes_and_goes(tmp_path: Path) -> None:
    def minutes(number: int) -> dict[str, object]:
        return {"user_hash": "ada", "asked_at": NOON + timedelta(minutes=number)}

    async with open_database(tmp_path / "bot.sqlite3") as database:
        await log(database, a_query(1, outcome=Outcome.UNSURE, **minutes(0)))
        for number in (2, 3, 4):
            await log(database, a_query(number, surface=Surface.CHOICE, **minutes(2 * number)))
            await agree(database)
        for number in (3, 4, 2):
            await database.run("DELETE FROM queries WHERE request_id = ?", (f"interaction-{number}",))
            await agree(database)


async def test_a_verdict_that_is_changed_counts_as_what_it_is_now(tmp_path: Path) -> None:
    async with open_database(tmp_path / "bot.sqlite3") as database:
        await log(database, a_query(1, fact_id="lamp"))
        for verdict in (Verdict.WRONG, Verdict.HELPFUL, Verdict.HELPFUL, Verdict.UNCLEAR):
            await happen(database, Feedback("interaction-1", "cy", verdict, NOON))
            await agree(database)


async def test_what_was_forgotten_leaves_no_empty_sum_and_no_asker(tmp_path: Path) -> None:
    async with open_database(tmp_path / "bot.sqlite3") as database:
        await log(database, *(a_query(n, user_hash="ada") for n in range(5)))
        await happen(database, Feedback("interaction-1", "cy", Verdict.WRONG, NOON))

        await happen(database, Person("ada", None))
        sums, people = await database.read("SELECT * FROM sums"), await database.read("SELECT * FROM askers")

    assert (sums, people) == ([], [])


async def test_what_is_salvaged_from_a_damaged_file_is_summed_up_once(tmp_path: Path) -> None:
    async with open_database(tmp_path / "old.sqlite3") as old:
        await log(old, *(a_query(n, user_hash="ada") for n in range(5)))
        await happen(old, Feedback("interaction-1", "cy", Verdict.WRONG, NOON))

    async with open_database(tmp_path / "new.sqlite3") as new:
        await asyncio.to_thread(salvage, old.path, new.path)
        await agree(new)
        kept = await new.read("SELECT * FROM queries")

    assert len(kept) == 5


async def test_a_log_of_before_is_summed_up_slice_by_slice_the_newest_first(tmp_path: Path) -> None:
    async with Database.connect(tmp_path / "bot.sqlite3", mode="rwc", busy_seconds=1) as database:
        await migrate(database, BEFORE)
        await log(database, *(a_query(n, fact_id=f"fact-{n}") for n in range(10)))
        await migrate(database)
        known = "SELECT name FROM sums WHERE guild_id = 0 AND kind = 'fact' ORDER BY name"

        seen = [[row["name"] for row in await database.read(known)]]
        for _ in count():
            more = await sum_up(database, 4)
            seen.append([row["name"] for row in await database.read(known)])
            if not more:
                break

    every = [f"fact-{n}" for n in range(10)]
    assert seen == [every[7:], every[3:], every]
