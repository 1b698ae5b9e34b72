"""Weeks of the real client and a Discord that is away now and then, over two changes to summer time."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from bot.database.digest_log import LedgerRow, State
from bot.settings.settings import Settings
from tests.discord_server.faults import Cut, Fault, Outage, RateLimited
from tests.discord_server.permission import Permission
from tests.discord_server.places import Channel
from tests.discord_server.server import DiscordServer
from tests.e2e.daily import DAY, HOUR, Daily, rows, told
from tests.e2e.hours import Hours
from tests.e2e.running import Bot
from tests.thorough import THOROUGH

pytestmark = pytest.mark.slow

ZONES = ("Europe/Berlin", "America/New_York")
DAYS = 30 if THOROUGH else 17  # in these the clocks of both zones are changed
START = datetime(2035, 3, 10, 15, tzinfo=UTC)
SLOTS = {
    name: [datetime(2035, 3, 11, 9, tzinfo=ZoneInfo(name)) + n * DAY for n in range(DAYS)] for name in ZONES
}
END = SLOTS["America/New_York"][-1] + 8 * HOUR
FAULTS: tuple[Fault, ...] = (Outage(500), Outage(503), RateLimited(0.5), Cut(), Cut(accepted=True))


@dataclass(frozen=True)
class Month:
    """A bot with two channels, and the dice that decide about its troubles."""

    server: DiscordServer
    daily: Daily
    settings: Settings
    channels: dict[str, Channel]
    dice: Random
    longest: float

    async def live(self) -> dict[str, list[LedgerRow]]:
        """Switched on and off until the month is over; what its ledger says then."""
        while True:
            async with self._switched_on() as bot:
                over = await self._one_life()
                if over:
                    found = {
                        name: await rows(bot.app.services.database, c) for name, c in self.channels.items()
                    }
                    return {
                        name: [row for row in all_ if row.slot.instant < END] for name, all_ in found.items()
                    }
            self.daily.hours.set(self._later(self.longest))

    async def _one_life(self) -> bool:
        """Well for a while, then in trouble, and so on; whether the month is over."""
        while self.daily.hours() < END:
            await self._pass(self._later(40), DAY)
            if self.dice.random() < 0.25:
                return False
            undo = self._trouble()
            await self._pass(self._later(self.longest), self.longest * HOUR / 8)
            undo()
            await self.daily.hours.until(self.daily.hours() + HOUR / 3)
        return True

    async def _pass(self, end: datetime, longest_sleep: timedelta) -> None:
        """As a laptop passes the time: it wakes for each digest, and now and then."""
        hours, slots = self.daily.hours, sorted(slot for each in SLOTS.values() for slot in each)
        await hours.quiet()
        while hours() < end:
            soon = (slot for slot in slots if slot > hours())
            await hours.leap(min(end, hours() + longest_sleep, next(soon, end)))

    def _later(self, most_hours: float) -> datetime:
        return min(END, self.daily.hours() + HOUR * self.dice.uniform(0, most_hours))

    def _trouble(self) -> Callable[[], None]:
        """Begins now; what ends it."""
        kind, channel = self.dice.randrange(4), self.dice.choice(list(self.channels.values()))
        if kind == 0:
            self.server.deny(channel, Permission.SEND_MESSAGES)
            return lambda: self.server.allow(channel, Permission.SEND_MESSAGES)
        if kind == 1:
            self.server.remove_channel(channel)
            return lambda: self._bring_back(channel)
        for method in ("GET", "POST"):
            self.server.fail(method, "/channels/{id}/messages", self.dice.choice(FAULTS), times=10**6)
        return self.server.faults.clear

    def _bring_back(self, channel: Channel) -> None:
        assert channel.guild is not None
        channel.guild.channels[channel.id] = self.server.world.channels[channel.id] = channel

    @asynccontextmanager
    async def _switched_on(self) -> AsyncIterator[Bot]:
        async with self.daily.live(self.settings) as bot:
            await bot.app.services.database.read("PRAGMA synchronous = OFF")
            yield bot


@pytest.fixture
def begin(discord_server: DiscordServer, daily: Daily, hours: Hours) -> Callable[[int, float], Month]:
    def month(seed: int, longest: float) -> Month:
        other = discord_server.add_channel("other", discord_server.add_guild("Elsewhere"))
        channels = dict(zip(ZONES, (discord_server.channel, other), strict=True))
        each = '{{channel: {}, time: "09:00", timezone: {}}}'
        listed = ", ".join(each.format(channel.id, name) for name, channel in channels.items())
        settings = daily.configure(BOT_DIGEST__SUBSCRIPTIONS=f"[{listed}]")
        hours.sleepers = 3
        hours.set(START)
        return Month(discord_server, daily, settings, channels, Random(seed), longest)

    return month


@pytest.mark.parametrize("seed", [2])
async def test_with_outages_of_up_to_six_hours_no_date_is_missing_and_none_is_there_twice(
    begin: Callable[[int, float], Month], discord_server: DiscordServer, seed: int
) -> None:
    month = begin(seed, 5.5)

    ledger = await month.live()

    for name, channel in month.channels.items():
        dates = [slot.date().isoformat() for slot in SLOTS[name]]
        assert month.daily.days(channel)[:DAYS] == dates
        assert [row.state for row in ledger[name]] == [State.SENT] * DAYS
    assert not any("will not be posted" in words for words in told(discord_server))


async def test_a_day_that_was_missed_by_more_than_the_window_is_written_off_with_its_reason(
    begin: Callable[[int, float], Month],
) -> None:
    month = begin(3, 60)

    ledger = await month.live()

    for name, channel in month.channels.items():
        sent = [row.slot.day.isoformat() for row in ledger[name] if row.state is State.SENT]
        assert [row.slot.day for row in ledger[name]] == [slot.date() for slot in SLOTS[name]]
        assert month.daily.days(channel)[: len(sent)] == sent
        assert all(row.reason for row in ledger[name] if row.state is not State.SENT)
        assert {row.state for row in ledger[name]} == {State.SENT, State.SKIPPED}
