"""A clock that is wrong by hours, and right again or not: a digest whose receipt was lost is found again."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import product

import pytest

from bot.database.digest_log import State
from tests.discord_server.faults import Cut, Outage
from tests.discord_server.server import DiscordServer
from tests.e2e.daily import HOUR, NINE, POSTS, Daily, rows
from tests.e2e.hours import Hours
from tests.thorough import some_of

pytestmark = pytest.mark.slow

HALF_AN_HOUR = timedelta(minutes=30)  # by then Discord has forgotten the nonce
SECOND = timedelta(seconds=1)


@dataclass
class WrongHours(Hours):
    """The bot's time, which differs from Discord's."""

    right: Hours
    wrong_by: timedelta = field(default_factory=timedelta)

    def __post_init__(self) -> None:
        super().__init__(self.right.clock)

    def __call__(self) -> datetime:
        return super().__call__() + self.wrong_by

    def set(self, instant: datetime) -> None:
        super().set(instant - self.wrong_by)


async def _lose_the_receipt(server: DiscordServer, daily: Daily, hours: WrongHours) -> None:
    """Discord has the message, and the bot is stopped before it can find that out."""
    server.fail("POST", POSTS, Cut(accepted=True))
    server.fail("GET", POSTS, Outage(503), times=10_000)
    async with daily.live(daily.settings(), hours=hours):
        await hours.until(NINE + SECOND)
    assert len(daily.digests()) == 1
    server.faults.clear()
    server.clock.advance(seconds=HALF_AN_HOUR.total_seconds())


CLOCKS = list(product([timedelta(), 3 * HOUR, -3 * HOUR, 30 * HOUR], [False, True], [False, True]))


@pytest.mark.parametrize(("wrong_by", "corrected", "busy"), some_of(CLOCKS, 5))
async def test_a_lost_receipt_under_a_wrong_clock_makes_no_second_digest(
    discord_server: DiscordServer,
    daily: Daily,
    hours: Hours,
    wrong_by: timedelta,
    corrected: bool,  # noqa: FBT001 - whether the clock is right again at the next start
    busy: bool,  # noqa: FBT001 - whether anybody else has written in the channel
) -> None:
    wrong = WrongHours(hours, wrong_by)
    wrong.set(NINE - HOUR / 2)
    if busy:
        discord_server.say("hello everybody")
    await _lose_the_receipt(discord_server, daily, wrong)
    if corrected:
        wrong.wrong_by = timedelta()

    async with daily.live(daily.settings(), hours=wrong) as bot:
        await wrong.until(max(NINE + HOUR, wrong()))
        known = await rows(bot.app.services.database, discord_server.channel)

    (message,) = daily.digests()
    settled = [(row.state, row.message_id) for row in known if row.message_id]
    assert settled == [(State.SENT, message.id)]


async def test_a_digest_that_a_clock_ahead_asked_for_in_vain_comes_when_its_time_has_come(
    discord_server: DiscordServer, daily: Daily, hours: Hours
) -> None:
    wrong = WrongHours(hours, 3 * HOUR)
    wrong.set(NINE - HOUR / 2)
    discord_server.fail("POST", POSTS, Cut())
    async with daily.live(daily.settings(), hours=wrong):
        await wrong.until(NINE + SECOND)
    assert daily.digests() == []
    wrong.wrong_by = timedelta()

    async with daily.live(daily.settings(), hours=wrong) as bot:
        await wrong.until(NINE + HOUR)
        (row,) = await rows(bot.app.services.database, discord_server.channel)

    (message,) = daily.digests()
    assert (row.state, row.message_id, message.created_at) == (State.SENT, message.id, NINE)
