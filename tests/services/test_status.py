"""The state of the bot is gathered from the database, and a database that fails is part of it."""

from dataclasses import replace
from datetime import timedelta

from bot.database import audit_log
from bot.database.audit_log import AdminAction
from bot.database.connection import Database
from bot.database.query_figures import Counts
from bot.database.query_log import Outcome
from bot.domain.briefing import Briefing
from bot.services.journal import Pace, open_journal
from bot.services.status import status
from tests.database.samples import NOON, a_query, log


async def test_a_day_of_questions_and_the_last_reload_are_told(
    database: Database, briefing: Briefing
) -> None:
    old = NOON - timedelta(days=1, seconds=1)
    await log(
        database,
        a_query(1),
        a_query(2, outcome=Outcome.UNSURE),
        a_query(3, asked_at=old),
        a_query(4, guild_id=99),
    )
    action = AdminAction("1", NOON, 5, "Adam", 11, "reload", "unchanged")
    async with database.transaction() as transaction:
        await audit_log.insert(transaction, [action])

    here = await status(database, briefing, NOON, guild_id=11)
    everywhere = await status(database, briefing, NOON)

    assert here.records is not None
    assert everywhere.records is not None
    assert here.records.day == Counts(1, 1, 0, 2)
    assert everywhere.records.day.total == 3
    assert here.records.last_reload == action
    assert here.records.digests == ()
    assert here.size >= database.path.stat().st_size
    assert here.path is None
    assert everywhere.path == database.path


async def test_another_server_does_not_learn_who_reloaded(database: Database, briefing: Briefing) -> None:
    action = AdminAction("1", NOON, 5, "Adam", 11, "reload", "unchanged")
    async with database.transaction() as transaction:
        await audit_log.insert(transaction, [action])

    there = await status(database, briefing, NOON, guild_id=12)

    assert there.records is not None
    assert there.records.last_reload == replace(action, user_name="")


async def test_entries_that_wait_are_counted(database: Database, briefing: Briefing) -> None:
    pace = Pace(patience=60, first_rest=60, longest_rest=60, closing=0)
    await database.read("PRAGMA query_only = ON")

    async with open_journal(database, pace=pace) as journal:
        await journal.record(a_query(1))
        found = await status(database, briefing, NOON, journal=journal)

    assert (found.pending, found.stalled) == (1, True)
    assert found.records is not None


async def test_a_database_that_cannot_be_read_has_no_records(database: Database, briefing: Briefing) -> None:
    async with database.transaction() as transaction:
        await transaction.run("ALTER TABLE admin_actions RENAME TO elsewhere")

    found = await status(database, briefing, NOON)

    assert found.records is None
    assert found.path == database.path
