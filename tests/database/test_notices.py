"""Something is told once, whoever tries to tell it."""

import asyncio

from bot.database import subscriptions
from bot.database.connection import Database
from bot.database.database_file import open_database
from bot.database.subscriptions import OwnerNotice
from tests.database.samples import NOON


async def test_of_many_only_one_may_tell_and_after_clearing_one_again(database: Database) -> None:
    async with open_database(database.path) as other:
        claims = [subscriptions.claim_notice(db, 1, OwnerNotice.PAUSED, NOON) for db in (database, other) * 5]
        first = await asyncio.gather(*claims)

    await subscriptions.clear_notices(database, 1, OwnerNotice.PAUSED)
    again = await subscriptions.claim_notice(database, 1, OwnerNotice.PAUSED, NOON)

    assert sum(first) == 1
    assert again


async def test_channels_and_kinds_do_not_silence_each_other(database: Database) -> None:
    told = [
        await subscriptions.claim_notice(database, channel, notice, NOON)
        for channel in (1, 2)
        for notice in (OwnerNotice.PAUSED, OwnerNotice.OVERDUE)
    ]

    await subscriptions.clear_notices(database, 1, OwnerNotice.PAUSED)

    assert told == [True] * 4
    assert not await subscriptions.claim_notice(database, 1, OwnerNotice.OVERDUE, NOON)
