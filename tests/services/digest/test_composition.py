"""The preview is the post: the same value for the same clock and data."""

import sys
from dataclasses import replace
from datetime import date, timedelta
from types import FrameType

import pytest

from bot.database import subscriptions
from bot.database.connection import Database
from bot.database.database_file import read_database
from bot.database.subscriptions import Pause
from bot.domain.briefing import Briefing
from bot.domain.digest.reasons import Why
from bot.errors import InputError
from bot.services.digest.composition import Previewer
from bot.services.digest.delivery import Delivery
from tests.database.samples import a_query, log
from tests.services.digest.conftest import WANTED
from tests.services.digest.room import NINE, START, Clock, Room

APRIL_9 = date(2025, 4, 9)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@pytest.fixture
def previewer(database: Database, briefing: Briefing) -> Previewer:
    return Previewer(database, briefing, timedelta(hours=6))


@pytest.mark.parametrize("late", [timedelta(), 2 * HOUR])
async def test_for_the_same_clock_and_data_preview_and_post_are_equal(
    previewer: Previewer, delivery: Delivery, room: Room, clock: Clock, database: Database, late: timedelta
) -> None:
    await log(database, *(a_query(n, guild_id=7, asked_at=START + n * HOUR / 9) for n in range(9)))
    for n in range(3):
        clock.now = NINE + n * DAY + late
        preview = await previewer.preview(clock.now, APRIL_9 + n * DAY, 42)
        await delivery.visit(42)
        assert preview.digest == room.messages[-1].digest
        assert preview.digest.late == late

    assert len(room.messages) == 3


async def test_looking_at_a_posted_day_again_shows_the_number_it_had(
    previewer: Previewer, delivery: Delivery, room: Room, clock: Clock
) -> None:
    for n in range(3):
        clock.now = NINE + n * DAY
        await delivery.visit(42)

    again = await previewer.preview(clock.now, APRIL_9, 42)

    assert again.digest.label == room.messages[0].digest.label
    assert again.digest.facts == room.messages[0].digest.facts


async def test_what_was_posted_in_time_is_not_late_when_it_is_looked_at_later(
    previewer: Previewer, delivery: Delivery, clock: Clock
) -> None:
    clock.now = NINE
    await delivery.visit(42)

    looked_at = await previewer.preview(NINE + 2 * HOUR, APRIL_9, 42)

    assert not looked_at.digest.late


async def test_what_nobody_was_promised_is_not_late(previewer: Previewer, database: Database) -> None:
    await subscriptions.subscribe(database, replace(WANTED, channel_id=43), NINE + HOUR)

    looked_at = await previewer.preview(NINE + 2 * HOUR, APRIL_9, 43)

    assert not looked_at.digest.late


async def test_without_a_day_it_is_the_next_one_and_says_when(previewer: Previewer) -> None:
    preview = await previewer.preview(START, channel_id=42)

    assert preview.digest.day == APRIL_9
    assert preview.upcoming is not None
    assert preview.upcoming.instant == NINE


async def test_without_a_channel_it_is_the_only_subscribed_one(previewer: Previewer) -> None:
    preview = await previewer.preview(START)

    assert preview.upcoming is not None


async def test_with_two_channels_and_none_named_it_is_a_fresh_one(
    previewer: Previewer, database: Database
) -> None:
    await subscriptions.subscribe(database, replace(WANTED, channel_id=43), START)

    preview = await previewer.preview(START, APRIL_9)

    assert str(preview.digest.label) == "Digest 2025-04-09 · No. 1"
    assert preview.upcoming is None


async def test_without_a_database_there_is_a_digest_all_the_same(briefing: Briefing) -> None:
    preview = await Previewer(None, briefing, timedelta(hours=6)).preview(START)

    assert preview.digest.day == date(2025, 4, 8)
    assert preview.digest.fact is not None


async def test_the_database_of_a_running_bot_is_only_read(database: Database, briefing: Briefing) -> None:
    async with read_database(database.path) as reader:
        preview = await Previewer(reader, briefing, timedelta(hours=6)).preview(START, channel_id=42)

    assert preview.digest.day == APRIL_9


async def test_a_channel_without_a_subscription_is_named_in_the_error(previewer: Previewer) -> None:
    with pytest.raises(InputError, match="Channel 5 does not get the digest"):
        await previewer.preview(START, channel_id=5)


async def test_a_paused_channel_has_no_next_slot(previewer: Previewer, database: Database) -> None:
    await subscriptions.pause(database, 42, Pause.ASKED, START)

    preview = await previewer.preview(START, channel_id=42)

    assert preview.upcoming is None


async def test_only_the_channels_own_server_and_yesterday_count(
    previewer: Previewer, database: Database
) -> None:
    midnight = START.replace(hour=22)  # of Berlin
    await log(
        database,
        *(a_query(n, guild_id=7, fact_id="visitors", asked_at=midnight - n * HOUR) for n in range(1, 4)),
        *(a_query(n, guild_id=8, asked_at=midnight - HOUR) for n in range(10, 15)),
        *(a_query(n, guild_id=7, asked_at=midnight + HOUR) for n in range(20, 25)),
    )

    preview = await previewer.preview(NINE, APRIL_9, 42)

    assert [(item.fact.id, item.askers) for item in preview.digest.favourites] == [("visitors", 3)]
    assert preview.digest.week.questions == 3
    assert [r.number for r in preview.digest.reasons if r.why is Why.ASKED_BY_MANY] == [3]


async def test_what_changed_in_the_sheet_is_told_the_day_after_and_not_again(
    delivery: Delivery, room: Room, clock: Clock, briefing: Briefing
) -> None:
    fewer = briefing.sheet.model_copy(update={"facts": briefing.sheet.facts[:3]})
    before = replace(briefing, sheet=fewer, version="before")

    shelves = iter((before, briefing, briefing))
    reloading = replace(delivery, briefing=lambda: next(shelves))
    for n in range(3):
        clock.now = NINE + n * DAY
        await reloading.visit(42)

    told = [[fact.id for fact in message.digest.changes.new] for message in room.messages]
    assert told == [[], ["visitors"], []]


async def test_no_fact_is_looked_at_for_changes_on_the_event_loop(delivery: Delivery, clock: Clock) -> None:
    called = set[str]()

    def note(frame: FrameType, event: str, value: object) -> None:
        del event, value
        called.add(frame.f_code.co_name)

    for day in range(2):
        clock.now = NINE + day * DAY
        sys.setprofile(note)  # of this thread alone
        try:
            await delivery.visit(42)
        finally:
            sys.setprofile(None)

    assert "gather" in called
    assert called.isdisjoint({"compose", "entries", "changes", "_hash"})
