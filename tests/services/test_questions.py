"""Every question is on record before its answer goes out."""

import sqlite3
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio

from bot.database.query_log import LoggedQuery, Outcome, Surface, Verdict, recent
from bot.database.user_key import open_user_key
from bot.domain.answering import Chat, Found, Thresholds, Unknown, Unsure
from bot.services.asking import LONGEST_QUESTION
from bot.services.journal import Pace, open_journal
from bot.services.questions import QuestionService, Request
from bot.services.snapshot import Snapshot, Snapshots
from tests.database.samples import furnished, rated

NOW = datetime(2025, 4, 9, 12, 0, tzinfo=UTC)
SOMEBODY = Request(1, Surface.SLASH, user_id=7, guild_id=8, channel_id=9)
LAMP = "how tall is the lamp"


@pytest_asyncio.fixture
async def questions(tmp_path: Path, snapshot: Snapshot) -> AsyncIterator[QuestionService]:
    async with (
        furnished(tmp_path / "bot.sqlite3", busy_seconds=0.01) as database,
        open_journal(database, pace=Pace(patience=60, first_rest=0.01)) as journal,
    ):
        key = await open_user_key(database)
        yield QuestionService(Snapshots(snapshot), database, journal, key, lambda: NOW)


async def only_row(questions: QuestionService) -> LoggedQuery:
    [row] = await recent(questions.database, limit=10)
    return row


async def test_an_answer_is_on_record_when_it_is_given(questions: QuestionService) -> None:
    reply = await questions.ask(LAMP, SOMEBODY)

    row = await only_row(questions)
    assert isinstance(reply.answer, Found)
    assert row.outcome is Outcome.ANSWERED
    assert (row.text, row.fact_id, row.asked_at) == (LAMP, "lamp-height", NOW)
    assert (row.request_id, row.guild_id, row.channel_id) == ("1", 8, 9)
    assert (row.user_hash, row.sheet) == (questions.key.hash(7), reply.snapshot.version)
    assert row.score == reply.answer.score


async def test_a_choice_between_facts_is_on_record_with_the_nearest(
    questions: QuestionService, snapshot: Snapshot
) -> None:
    strict = Thresholds(answer=101, offer=0)
    questions.snapshots.replace(replace(snapshot, thresholds=strict))

    reply = await questions.ask("tower open visitors lamp night", SOMEBODY)

    row = await only_row(questions)
    assert isinstance(reply.answer, Unsure)
    assert (row.outcome, row.fact_id) == (Outcome.UNSURE, reply.answer.choices[0].id)


async def test_a_further_question_of_a_message_is_on_record_beside_the_first(
    questions: QuestionService,
) -> None:
    message = "how tall is the lamp? what is the capital of France?"

    await questions.ask(message, SOMEBODY)
    await questions.ask(message, SOMEBODY)  # delivered again

    further, first = await recent(questions.database, limit=10)
    assert (first.request_id, first.text, first.fact_id) == ("1", message, "lamp-height")
    assert (further.request_id, further.text) == ("1-2", "what is the capital of France?")
    assert (first.outcome, further.outcome) == (Outcome.ANSWERED, Outcome.UNKNOWN)
    assert (further.user_hash, further.asked_at) == (first.user_hash, first.asked_at)


async def test_an_open_question_is_on_record_by_its_id(questions: QuestionService) -> None:
    reply = await questions.ask("Who built the lighthouse?", SOMEBODY)

    row = await only_row(questions)
    assert isinstance(reply.answer, Unknown)
    assert (row.outcome, row.open_question_id) == (Outcome.UNKNOWN, "architect")


@pytest.mark.parametrize("nothing", ["?", "...", "https://example.org/lol", "<@123>"])
async def test_what_has_no_word_is_no_gap(questions: QuestionService, nothing: str) -> None:
    await questions.ask(nothing, SOMEBODY)

    assert (await only_row(questions)).chat


@pytest.mark.parametrize("noun", ["wifi", "Music?", "the menu", "hi, any pizza?"])
async def test_a_noun_that_the_sheet_does_not_have_is_a_gap(questions: QuestionService, noun: str) -> None:
    reply = await questions.ask(noun, SOMEBODY)

    assert isinstance(reply.answer, Unknown)
    assert not (await only_row(questions)).chat


async def test_small_talk_is_on_record_as_such_and_asks_for_no_fact(questions: QuestionService) -> None:
    reply = await questions.ask("hello there, thx!", SOMEBODY)

    row = await only_row(questions)
    assert isinstance(reply.answer, Chat)
    assert (row.outcome, row.chat, row.fact_id, row.open_question_id) == (Outcome.UNKNOWN, True, None, None)


@pytest.mark.parametrize("name", ["lamp-height", " architect "])
async def test_an_id_names_its_fact_or_open_question(questions: QuestionService, name: str) -> None:
    reply = await questions.ask(name, SOMEBODY)

    assert (await only_row(questions)).text == reply.question
    assert reply.question.endswith("?")
    assert reply.answer.score == 100


async def test_what_was_picked_is_on_record_and_what_is_gone_is_not(questions: QuestionService) -> None:
    gone = await questions.choose("no-such-fact", SOMEBODY)
    picked = await questions.choose("visitors", replace(SOMEBODY, surface=Surface.CHOICE))

    row = await only_row(questions)
    assert gone is None
    assert picked is not None
    assert (row.surface, row.fact_id) == (Surface.CHOICE, "visitors")


async def test_a_repeated_request_is_one_row(questions: QuestionService) -> None:
    await questions.ask(LAMP, SOMEBODY)
    await questions.ask(LAMP, SOMEBODY)

    assert (await only_row(questions)).request_id == "1"


async def test_what_is_kept_is_scrubbed_and_bounded(questions: QuestionService) -> None:
    await questions.ask(f"me@example.org {'lamp ' * LONGEST_QUESTION}", SOMEBODY)

    row = await only_row(questions)
    assert row.text.startswith("[email] lamp")
    assert len(row.text) <= LONGEST_QUESTION


async def test_a_verdict_is_kept_with_its_question(questions: QuestionService) -> None:
    await questions.ask(LAMP, SOMEBODY)
    await questions.rate("1", 7, Verdict.OUTDATED)

    [given] = await rated(questions.database)
    assert (given.query.fact_id, given.outdated) == ("lamp-height", 1)


async def test_a_question_is_recalled_also_while_it_waits_for_the_database(
    questions: QuestionService,
) -> None:
    with sqlite3.connect(questions.database.path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        await questions.ask(LAMP, SOMEBODY)
        waiting = await questions.recall("1")
        other.execute("ROLLBACK")
    other.close()
    await questions.journal.drain()
    written = await questions.recall("1")

    assert waiting is not None
    assert waiting == written


async def test_a_question_nobody_asked_is_not_recalled(questions: QuestionService) -> None:
    assert await questions.recall("1") is None


async def test_a_question_is_not_recalled_while_the_log_cannot_be_read(questions: QuestionService) -> None:
    await questions.ask(LAMP, SOMEBODY)
    async with questions.database.transaction() as transaction:
        await transaction.run("ALTER TABLE queries RENAME TO lost")

    assert await questions.recall("1") is None
