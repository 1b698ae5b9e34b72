"""One verdict a person and question; the last one counts."""

from bot.database import query_log
from bot.database.connection import Database
from bot.database.query_log import Feedback, Verdict
from tests.database.samples import NOON, a_query, log, rated


async def put(database: Database, *verdicts: tuple[int, str, Verdict]) -> None:
    given = [Feedback(f"interaction-{number}", user, verdict, NOON) for number, user, verdict in verdicts]
    async with database.transaction() as transaction:
        await query_log.insert_feedback(transaction, given)


async def test_a_person_may_change_their_mind(database: Database) -> None:
    await log(database, a_query(1))

    await put(database, (1, "u", Verdict.HELPFUL), (1, "v", Verdict.WRONG))
    await put(database, (1, "u", Verdict.OUTDATED), (1, "u", Verdict.OUTDATED))

    [row] = await rated(database)
    assert (row.helpful, row.wrong, row.outdated, row.unclear) == (0, 1, 1, 0)


async def test_a_verdict_on_a_question_that_is_gone_is_dropped(database: Database) -> None:
    await put(database, (1, "u", Verdict.HELPFUL))

    assert await database.read("SELECT * FROM feedback") == []


async def test_verdicts_go_with_their_question(database: Database) -> None:
    await log(database, a_query(1), a_query(2))
    await put(database, (1, "u", Verdict.HELPFUL), (2, "u", Verdict.HELPFUL))

    await database.read("DELETE FROM queries WHERE request_id = 'interaction-1'")
    left = await database.read("SELECT request_id FROM feedback JOIN queries ON id = query_id")

    assert [row["request_id"] for row in left] == ["interaction-2"]
    assert len(await database.read("SELECT * FROM feedback")) == 1
