"""Who did what, when."""

from datetime import timedelta

from bot.database import audit_log
from bot.database.audit_log import AdminAction
from bot.database.connection import Database
from bot.database.instants import to_text
from tests.database.samples import NOON, deeds


def an_action(number: int, guild_id: int | None = 1) -> AdminAction:
    at = NOON + timedelta(minutes=number)
    return AdminAction(
        f"interaction-{number}", at, 2**62 + number, "Ada", guild_id, "reload", f"{number} facts"
    )


async def insert(database: Database, *actions: AdminAction) -> None:
    async with database.transaction() as transaction:
        await audit_log.insert(transaction, actions)


async def test_actions_come_back_as_they_were_the_newest_first(database: Database) -> None:
    done = [an_action(1), an_action(2, guild_id=None), an_action(3)]
    await insert(database, *done)

    assert list(await deeds(database)) == done[::-1]


async def test_an_action_that_is_recorded_twice_is_one_row(database: Database) -> None:
    await insert(database, an_action(1), an_action(1))
    await insert(database, an_action(1))

    assert await deeds(database) == (an_action(1),)


async def test_old_actions_are_deleted_up_to_an_instant(database: Database) -> None:
    await insert(database, *(an_action(n) for n in range(5)))

    async with database.transaction() as transaction:
        deleted = await transaction.run(audit_log.DELETE_BEFORE, (to_text(NOON + timedelta(minutes=3)), 10))

    assert len(deleted) == 3
    assert await deeds(database) == (an_action(4), an_action(3))


async def test_the_last_time_that_something_was_done_is_known(database: Database) -> None:
    await insert(database, an_action(1), an_action(2))

    assert await audit_log.latest(database, "reload") == an_action(2)
    assert await audit_log.latest(database, "digest") is None
