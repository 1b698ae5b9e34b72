"""The desk: every question is on record before its answer goes out."""

import sqlite3
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio

from bot.database.database_file import open_database
from bot.database.feedback import Verdict, by_fact
from bot.database.query_log import LoggedQuery, Outcome, Surface, recent
from bot.database.user_key import open_user_key
from bot.domain.answering import Found, Thresholds, Unknown, Unsure
from bot.services.desk import LONGEST_KEPT, Desk, Occasion
from bot.services.journal import Pace, open_journal
from bot.services.library import Library, Snapshot

NOW = datetime(2025, 4, 9, 12, 0, tzinfo=UTC)
SOMEBODY = Occasion(1, Surface.SLASH, user_id=7, guild_id=8, channel_id=9)
LAMP = "how tall is the lamp"


@pytest_asyncio.fixture
async def desk(tmp_path: Path, shelf: Snapshot) -> AsyncIterator[Desk]:
    async with (
        open_database(tmp_path / "bot.sqlite3", busy_seconds=0.01) as database,
        open_journal(database, pace=Pace(patience=0.05, first_rest=0.01)) as journal,
    ):
        key = await open_user_key(database)
        yield Desk(Library(shelf), database, journal, key, lambda: NOW)


async def only_row(desk: Desk) -> LoggedQuery:
    [row] = await recent(desk.database, limit=10)
    return row


async def test_an_answer_is_on_record_when_it_is_given(desk: Desk) -> None:
    reply = await desk.ask(LAMP, SOMEBODY)

    row = await only_row(desk)
    assert isinstance(reply.answer, Found)
    assert row.outcome is Outcome.ANSWERED
    assert (row.text, row.fact_id, row.asked_at) == (LAMP, "lamp-height", NOW)
    assert (row.request_id, row.guild_id, row.channel_id) == ("1", 8, 9)
    assert (row.user_hash, row.sheet) == (desk.key.hash(7), reply.snapshot.version)
    assert row.score == reply.answer.score


async def test_a_choice_between_facts_is_on_record_with_the_nearest(desk: Desk, shelf: Snapshot) -> None:
    strict = Thresholds(answer=100, sure=100, offer=0)
    desk.library.replace(replace(shelf, thresholds=strict))

    reply = await desk.ask("tower open visitors lamp night", SOMEBODY)

    row = await only_row(desk)
    assert isinstance(reply.answer, Unsure)
    assert (row.outcome, row.fact_id) == (Outcome.UNSURE, reply.answer.choices[0].id)


async def test_an_open_question_is_on_record_by_its_id(desk: Desk) -> None:
    reply = await desk.ask("Who built the lighthouse?", SOMEBODY)

    row = await only_row(desk)
    assert isinstance(reply.answer, Unknown)
    assert (row.outcome, row.open_question_id) == (Outcome.UNKNOWN, "architect")


@pytest.mark.parametrize("name", ["lamp-height", " architect "])
async def test_an_id_names_its_fact_or_open_question(desk: Desk, name: str) -> None:
    reply = await desk.ask(name, SOMEBODY)

    assert (await only_row(desk)).text == reply.question
    assert reply.question.endswith("?")
    assert reply.answer.score == 100


async def test_what_was_picked_is_on_record_and_what_is_gone_is_not(desk: Desk) -> None:
    gone = await desk.choose("no-such-fact", SOMEBODY)
    picked = await desk.choose("visitors", replace(SOMEBODY, surface=Surface.CHOICE))

    row = await only_row(desk)
    assert gone is None
    assert picked is not None
    assert (row.surface, row.fact_id) == (Surface.CHOICE, "visitors")


async def test_a_repeated_request_is_one_row(desk: Desk) -> None:
    await desk.ask(LAMP, SOMEBODY)
    await desk.ask(LAMP, SOMEBODY)

    assert (await only_row(desk)).request_id == "1"


async def test_what_is_kept_is_scrubbed_and_bounded(desk: Desk) -> None:
    await desk.ask(f"me@example.org {'lamp ' * LONGEST_KEPT}", SOMEBODY)

    row = await only_row(desk)
    assert row.text.startswith("[email] lamp")
    assert len(row.text) <= LONGEST_KEPT


async def test_a_verdict_is_kept_with_its_question(desk: Desk) -> None:
    await desk.ask(LAMP, SOMEBODY)
    await desk.rate("1", 7, Verdict.OUTDATED)

    [given] = await by_fact(desk.database, NOW)
    assert (given.fact_id, given.outdated) == ("lamp-height", 1)


async def test_a_question_is_recalled_also_while_it_waits_for_the_database(desk: Desk) -> None:
    with sqlite3.connect(desk.database.path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        await desk.ask(LAMP, SOMEBODY)
        waiting = await desk.recall("1")
        other.execute("ROLLBACK")
    other.close()
    await desk.journal.drain()
    written = await desk.recall("1")

    assert waiting is not None
    assert waiting == written


async def test_a_question_nobody_asked_is_not_recalled(desk: Desk) -> None:
    assert await desk.recall("1") is None
