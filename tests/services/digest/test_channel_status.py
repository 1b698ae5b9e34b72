"""Where each channel stands, and when somebody has to be told."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.database import subscriptions
from bot.database.connection import Database
from bot.database.subscriptions import Pause
from bot.services.digest.channel_status import last_settled_day, next_of_all, report_overdue, statuses
from bot.services.digest.delivery import Delivery
from bot.services.digest.publisher import Gone, Overdue, Skipped, Unreachable
from tests.services.digest.conftest import WANTED
from tests.services.digest.room import NINE, START, Clock, Room

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


async def test_a_status_names_the_last_digest_and_the_next_slot(
    delivery: Delivery, database: Database, clock: Clock
) -> None:
    clock.now = NINE
    await delivery.visit(42)

    (status,) = await statuses(database, NINE + HOUR, guild_id=7)

    assert status.last is not None
    assert status.last.slot.day == date(2025, 4, 9)
    assert status.upcoming is not None
    assert status.upcoming.instant == NINE + DAY
    assert not status.overdue


async def test_the_next_of_all_is_the_earliest_of_those_that_are_not_paused(database: Database) -> None:
    for channel, hour in ((43, 8), (41, 7), (44, 8)):
        await subscriptions.subscribe(database, replace(WANTED, channel_id=channel, at=time(hour)), START)
    await subscriptions.pause(database, 41, Pause.ASKED, START)

    first = await next_of_all(database, START)
    for status in await statuses(database, START):
        await subscriptions.pause(database, status.channel_id, Pause.ASKED, START)

    assert first is not None
    assert (first.channel_id, first.upcoming and first.upcoming.instant) == (43, NINE - HOUR)
    assert await next_of_all(database, START) is None


async def test_a_slot_is_upcoming_until_its_very_instant(database: Database) -> None:
    before, then = [
        (await statuses(database, now))[0].upcoming for now in (NINE - timedelta(seconds=1), NINE)
    ]

    assert before is not None
    assert then is not None
    assert (before.instant, then.instant) == (NINE, NINE + DAY)


async def test_a_new_channel_has_no_last_digest_and_is_not_overdue(database: Database) -> None:
    (status,) = await statuses(database, START + 20 * HOUR)

    assert status.last is None
    assert not status.overdue


async def test_of_days_that_a_wrong_clock_settled_none_counts_beyond_tomorrow(
    delivery: Delivery, database: Database, clock: Clock
) -> None:
    for days in (0, 1, 9):
        clock.now = NINE + days * DAY
        await delivery.visit(42)
    (subscription,) = await subscriptions.subscriptions(database)

    assert await last_settled_day(database, subscription, NINE + HOUR) == date(2025, 4, 10)
    assert await last_settled_day(database, subscription, NINE + 8 * DAY) == date(2025, 4, 18)


@pytest.mark.parametrize("hours", [25, 26, 26.1, 100])
async def test_after_26_hours_without_a_success_a_channel_is_overdue(
    delivery: Delivery, database: Database, clock: Clock, hours: float
) -> None:
    clock.now = NINE
    await delivery.visit(42)

    (status,) = await statuses(database, NINE + hours * HOUR)

    assert status.overdue is (hours > 26)


async def test_the_owner_is_told_once_and_again_only_after_a_success(
    delivery: Delivery, room: Room, database: Database, clock: Clock
) -> None:
    for days in (2, 2.1, 2.2):
        await report_overdue(database, room, START + days * DAY, {42})
    clock.now = NINE + 2 * DAY
    await delivery.visit(42)
    await report_overdue(database, room, clock.now + 30 * HOUR, {42})

    overdue = [told for told in room.told if isinstance(told[1], Overdue)]
    assert overdue == [(99, Overdue(42, None)), (99, Overdue(42, NINE + 2 * DAY))]


@pytest.mark.parametrize("reason", list(Pause))
async def test_a_paused_channel_is_never_overdue(database: Database, reason: Pause) -> None:
    await subscriptions.pause(database, 42, reason, START)

    (status,) = await statuses(database, START + 9 * DAY)

    assert not status.overdue
    assert status.upcoming is None


async def test_a_changed_timetable_starts_the_patience_anew(
    delivery: Delivery, database: Database, clock: Clock
) -> None:
    clock.now = NINE
    await delivery.visit(42)

    await subscriptions.subscribe(database, replace(WANTED, zone="Pacific/Kiritimati"), NINE + 25 * HOUR)
    (status,) = await statuses(database, NINE + 30 * HOUR)

    assert not status.overdue


@pytest.mark.parametrize(("error", "times"), [(Unreachable(), 2), (Gone(Pause.FORBIDDEN), 1)])
async def test_who_cannot_be_told_now_is_told_later_and_who_will_not_listen_is_left_alone(
    room: Room, database: Database, error: Exception, times: int
) -> None:
    tries = []

    class Deaf(Room):
        async def tell(self, owner_id: int | None, news: object) -> None:
            tries.append((owner_id, news))
            raise error

    deaf = Deaf(room.clock)
    for _ in range(2):
        await report_overdue(database, deaf, START + 2 * DAY, {42})

    assert len(tries) == times


async def test_a_day_that_was_skipped_and_told_is_not_overdue_as_well(
    delivery: Delivery, room: Room, database: Database, clock: Clock
) -> None:
    clock.now = NINE
    await delivery.visit(42)
    clock.now = NINE + DAY + 7 * HOUR

    await delivery.visit(42)
    (status,) = await statuses(database, clock.now)

    assert [type(news) for _, news in room.told] == [Skipped]
    assert not status.overdue


async def test_a_digest_is_not_overdue_in_the_minutes_in_which_it_is_punctual(
    delivery: Delivery, database: Database, clock: Clock
) -> None:
    clock.now = NINE + DAY + 7 * HOUR
    await delivery.visit(42)

    [soon] = await statuses(database, NINE + 2 * DAY + timedelta(minutes=10))
    [late] = await statuses(database, NINE + 2 * DAY + timedelta(minutes=11))

    assert not soon.overdue
    assert late.overdue
