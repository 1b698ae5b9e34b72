"""Questions to the curators: so many a day, one card each, and the card goes with the question."""

from datetime import timedelta
from pathlib import Path

from bot.database import human_questions, query_log
from bot.database.awaited_answers import PublicMessage
from bot.database.connection import Database
from bot.database.human_questions import Declined, Limit
from bot.database.instants import to_text
from bot.database.query_log import LoggedQuery
from tests.database.samples import NOON, a_database, a_query, log

DAY = timedelta(days=1)
LIMIT = Limit(1, NOON - DAY)
CARD = PublicMessage(7, 8)


async def posted(database: Database, asked: LoggedQuery) -> int:
    """The number of her question whose card is posted."""
    await log(database, asked)
    number = await human_questions.insert(database, asked.request_id, "ada", None, NOON, LIMIT)
    assert isinstance(number, int)
    await human_questions.card_posted(database, number, CARD)
    return number


async def test_a_card_is_withdrawn_when_the_time_of_its_question_is_over(tmp_path: Path) -> None:
    async with a_database(tmp_path) as database:
        asked = a_query(1, user_hash="ada")
        number = await posted(database, asked)
        async with database.transaction() as transaction:
            await transaction.run(query_log.DELETE_BEFORE, (to_text(NOON + DAY), 10))

        assert await human_questions.by_number(database, number) is None
        assert await human_questions.withdrawn_cards(database) == (CARD,)


async def test_the_next_day_somebody_may_ask_again(tmp_path: Path) -> None:
    async with a_database(tmp_path) as database:
        first, second = a_query(1, user_hash="ada"), a_query(2, user_hash="ada")
        await log(database, first, second)
        await human_questions.insert(database, first.request_id, "ada", None, NOON, LIMIT)

        too_soon = await human_questions.insert(database, second.request_id, "ada", None, NOON, LIMIT)
        later = NOON + DAY
        in_time = await human_questions.insert(
            database, second.request_id, "ada", None, later, Limit(1, later - DAY)
        )

        assert too_soon is Declined.TOO_MANY
        assert isinstance(in_time, int)


async def test_until_its_card_is_posted_its_asker_has_the_same_number_and_nobody_else(tmp_path: Path) -> None:
    async with a_database(tmp_path) as database:
        asked = a_query(1, user_hash="ada")
        await log(database, asked)
        number = await human_questions.insert(database, asked.request_id, "ada", None, NOON, LIMIT)
        again = await human_questions.insert(database, asked.request_id, "ada", None, NOON, LIMIT)
        other = await human_questions.insert(database, asked.request_id, "bob", None, NOON, LIMIT)
        told = [
            await human_questions.declined(database, asked.request_id, who, LIMIT) for who in ("ada", "bob")
        ]

        assert (again, other) == (number, Declined.ASKED)
        assert told == [None, Declined.ASKED]


async def test_once_its_card_is_posted_it_is_asked(tmp_path: Path) -> None:
    async with a_database(tmp_path) as database:
        asked = a_query(1, user_hash="ada")
        await posted(database, asked)

        again = await human_questions.insert(database, asked.request_id, "ada", None, NOON, LIMIT)
        told = await human_questions.declined(database, asked.request_id, "ada", LIMIT)

        assert again is told is Declined.ASKED
        assert await human_questions.withdrawn_cards(database) == ()


async def test_an_answer_waits_for_its_asker_and_is_given_once(tmp_path: Path) -> None:
    async with a_database(tmp_path) as database:
        asked = a_query(1, user_hash="ada")
        await log(database, asked)
        number = await human_questions.insert(database, asked.request_id, "ada", None, NOON, LIMIT)
        assert isinstance(number, int)
        before = (
            await human_questions.of_person(database, "ada"),
            await human_questions.is_any_private(database),
        )
        first, second = [
            await human_questions.answer(database, number, said, NOON) for said in ("Yes.", "No.")
        ]

        waiting = await human_questions.of_person(database, "ada")
        assert before == (None, False)
        assert (first, second) == (True, False)
        assert waiting == await human_questions.by_number(database, number)
        assert waiting is not None
        assert (waiting.number, waiting.question, waiting.answer) == (number, asked.text, "Yes.")
        assert await human_questions.is_any_private(database)
        assert await human_questions.of_person(database, "bob") is None
        assert await human_questions.in_public(database) == ()


async def test_an_answer_to_what_was_asked_in_public_is_given_there(tmp_path: Path) -> None:
    async with a_database(tmp_path) as database:
        asked, place = a_query(1, user_hash="ada"), PublicMessage(22, 33)
        await log(database, asked)
        number = await human_questions.insert(database, asked.request_id, "ada", place, NOON, LIMIT)
        assert isinstance(number, int)
        await human_questions.answer(database, number, "Yes.", NOON)

        [waiting] = await human_questions.in_public(database)
        assert (waiting.number, waiting.place, waiting.answer) == (number, place, "Yes.")
        assert await human_questions.of_person(database, "ada") is None
