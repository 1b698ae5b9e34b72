"""A digest that followers of its channel want as well: sent on once, and never a reason to post twice."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.database import digest_log, subscriptions
from bot.database.connection import Database
from bot.database.digest_log import State
from bot.database.subscriptions import Pause
from bot.services.digest.delivery import Delivery
from bot.services.digest.publisher import Gone, NotCrossposted, Refused, Undelivered, Unreachable
from tests.services.digest.conftest import WANTED
from tests.services.digest.room import NINE, START, Clock, Room

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@pytest.fixture
async def followed(database: Database) -> Database:
    await subscriptions.subscribe(database, replace(WANTED, crosspost=True), START)
    return database


async def test_it_is_sent_on_only_where_that_was_asked_for(
    delivery: Delivery, room: Room, clock: Clock, database: Database
) -> None:
    clock.now = NINE
    await delivery.visit(42)
    before = list(room.crossposted)
    await subscriptions.subscribe(database, replace(WANTED, crosspost=True), NINE)
    clock.now = NINE + DAY
    await delivery.visit(42)

    assert before == []
    assert room.crossposted == [room.messages[1].id]


@pytest.mark.parametrize("trouble", [Unreachable(), Refused(30.0)])
async def test_what_may_pass_is_tried_again_without_another_post(
    delivery: Delivery, room: Room, clock: Clock, followed: Database, trouble: Undelivered
) -> None:
    room.crossposting = [trouble]
    clock.now = NINE

    with pytest.raises(type(trouble)):
        await delivery.visit(42)
    await delivery.visit(42)

    (row,) = await digest_log.history(followed, 42, limit=9)
    assert len(room.messages) == 1
    assert room.crossposted == [room.messages[0].id]
    assert row.state is State.SENT


@pytest.mark.parametrize("trouble", [Refused(), Gone(Pause.FORBIDDEN)])
async def test_a_plain_no_is_told_once_and_the_digest_counts_as_sent(
    delivery: Delivery, room: Room, clock: Clock, followed: Database, trouble: Undelivered
) -> None:
    for days in range(2):
        room.crossposting = [trouble]
        clock.now = NINE + days * DAY
        await delivery.visit(42)

    rows = await digest_log.history(followed, 42, limit=9)
    assert [row.state for row in rows] == [State.SENT, State.SENT]
    assert room.told == [(99, NotCrossposted(42))]


async def test_when_the_window_is_over_the_digest_counts_as_sent_all_the_same(
    delivery: Delivery, room: Room, clock: Clock, followed: Database
) -> None:
    room.crossposting = [Unreachable(), Unreachable()]
    clock.now = NINE
    with pytest.raises(Unreachable):
        await delivery.visit(42)
    clock.now = NINE + 7 * HOUR

    await delivery.visit(42)

    (row,) = await digest_log.history(followed, 42, limit=9)
    assert row.state is State.SENT
    assert len(room.messages) == 1
