"""The log page by page: every row on one page, none twice."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.database.connection import Database
from bot.database.query_log import LoggedQuery, Outcome
from bot.errors import StorageError
from bot.services.log import LAST_PAGE, ROWS, LogPage, LogReader, _page
from tests.database.samples import NOON, a_query, log


@pytest.fixture
def reader(database: Database) -> LogReader:
    return LogReader(database, lambda: NOON + timedelta(days=1))


async def every_page(reader: LogReader, guild_id: int | None) -> list[LogPage[LoggedQuery]]:
    pages = [await reader.recent(0, guild_id)]
    while pages[-1].has_more:
        pages.append(await reader.recent(len(pages), guild_id))
    return pages


@pytest.mark.parametrize("count", [0, 1, 9, 10, 11, 30])
async def test_every_question_is_on_one_page(database: Database, reader: LogReader, count: int) -> None:
    await log(database, *(a_query(number) for number in range(count)))
    await log(database, a_query(1000, guild_id=99))

    pages = await every_page(reader, 11)

    shown = [query.text for page in pages for query in page.rows]
    assert shown == [f"question {number}?" for number in reversed(range(count))]
    assert [page.number for page in pages] == list(range(len(pages)))
    assert all(len(page.rows) == ROWS for page in pages[:-1])


async def test_a_page_beyond_the_end_is_the_last_one(database: Database, reader: LogReader) -> None:
    await log(database, *(a_query(number) for number in range(12)))

    page = await reader.recent(7, None)

    assert (page.number, len(page.rows), page.has_more) == (1, 2, False)


async def test_unanswered_questions_of_the_last_days_are_grouped(
    database: Database, reader: LogReader
) -> None:
    old = NOON - timedelta(days=31)
    await log(
        database,
        a_query(1, text="Why?", outcome=Outcome.UNKNOWN),
        a_query(2, text="why", outcome=Outcome.UNSURE),
        a_query(3, text="old", outcome=Outcome.UNKNOWN, asked_at=old),
        a_query(4, text="found"),
    )

    page = await reader.unanswered(0, None)

    assert [(group.text, group.times) for group in page.rows] == [("why", 2)]


async def test_a_log_that_cannot_be_read_is_told_in_a_sentence(database: Database, reader: LogReader) -> None:
    async with database.transaction() as transaction:
        await transaction.run("ALTER TABLE queries RENAME TO elsewhere")

    with pytest.raises(StorageError, match="cannot be read right now"):
        await reader.recent(0, None)


def test_the_last_page_of_all_has_none_after_it() -> None:
    rows = tuple(range((LAST_PAGE + 1) * ROWS + 1))

    assert _page(rows[:-ROWS], LAST_PAGE - 1).has_more
    assert _page(rows, LAST_PAGE) == LogPage(rows[-ROWS - 1 : -1], LAST_PAGE, has_more=False)


@settings(max_examples=80)
@given(st.integers(0, 1200), st.integers(0, 9999))
def test_there_is_always_a_page_and_an_end(count: int, number: int) -> None:
    asked = min(number, LAST_PAGE)
    rows = tuple(range(count))[: (asked + 1) * ROWS + 1]

    page = _page(rows, number)

    assert 0 <= page.number <= asked
    assert bool(page.rows) is bool(count)
    assert not (page.has_more and page.number >= LAST_PAGE)
