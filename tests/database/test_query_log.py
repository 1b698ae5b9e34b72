"""One row a question, as it was asked."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.database import query_log
from bot.database.connection import Database
from bot.database.instants import to_text
from bot.database.query_log import Feedback, LoggedQuery, Outcome, Surface, Verdict
from tests.database.samples import NOON, a_query, log

SNOWFLAKES = st.integers(0, 2**63 - 1)
WORDS = st.text(st.characters(exclude_categories=["Cs"]))
ROWS = st.builds(
    LoggedQuery,
    request_id=WORDS,
    asked_at=st.integers(0, 10**9).map(lambda seconds: NOON + timedelta(seconds=seconds)),
    surface=st.sampled_from(Surface),
    guild_id=st.none() | SNOWFLAKES,
    channel_id=st.none() | SNOWFLAKES,
    user_hash=st.none() | WORDS,
    text=WORDS,
    outcome=st.sampled_from(Outcome),
    fact_id=st.none() | WORDS,
    open_question_id=st.none() | WORDS,
    score=st.floats(0, 100),
    sheet=WORDS,
    elapsed_ms=st.floats(0, 1e6),
)


@given(rows=st.lists(ROWS, unique_by=lambda row: row.request_id, max_size=8))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
async def test_what_is_read_is_what_was_written(database: Database, rows: list[LoggedQuery]) -> None:
    async with database.transaction() as transaction:
        await transaction.run("DELETE FROM queries")
        await query_log.insert(transaction, rows)

    read = await query_log.recent(database, limit=100)

    assert list(read) == rows[::-1]


async def test_a_request_that_comes_twice_is_one_row_and_the_first(database: Database) -> None:
    await log(database, a_query(1))
    await log(database, replace(a_query(1), text="again?"), a_query(2))

    read = await query_log.recent(database, limit=10)

    assert [row.text for row in read] == ["question 2?", "question 1?"]


async def test_the_newest_questions_come_first_and_servers_stay_apart(database: Database) -> None:
    await log(database, *(a_query(n, guild_id=n % 2) for n in range(10)))

    everywhere = await query_log.recent(database, limit=3)
    here = await query_log.recent(database, limit=3, guild_id=0)

    assert [row.text for row in everywhere] == ["question 9?", "question 8?", "question 7?"]
    assert [row.text for row in here] == ["question 8?", "question 6?", "question 4?"]


async def test_reading_since_an_instant_pages_through_everything_in_order(database: Database) -> None:
    await log(database, *(a_query(n) for n in range(25)))

    start = NOON + timedelta(seconds=4)
    pages = [page async for page in query_log.pages_since(database, start, page=4)]

    assert [len(page) for page in pages] == [4, 4, 4, 4, 4, 1]
    assert [query_log.query_of(row) for page in pages for row in page] == [a_query(n) for n in range(4, 25)]


async def test_a_question_comes_with_its_verdicts(database: Database) -> None:
    await log(database, a_query(1), a_query(2))
    verdicts = [Verdict.HELPFUL, Verdict.HELPFUL, Verdict.WRONG, Verdict.UNCLEAR]
    async with database.transaction() as transaction:
        await query_log.insert_feedback(
            transaction,
            (Feedback("interaction-2", f"u{n}", verdict, NOON) for n, verdict in enumerate(verdicts)),
        )

    [rows] = [page async for page in query_log.pages_since(database, NOON)]

    assert [tuple(row)[-5:-1] for row in rows] == [(0, 0, 0, 0), (2, 1, 0, 1)]


async def test_deleting_before_an_instant_keeps_that_instant(database: Database) -> None:
    await log(database, *(a_query(n) for n in range(5)))

    async with database.transaction() as transaction:
        deleted = await transaction.run(query_log.DELETE_BEFORE, (to_text(NOON + timedelta(seconds=3)), 10))
    left = await query_log.recent(database, limit=10)

    assert len(deleted) == 3
    assert [row.text for row in left] == ["question 4?", "question 3?"]
