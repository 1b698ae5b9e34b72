"""Thirty days, or fifteen, of a bot and a Discord that are away now and then."""

from datetime import datetime, timedelta
from random import Random

import pytest

from bot.database import digest_log
from bot.database.connection import Database
from bot.database.digest_log import State
from bot.database.subscriptions import Pause
from bot.services.digest.delivery import Delivery
from bot.services.digest.publisher import Gone, Refused, Skipped, Undelivered, Unreachable
from tests.services.digest.room import NINE, START, Room
from tests.thorough import THOROUGH, some_of

pytestmark = pytest.mark.slow

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
DAYS = 30 if THOROUGH else 15
SLOTS = [NINE + n * DAY for n in range(DAYS)]
KINDS = (None, Unreachable(), Refused(), Gone(Pause.GONE), Gone(Pause.FORBIDDEN))


async def _live(delivery: Delivery, room: Room, start: datetime, end: datetime) -> None:
    """Visit as the loop would, when it is time and again after an error.

    Between two slots nothing happens, and while a channel is shut one hour is like another: the tests need
    not look at every quarter of them.
    """
    room.clock.now = start
    while room.clock.now < end:
        try:
            again = await delivery.visit(42)
        except Undelivered:
            again = room.clock.now + HOUR
        assert again is not None
        if room.locked:
            again = max(again, room.clock.now + HOUR)
        room.clock.now = max(room.clock.now, min(again, end))


async def _live_a_month(delivery: Delivery, room: Room, dice: Random, longest: float) -> None:
    """Up for a while, then away or cut off, and so on."""
    now, end = START, SLOTS[-1] + 12 * HOUR
    while now < end:
        up = now + HOUR * dice.uniform(0.1, 30)
        await _live(delivery, room, now, min(up, end))
        down = up + HOUR * dice.uniform(0, longest)
        if trouble := dice.choice(KINDS):
            room.locked = {42: trouble}
            await _live(delivery, room, up, min(down, end))
            room.locked = {}
        now = down


@pytest.mark.parametrize("seed", some_of(range(5), 3))
async def test_with_outages_of_up_to_six_hours_no_date_is_missing_and_none_is_there_twice(
    delivery: Delivery, room: Room, database: Database, seed: int
) -> None:
    await database.read("PRAGMA synchronous = OFF")

    await _live_a_month(delivery, room, Random(seed), longest=5.7)

    assert room.days(42) == [slot.date().isoformat() for slot in SLOTS]
    assert [message.digest.label.number for message in room.messages] == list(range(1, DAYS + 1))
    assert not any(isinstance(news, Skipped) for _, news in room.told)


@pytest.mark.parametrize("seed", some_of(range(5), 3))
async def test_with_any_outages_each_date_is_posted_once_or_written_off_with_its_reason(
    delivery: Delivery, room: Room, database: Database, seed: int
) -> None:
    await database.read("PRAGMA synchronous = OFF")

    await _live_a_month(delivery, room, Random(seed), longest=70)
    await _live(delivery, room, SLOTS[-1] + 12 * HOUR, SLOTS[-1] + 13 * HOUR)

    rows = await digest_log.history(database, 42, limit=-1)
    sent = [row for row in reversed(rows) if row.state is State.SENT]
    assert {row.slot.day for row in rows} == {slot.date() for slot in SLOTS}
    assert room.days(42) == [row.slot.day.isoformat() for row in sent]
    assert all(row.reason for row in rows if row.state is State.SKIPPED)
    assert {row.state for row in rows} == {State.SENT, State.SKIPPED}
