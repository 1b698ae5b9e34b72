"""The views of the log add up to sums written by hand, and hold nobody's hash."""

from datetime import timedelta

import pytest

from bot.database.connection import Database
from bot.database.query_log import Feedback, Outcome, Surface, Verdict, insert_feedback
from tests.database.samples import NOON, a_query, log

VIEWS = ("log_questions", "log_days", "log_facts", "log_channels", "log_unanswered")
UNKNOWN: dict[str, object] = {"outcome": Outcome.UNKNOWN, "fact_id": None}


@pytest.fixture
async def filled(database: Database) -> Database:
    """Two days, two channels, one direct message, and a word of thanks."""
    day_later = {"asked_at": NOON + timedelta(days=1)}
    await log(
        database,
        a_query(1, fact_id="lamp", user_hash="ada"),
        a_query(2, fact_id="lamp", user_hash="bob"),
        a_query(3, **UNKNOWN, text="Who built it?", user_hash="ada"),
        a_query(4, **UNKNOWN, text="who built it", user_hash="bob", channel_id=23),
        a_query(5, outcome=Outcome.UNSURE, fact_id="lamp", guild_id=None, channel_id=None, **day_later),
        a_query(6, **UNKNOWN, chat=True, text="thanks"),
        a_query(7, fact_id="door", surface=Surface.CHOICE, guild_id=2**62, channel_id=2**62 + 1, **day_later),
    )
    async with database.transaction() as transaction:
        verdicts = [("1", "bob", Verdict.HELPFUL), ("1", "cy", Verdict.WRONG), ("2", "cy", Verdict.WRONG)]
        await insert_feedback(
            transaction, [Feedback(f"interaction-{n}", who, verdict, NOON) for n, who, verdict in verdicts]
        )
    return database


async def rows(database: Database, sql: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in await database.read(sql)]


async def test_days_add_up(filled: Database) -> None:
    assert await rows(filled, "SELECT * FROM log_days ORDER BY day") == [
        ("2025-04-09", 4, 2, 0, 2, 50.0, 2),
        ("2025-04-10", 2, 1, 1, 0, 50.0, 2),
    ]


async def test_facts_add_up(filled: Database) -> None:
    found = await rows(
        filled, "SELECT fact_id, answered, helpful, wrong, outdated, unclear FROM log_facts ORDER BY fact_id"
    )

    assert found == [
        ("door", 1, 0, 0, 0, 0),
        ("lamp", 2, 1, 2, 0, 0),
    ]


async def test_channels_add_up_and_their_ids_are_text(filled: Database) -> None:
    assert await rows(filled, "SELECT * FROM log_channels ORDER BY questions DESC, channel_id") == [
        ("11", "22", 3, 2, 66.7),
        (None, None, 1, 0, 0.0),
        ("11", "23", 1, 0, 0.0),
        (str(2**62), str(2**62 + 1), 1, 1, 100.0),
    ]


async def test_what_was_not_answered_is_grouped(filled: Database) -> None:
    found = await rows(filled, "SELECT text, times, nearest_fact FROM log_unanswered ORDER BY times DESC")

    assert found == [("who built it", 2, None), ("question 5?", 1, "lamp")]


async def test_every_question_is_there_once_with_its_verdicts(filled: Database) -> None:
    found = await rows(filled, "SELECT question, helpful, wrong FROM log_questions ORDER BY question")

    assert found == [(1, 1, 1), (2, 0, 1), (3, 0, 0), (4, 0, 0), (5, 0, 0), (6, 0, 0), (7, 0, 0)]


@pytest.mark.parametrize("view", VIEWS)
async def test_no_view_tells_who_asked(filled: Database, view: str) -> None:
    found = await filled.read(f"SELECT * FROM {view}")  # noqa: S608 - one of ours

    assert found
    assert not any("user" in column or "hash" in column for column in found[0].keys())  # noqa: SIM118 - a Row is no dict
    assert not {"ada", "bob", "cy"} & {cell for row in found for cell in tuple(row)}
