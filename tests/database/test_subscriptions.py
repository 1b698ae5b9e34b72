"""A subscription keeps what was wanted, and never promises a slot that lies before it."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot.database.connection import Database
from bot.database.subscriptions import (
    Origin,
    Pause,
    Subscription,
    Terms,
    configure,
    pause,
    resume,
    subscribe,
    subscription,
    subscriptions,
    unsubscribe,
)
from tests.database.samples import NOON

WANTED = Terms(channel_id=5, at=time(9), zone="Europe/Berlin", guild_id=1, owner_id=2**63 - 1)
LATER = NOON + timedelta(hours=5)


async def test_what_is_wanted_is_kept(database: Database) -> None:
    made = await subscribe(database, WANTED, NOON)

    assert made == Subscription(WANTED, Origin.COMMAND, NOON)
    assert await subscription(database, 5) == made
    assert await subscription(database, 6) is None


@pytest.mark.parametrize("change", [{"at": time(7, 5)}, {"zone": "Asia/Kathmandu"}])
async def test_a_new_time_or_zone_counts_from_now(database: Database, change: dict[str, object]) -> None:
    await subscribe(database, WANTED, NOON)
    terms = replace(WANTED, **change)  # type: ignore[arg-type]

    changed = await subscribe(database, terms, LATER)

    assert changed == Subscription(terms, Origin.COMMAND, LATER)


async def test_subscribing_again_for_the_same_hour_keeps_todays_slot(database: Database) -> None:
    await subscribe(database, WANTED, NOON)

    again = await subscribe(database, replace(WANTED, owner_id=3), LATER)

    assert again == Subscription(replace(WANTED, owner_id=3), Origin.COMMAND, NOON)


async def test_a_paused_channel_keeps_its_settings_and_resumes_from_then_on(database: Database) -> None:
    await subscribe(database, WANTED, NOON)

    paused = await pause(database, 5, Pause.GONE, LATER)
    during = await subscription(database, 5)
    resumed = await resume(database, 5, LATER + timedelta(days=1))
    after = await subscription(database, 5)

    assert paused
    assert resumed
    assert during == Subscription(WANTED, Origin.COMMAND, NOON, Pause.GONE)
    assert after == Subscription(WANTED, Origin.COMMAND, LATER + timedelta(days=1))


async def test_resuming_never_moves_the_promise_back(database: Database) -> None:
    await subscribe(database, WANTED, LATER)
    await pause(database, 5, Pause.FORBIDDEN, LATER)

    await resume(database, 5, NOON)
    after = await subscription(database, 5)

    assert after is not None
    assert after.valid_from == LATER


async def test_a_persons_wish_to_pause_outranks_a_missing_channel(database: Database) -> None:
    await subscribe(database, WANTED, NOON)

    changes = [
        await pause(database, 5, reason, NOON)
        for reason in (Pause.GONE, Pause.GONE, Pause.ASKED, Pause.GONE, Pause.ASKED)
    ]
    after = await subscription(database, 5)

    assert changes == [True, False, True, False, False]
    assert after is not None
    assert after.paused is Pause.ASKED


async def test_subscribing_ends_a_pause_and_makes_up_nothing(database: Database) -> None:
    await subscribe(database, WANTED, NOON)
    await pause(database, 5, Pause.ASKED, NOON)

    again = await subscribe(database, WANTED, LATER)

    assert again == Subscription(WANTED, Origin.COMMAND, LATER)


async def test_what_is_not_there_cannot_be_paused_resumed_or_ended(database: Database) -> None:
    results = [
        await pause(database, 5, Pause.ASKED, NOON),
        await resume(database, 5, NOON),
        await unsubscribe(database, 5),
    ]

    await subscribe(database, WANTED, NOON)

    assert results == [False, False, False]
    assert not await resume(database, 5, NOON)
    assert await unsubscribe(database, 5)
    assert await subscription(database, 5) is None


async def test_servers_see_their_own(database: Database) -> None:
    for channel in range(4):
        await subscribe(database, replace(WANTED, channel_id=channel, guild_id=channel % 2), NOON)

    everywhere = [item.terms.channel_id for item in await subscriptions(database)]
    here = [item.terms.channel_id for item in await subscriptions(database, guild_id=1)]

    assert everywhere == [0, 1, 2, 3]
    assert here == [1, 3]


async def test_whether_it_is_crossposted_changes_without_another_slot(database: Database) -> None:
    plain = replace(WANTED, channel_id=4)
    await subscribe(database, WANTED, NOON)
    await configure(database, [plain], NOON)

    by_command = await subscribe(database, replace(WANTED, crosspost=True), LATER)
    await configure(database, [replace(plain, crosspost=True)], LATER)
    by_config = await subscription(database, 4)

    assert by_command == Subscription(replace(WANTED, crosspost=True), Origin.COMMAND, NOON)
    assert by_config is not None
    assert (by_config.terms.crosspost, by_config.valid_from) == (True, NOON)


async def test_the_config_adds_changes_and_removes_only_its_own(database: Database) -> None:
    one, two, three = (Terms(n, time(8), "UTC") for n in (1, 2, 3))
    await subscribe(database, replace(WANTED, channel_id=3), NOON)
    await configure(database, [one, two, three], NOON)
    await pause(database, 2, Pause.GONE, NOON)

    await configure(database, [replace(one, at=time(9)), two, three], LATER)
    changed = await subscriptions(database)
    await configure(database, [], LATER)
    left = await subscriptions(database)

    assert changed == (
        Subscription(replace(one, at=time(9)), Origin.CONFIG, LATER),
        Subscription(two, Origin.CONFIG, NOON, Pause.GONE),
        Subscription(replace(WANTED, channel_id=3), Origin.COMMAND, NOON),
    )
    assert [item.terms.channel_id for item in left] == [3]


async def test_a_command_takes_a_configured_channel_over(database: Database) -> None:
    configured = Terms(5, time(8), "UTC")
    await configure(database, [configured], NOON)

    await subscribe(database, WANTED, LATER)
    await configure(database, [configured], LATER)

    assert await subscription(database, 5) == Subscription(WANTED, Origin.COMMAND, LATER)
