"""The loop never ends, never oversleeps, and no channel waits for another."""

import asyncio
import logging
import sqlite3
from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from bot.database import subscriptions
from bot.database.connection import Database
from bot.database.subscriptions import Pause
from bot.domain.briefing import Briefing
from bot.domain.digest.digest import Digest
from bot.services.digest.delivery import SLICE, Delivery
from bot.services.digest.publisher import Gone, Overdue, Refused, Undelivered, Unreachable
from bot.services.digest.scheduler import DigestScheduler
from tests.services.digest.conftest import WANTED
from tests.services.digest.room import NINE, START, Clock, Room
from tests.services.digest.virtual_time import VirtualTime

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
OTHER = replace(WANTED, channel_id=43, owner_id=98)
LATER = replace(WANTED, channel_id=44, at=time(11), owner_id=97)


async def _live(delivery: Delivery, room: Room, until: datetime, channels: int = 1) -> VirtualTime:
    """From an hour before the first digest, as each quarter of an hour before that is like another."""
    room.clock.now = NINE - HOUR
    virtual = VirtualTime(room.clock, channels + 1, until)
    await virtual.live(DigestScheduler(delivery, room.clock, virtual.sleep).run())
    return virtual


def _times(room: Room, channel_id: int = 42) -> list[datetime]:
    return [message.at for message in room.messages if message.channel_id == channel_id]


async def test_every_day_the_digest_comes_to_the_second_and_sleep_is_never_longer_than_a_slice(
    delivery: Delivery, room: Room
) -> None:
    virtual = await _live(delivery, room, NINE + 2 * DAY + HOUR)

    assert _times(room) == [NINE, NINE + DAY, NINE + 2 * DAY]
    assert max(virtual.spans) == SLICE.total_seconds()
    assert room.requests == 3


@pytest.mark.parametrize("trouble", [Gone(Pause.GONE), Refused(4000.0), Unreachable(), ValueError("ours")])
async def test_a_bad_channel_does_not_delay_another(
    delivery: Delivery, room: Room, database: Database, trouble: Undelivered
) -> None:
    await subscriptions.subscribe(database, OTHER, START)
    await subscriptions.subscribe(database, LATER, START)
    room.locked = {42: trouble}

    await _live(delivery, room, NINE + 3 * HOUR, channels=3)

    assert _times(room, 43) == [NINE]
    assert _times(room, 44) == [NINE + 2 * HOUR]
    assert _times(room, 42) == []


async def test_no_error_ends_the_loop_and_each_failure_waits_twice_as_long(
    delivery: Delivery, room: Room, caplog: pytest.LogCaptureFixture
) -> None:
    locked = sqlite3.OperationalError("database is locked")
    room.troubles = [Unreachable(), ValueError("a mistake of ours"), locked, Refused(), Unreachable()]

    with caplog.at_level(logging.WARNING):
        await _live(delivery, room, NINE + HOUR)

    assert _times(room) == [NINE + timedelta(seconds=5 + 10 + 20 + 40 + 80)]
    assert len([record for record in caplog.records if record.exc_info]) == 1


async def test_patience_has_an_end(delivery: Delivery, room: Room) -> None:
    room.troubles = [Unreachable() for _ in range(12)]

    await _live(delivery, room, NINE + 3 * HOUR)

    doubled = sum(5 * 2**n for n in range(8))
    assert _times(room) == [NINE + timedelta(seconds=doubled) + 4 * SLICE]


async def test_who_asks_for_an_hour_of_silence_gets_it(delivery: Delivery, room: Room) -> None:
    room.troubles = [Refused(3600.0)]

    await _live(delivery, room, NINE + 2 * HOUR)

    assert _times(room) == [NINE + HOUR]
    assert room.requests == 3


async def test_a_subscription_made_meanwhile_is_served_when_the_loop_is_woken(
    delivery: Delivery, room: Room, database: Database, clock: Clock
) -> None:
    soon = time(14, 5)  # five minutes after the start
    virtual = VirtualTime(clock, 2, START + HOUR)
    scheduler = DigestScheduler(delivery, clock, virtual.sleep)

    async def change_and_live() -> None:
        await subscriptions.subscribe(database, replace(WANTED, at=soon), START)
        scheduler.wake()
        await scheduler.run()

    await virtual.live(change_and_live())

    assert _times(room) == [START + timedelta(minutes=5)]


async def test_waking_starts_a_new_channel_at_once(
    delivery: Delivery, room: Room, database: Database, clock: Clock
) -> None:
    virtual = VirtualTime(clock, 2, START + HOUR)
    scheduler = DigestScheduler(delivery, clock, virtual.sleep)
    sleep, called = virtual.sleep, []

    async def subscribe_while_asleep(seconds: float) -> None:
        called.append(seconds)
        if len(called) == 3:
            wanted = replace(OTHER, at=(clock() + timedelta(hours=2, minutes=1)).time())
            await subscriptions.subscribe(database, wanted, clock())
            virtual.sleepers = 3
            scheduler.wake()
        await sleep(seconds)

    scheduler._sleep = subscribe_while_asleep
    await virtual.live(scheduler.run())

    assert len(_times(room, 43)) == 1


async def test_a_failure_is_forgotten_when_the_loop_is_woken(
    delivery: Delivery, room: Room, clock: Clock
) -> None:
    room.troubles = [Unreachable() for _ in range(9)]
    virtual = VirtualTime(clock, 2, NINE + HOUR)

    async def woken_at_ten_past(seconds: float) -> None:
        if len(room.troubles) and clock() >= NINE + timedelta(minutes=10):
            room.troubles = []
            scheduler.wake()
            return
        await virtual.sleep(seconds)

    scheduler = DigestScheduler(delivery, clock, woken_at_ten_past)
    await virtual.live(scheduler.run())

    assert _times(room) == [NINE + timedelta(seconds=5 * (2**7 - 1))]


async def test_a_machine_that_was_asleep_posts_late_when_it_wakes(
    delivery: Delivery, room: Room, clock: Clock
) -> None:
    virtual = VirtualTime(clock, 2, NINE + 4 * HOUR)

    async def suspended(seconds: float) -> None:
        await virtual.sleep(seconds)
        if NINE - SLICE <= clock() < NINE:
            clock.now = NINE + 3 * HOUR

    await virtual.live(DigestScheduler(delivery, clock, suspended).run())

    assert _times(room) == [NINE + 3 * HOUR]
    assert room.messages[0].digest.late == 3 * HOUR


async def test_a_channel_that_is_unsubscribed_is_left_alone(
    delivery: Delivery, room: Room, database: Database, clock: Clock
) -> None:
    virtual = VirtualTime(clock, 1, NINE + HOUR)

    async def leave_at_eight(seconds: float) -> None:
        if clock() >= NINE - HOUR:
            await subscriptions.unsubscribe(database, 42)
        await virtual.sleep(seconds)

    scheduler = DigestScheduler(delivery, clock, leave_at_eight)
    await virtual.live(scheduler.run())

    assert room.messages == []
    assert scheduler._tasks[42].done()
    assert not scheduler._tasks[42].cancelled()  # it has ended by itself


async def test_no_success_for_26_hours_is_told_once(delivery: Delivery, room: Room) -> None:
    room.locked = {42: Unreachable()}

    await _live(delivery, room, NINE + DAY + 8 * HOUR)

    overdue = [news for _, news in room.told if isinstance(news, Overdue)]
    assert overdue == [Overdue(42, None)]


async def test_a_digest_that_is_caught_up_alarms_nobody_whatever_wakes_the_loop(
    database: Database, room: Room, briefing: Briefing, clock: Clock
) -> None:
    """Down for thirty hours, and woken while the first visit is on its way."""
    clock.now = NINE + 6 * HOUR + DAY
    delivery = Delivery(database, room, lambda: briefing, clock, DAY)
    virtual = VirtualTime(clock, 2, clock() + HOUR)
    scheduler = DigestScheduler(delivery, clock, virtual.sleep)
    publish = room.publish

    async def slowly(channel_id: int, digest: Digest, nonce: str) -> int:
        scheduler.wake()
        for _ in range(500):
            await asyncio.sleep(0)
        return await publish(channel_id, digest, nonce)

    room.publish = slowly  # type: ignore[method-assign]
    await virtual.live(scheduler.run())

    assert len(_times(room)) == 1
    assert not [news for _, news in room.told if isinstance(news, Overdue)]


async def test_a_machine_that_slept_for_days_catches_up_before_anybody_is_alarmed(
    delivery: Delivery, room: Room, clock: Clock
) -> None:
    clock.now = NINE
    virtual = VirtualTime(clock, 2, NINE + 3 * DAY)

    async def suspended(seconds: float) -> None:
        await virtual.sleep(seconds)
        if NINE + HOUR <= clock() < NINE + 2 * HOUR:
            clock.now = NINE + 2 * DAY + HOUR

    await virtual.live(DigestScheduler(delivery, clock, suspended).run())

    assert _times(room)[:2] == [NINE, NINE + 2 * DAY + HOUR]
    assert not [news for _, news in room.told if isinstance(news, Overdue)]
