"""One digest a day, whatever the place, the clock and the people do."""

import asyncio
from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.database import digest_log, subscriptions
from bot.database.connection import Database
from bot.database.digest_log import Content, State
from bot.database.subscriptions import Pause
from bot.domain.briefing import Briefing
from bot.domain.digest.schedule import Slot
from bot.services.digest.delivery import SLICE, Delivery
from bot.services.digest.publisher import Gone, Paused, Refused, Resumed, Skipped, Unreachable
from tests.services.digest.conftest import WANTED
from tests.services.digest.room import NINE, START, Clock, Room

APRIL_9 = date(2025, 4, 9)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


async def _states(database: Database) -> list[tuple[str, State, str | None]]:
    rows = await digest_log.history(database, 42, limit=-1)
    return [(row.slot.day.isoformat(), row.state, row.reason) for row in reversed(rows)]


async def test_before_the_hour_nothing_is_posted_and_the_hour_is_named(
    delivery: Delivery, room: Room
) -> None:
    again = await delivery.visit(42)

    assert again == NINE
    assert room.requests == 0


async def test_at_the_hour_one_digest_is_posted_and_recorded(
    delivery: Delivery, room: Room, clock: Clock, database: Database
) -> None:
    clock.now = NINE

    again = [await delivery.visit(42) for _ in range(3)]

    assert again == [NINE, NINE + DAY, NINE + DAY]
    assert room.days(42) == ["2025-04-09"]
    row = await digest_log.row_of_day(database, 42, APRIL_9)
    assert row is not None
    assert (row.state, row.message_id, row.number) == (State.SENT, room.messages[0].id, 1)
    assert str(room.messages[0].digest.label) == "Digest 2025-04-09 · No. 1"


async def test_days_follow_each_other_with_numbers_and_other_facts(
    delivery: Delivery, room: Room, clock: Clock
) -> None:
    for n in range(4):
        clock.now = NINE + n * DAY
        await delivery.visit(42)

    digests = [message.digest for message in room.messages]
    assert [digest.label.number for digest in digests] == [1, 2, 3, 4]
    assert len({digest.facts[0] for digest in digests}) == 4


async def test_a_channel_that_is_not_subscribed_needs_no_more_visits(delivery: Delivery, room: Room) -> None:
    again = await delivery.visit(43)

    assert again is None
    assert room.requests == 0


async def test_within_the_window_it_comes_late_and_says_so(
    delivery: Delivery, room: Room, clock: Clock
) -> None:
    clock.now = NINE + 5 * HOUR

    await delivery.visit(42)

    assert room.messages[0].digest.late == 5 * HOUR


async def test_after_the_window_the_day_is_skipped_and_the_owner_told_once(
    delivery: Delivery, room: Room, clock: Clock, database: Database
) -> None:
    clock.now = NINE + 7 * HOUR

    again = [await delivery.visit(42) for _ in range(2)]

    assert again == [NINE + DAY] * 2
    assert await _states(database) == [("2025-04-09", State.SKIPPED, "too late")]
    assert room.told == [(99, Skipped(42, (APRIL_9,)))]


async def test_several_missed_days_become_one_post(
    delivery: Delivery, room: Room, clock: Clock, database: Database
) -> None:
    clock.now = NINE + 3 * DAY + HOUR

    await delivery.visit(42)

    assert room.days(42) == ["2025-04-12"]
    assert [state for _, state, _ in await _states(database)] == [State.SKIPPED] * 3 + [State.SENT]
    assert len(room.told) == 1


async def test_what_is_refused_is_given_back_and_posted_at_the_next_visit(
    delivery: Delivery, room: Room, clock: Clock, database: Database
) -> None:
    clock.now, room.troubles = NINE, [Refused(30.0)]

    with pytest.raises(Refused):
        await delivery.visit(42)
    states = await _states(database)
    await delivery.visit(42)

    assert states == [("2025-04-09", State.PLANNED, None)]
    assert room.days(42) == ["2025-04-09"]


async def test_what_is_refused_until_the_window_ends_is_skipped_with_that_reason(
    delivery: Delivery, room: Room, clock: Clock, database: Database
) -> None:
    clock.now, room.troubles = NINE, [Refused()]
    with pytest.raises(Refused):
        await delivery.visit(42)

    clock.now = NINE + 7 * HOUR
    await delivery.visit(42)

    assert await _states(database) == [("2025-04-09", State.SKIPPED, "refused")]


@pytest.mark.parametrize("later", [timedelta(), timedelta(minutes=11)])
async def test_a_lost_reply_does_not_make_a_second_message(
    delivery: Delivery, room: Room, clock: Clock, database: Database, later: timedelta
) -> None:
    clock.now, room.lost_replies = NINE, 1
    with pytest.raises(TimeoutError):
        await delivery.visit(42)

    clock.now += later
    await delivery.visit(42)

    assert room.days(42) == ["2025-04-09"]
    assert await _states(database) == [("2025-04-09", State.SENT, None)]


@pytest.mark.parametrize("later", [timedelta(minutes=6), HOUR])
async def test_a_slow_message_is_found_even_after_a_later_try_was_refused(
    delivery: Delivery, room: Room, clock: Clock, later: timedelta
) -> None:
    clock.now, room.lost_replies = NINE, 1
    with pytest.raises(TimeoutError):
        await delivery.visit(42)
    slow, room.messages = room.messages, []
    room.troubles = [Refused()]
    with pytest.raises(Refused):
        await delivery.visit(42)

    room.messages, clock.now = slow, NINE + later
    await delivery.visit(42)

    assert room.days(42) == ["2025-04-09"]


async def test_an_unreachable_place_leaves_everything_for_the_next_visit(
    delivery: Delivery, room: Room, clock: Clock, database: Database
) -> None:
    clock.now, room.locked = NINE, {42: Unreachable()}
    for _ in range(3):
        with pytest.raises(Unreachable):
            await delivery.visit(42)

    room.locked = {}
    await delivery.visit(42)

    assert room.days(42) == ["2025-04-09"]
    assert await _states(database) == [("2025-04-09", State.SENT, None)]


@pytest.mark.parametrize("reason", [Pause.GONE, Pause.FORBIDDEN])
async def test_a_channel_that_is_gone_pauses_and_keeps_its_settings_and_the_owner_hears_it_once(
    delivery: Delivery, room: Room, clock: Clock, database: Database, reason: Pause
) -> None:
    clock.now, room.locked = NINE, {42: Gone(reason)}

    again = [await delivery.visit(42) for _ in range(3)]

    kept = await subscriptions.subscription(database, 42)
    assert again == [NINE + SLICE] * 3
    assert kept is not None
    assert (kept.terms, kept.paused) == (WANTED, reason)
    assert room.told == [(99, Paused(42, reason))]


async def test_a_channel_that_is_back_within_the_window_gets_the_days_digest_and_runs_again(
    delivery: Delivery, room: Room, clock: Clock, database: Database
) -> None:
    clock.now, room.locked = NINE, {42: Gone(Pause.FORBIDDEN)}
    await delivery.visit(42)

    clock.now, room.locked = NINE + 2 * HOUR, {}
    await delivery.visit(42)

    kept = await subscriptions.subscription(database, 42)
    assert room.days(42) == ["2025-04-09"]
    assert kept is not None
    assert kept.paused is None
    assert room.told[1:] == [(99, Resumed(42))]


@pytest.mark.parametrize(
    ("pause", "reason"), [(Pause.GONE, "channel gone"), (Pause.FORBIDDEN, "not allowed to post")]
)
async def test_days_without_a_channel_are_written_off_and_the_first_day_with_one_is_posted(
    delivery: Delivery, room: Room, clock: Clock, database: Database, pause: Pause, reason: str
) -> None:
    room.locked = {42: Gone(pause)}
    for n in range(3):
        clock.now = NINE + n * DAY
        await delivery.visit(42)

    clock.now, room.locked = NINE + 3 * DAY, {}
    await delivery.visit(42)

    assert room.days(42) == ["2025-04-12"]
    assert await _states(database) == [
        ("2025-04-09", State.SKIPPED, reason),
        ("2025-04-10", State.SKIPPED, reason),
        ("2025-04-11", State.SKIPPED, reason),
        ("2025-04-12", State.SENT, None),
    ]


async def test_a_paused_channel_is_left_in_peace_and_nothing_is_made_up_for_it(
    delivery: Delivery, room: Room, clock: Clock, database: Database
) -> None:
    await subscriptions.pause(database, 42, Pause.ASKED, START)
    clock.now = NINE
    again = await delivery.visit(42)

    clock.now = NINE + HOUR
    await subscriptions.resume(database, 42, clock.now)
    after = await delivery.visit(42)

    assert again == NINE + SLICE
    assert after == NINE + DAY
    assert room.messages == []


async def test_a_new_time_on_the_same_day_does_not_bring_a_second_digest(
    delivery: Delivery, room: Room, clock: Clock, database: Database
) -> None:
    clock.now = NINE
    await delivery.visit(42)

    await subscriptions.subscribe(database, replace(WANTED, at=time(12)), NINE + HOUR)
    clock.now = NINE + 4 * HOUR
    again = await delivery.visit(42)

    assert room.days(42) == ["2025-04-09"]
    assert again == NINE + DAY + 3 * HOUR


async def test_a_message_of_an_old_timetable_is_settled_as_well(
    delivery: Delivery, room: Room, clock: Clock, database: Database
) -> None:
    clock.now, room.troubles = NINE, [Unreachable()]
    with pytest.raises(Unreachable):
        await delivery.visit(42)

    clock.now = NINE + HOUR
    await subscriptions.subscribe(database, replace(WANTED, at=time(8)), clock.now)
    clock.now = NINE + 7 * HOUR
    await delivery.visit(42)

    assert await _states(database) == [("2025-04-09", State.SKIPPED, "refused")]


async def test_two_processes_on_one_database_make_one_message(
    delivery: Delivery, room: Room, clock: Clock, database: Database
) -> None:
    clock.now = NINE

    await asyncio.gather(delivery.visit(42), replace(delivery).visit(42))

    assert room.days(42) == ["2025-04-09"]
    assert await _states(database) == [("2025-04-09", State.SENT, None)]


async def test_two_processes_that_come_too_late_write_a_day_off_once(
    delivery: Delivery, room: Room, clock: Clock, database: Database
) -> None:
    clock.now = NINE + 7 * HOUR

    await asyncio.gather(delivery.visit(42), replace(delivery).visit(42))

    assert await _states(database) == [("2025-04-09", State.SKIPPED, "too late")]
    assert len(room.told) == 1


async def test_a_sheet_that_is_reloaded_between_two_tries_changes_what_is_posted_and_not_how_often(
    delivery: Delivery, room: Room, clock: Clock, briefing: Briefing
) -> None:
    clock.now, room.troubles = NINE, [Refused()]
    with pytest.raises(Refused):
        await delivery.visit(42)

    renamed = replace(briefing, sheet=briefing.sheet.model_copy(update={"title": "New"}), version="2")
    await replace(delivery, briefing=lambda: renamed).visit(42)

    assert [message.digest.title for message in room.messages] == ["New"]


async def test_a_clock_that_was_years_ahead_does_not_silence_the_channel(
    delivery: Delivery, room: Room, clock: Clock, database: Database
) -> None:
    await database.read("PRAGMA synchronous = OFF")
    clock.now = NINE.replace(year=2099)
    await delivery.visit(42)

    clock.now = NINE
    again = [await delivery.visit(42) for _ in range(2)]

    assert room.days(42) == ["2099-04-09", "2025-04-09"]
    assert again == [NINE, NINE + DAY]


async def test_a_day_that_another_process_settles_meanwhile_is_left_to_it(
    delivery: Delivery, room: Room, clock: Clock, database: Database
) -> None:
    clock.now = NINE
    rival = replace(delivery, publisher=Room(clock))
    row = await digest_log.plan(database, 42, Slot(NINE, APRIL_9), NINE)

    await rival.visit(42)
    held = await digest_log.claim(database, row, Content("sheet"), NINE)
    again = await delivery.visit(42)

    assert held is None
    assert again == NINE + DAY
    assert room.messages == []


async def test_nothing_is_published_without_a_number(delivery: Delivery, database: Database) -> None:
    unclaimed = await digest_log.plan(database, 42, Slot(NINE, APRIL_9), NINE)

    with pytest.raises(ValueError, match="no number before it is claimed"):
        await delivery._look_for(unclaimed)
