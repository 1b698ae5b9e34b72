"""Wishes for an answer that the briefing did not have are found again until somebody was told."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.database.awaited_answers import PublicMessage
from bot.database.connection import Database
from bot.database.user_key import open_user_key
from bot.services.awaited_answers import AwaitedAnswers
from bot.services.snapshot import Snapshot, Snapshots
from tests.database.samples import NOON, a_database, a_query, log

ADA = 123456789012345678
PLACE = PublicMessage(channel_id=5, message_id=6)


@pytest_asyncio.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with a_database(tmp_path) as opened:
        yield opened


async def an_awaiting(database: Database, snapshot: Snapshot, question: str) -> AwaitedAnswers:
    """Somebody waits for the answer to this question."""
    key = await open_user_key(database)
    asked = a_query(1, text=question, user_hash=key.hash(ADA), sheet="before")
    await log(database, asked)
    awaited = AwaitedAnswers(Snapshots(snapshot), database, key, lambda: NOON)
    assert await awaited.wish(asked.request_id, ADA, PLACE)
    return awaited


async def test_what_could_not_be_told_is_found_again(database: Database, snapshot: Snapshot) -> None:
    awaited = await an_awaiting(database, snapshot, "how tall is the lamp")

    first = await awaited.in_public()
    again = await awaited.in_public()
    await awaited.told(again[0])

    assert [each.wish.place for each in first] == [each.wish.place for each in again] == [PLACE]
    assert await awaited.in_public() == ()


async def test_every_place_is_told_and_each_once_however_many_wait_there(
    database: Database, snapshot: Snapshot
) -> None:
    awaited = await an_awaiting(database, snapshot, "how tall is the lamp")
    later = PublicMessage(channel_id=5, message_id=7)
    for number, place in ((2, later), (3, PLACE)):
        asked = a_query(number, text="how tall is the lamp", sheet="before")
        await log(database, asked)
        assert await awaited.wish(asked.request_id, ADA + number, place)

    found = await awaited.in_public()

    assert len(found) == 2
    assert {each.wish.place for each in found} == {later, PLACE}


async def test_what_is_still_not_said_is_looked_at_once_for_each_sheet(
    database: Database, snapshot: Snapshot
) -> None:
    awaited = await an_awaiting(database, snapshot, "who paints the fence")

    assert await awaited.in_public() == ()
    await database.connection.close()  # it is not asked again

    assert await awaited.in_public() == ()


async def test_what_was_told_and_could_not_be_noted_is_told_again(
    database: Database, snapshot: Snapshot, caplog: pytest.LogCaptureFixture
) -> None:
    awaited = await an_awaiting(database, snapshot, "how tall is the lamp")
    [fulfilled] = await awaited.in_public()
    async with database.transaction() as transaction:
        await transaction.run("ALTER TABLE awaited_answers RENAME TO lost")

    await awaited.told(fulfilled)

    assert "That somebody was told could not be noted: no such table" in caplog.text
