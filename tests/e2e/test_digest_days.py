"""The digest as it arrives in a channel: when, how, what, and once."""

import pytest

from tests.discord_server.faults import Outage, RateLimited
from tests.discord_server.server import DiscordServer
from tests.e2e.daily import DAY, HOUR, NINE, POSTS, Daily, mark_of
from tests.e2e.hours import Hours


@pytest.fixture(autouse=True)
def shortly_before(hours: Hours) -> None:
    """Each quarter of an hour of the day before is like another, and costs as much as one that counts."""
    hours.set(NINE - HOUR / 2)


async def test_it_comes_at_nine_on_the_wall_and_once_a_day(daily: Daily, hours: Hours) -> None:
    async with daily.start() as bot:
        await hours.until(NINE - HOUR / 3600)
        before = daily.digests()
        await hours.until(NINE + DAY)
        await hours.leap(NINE + 2 * DAY - HOUR)
        await hours.until(NINE + 2 * DAY)

    assert bot.lines[4] == "Next digest: 2035-04-10 09:00 Europe/Berlin"
    assert before == []
    assert [message.created_at for message in daily.digests()] == [NINE, NINE + DAY, NINE + 2 * DAY]
    assert [mark_of(message) for message in daily.digests()] == [
        f"Digest 2035-04-{10 + n} · No. {1 + n}" for n in range(3)
    ]


async def test_it_carries_an_enforced_nonce_and_calls_nobody(
    discord_server: DiscordServer, daily: Daily, hours: Hours
) -> None:
    async with daily.start():
        await hours.until(NINE)
        await hours.leap(NINE + DAY)

    posts = [request.data for request in discord_server.requests.to("POST", POSTS)]
    assert len({post["nonce"] for post in posts}) == len(posts) == 2
    assert all(post["enforce_nonce"] and len(post["nonce"]) <= 25 for post in posts)
    assert all(post["allowed_mentions"] == {"parse": []} for post in posts)


async def test_status_tells_each_channel_s_last_and_next_digest_and_what_is_overdue(
    discord_server: DiscordServer, daily: Daily, hours: Hours
) -> None:
    other = discord_server.add_channel("other")

    async with daily.start(discord_server.channel, other):
        await hours.until(NINE)
        discord_server.fail("POST", f"/channels/{other.id}/messages", Outage(), times=10_000)
        await hours.until(NINE + HOUR)
        await hours.leap(NINE + DAY)
        await hours.until(NINE + DAY + 4 * HOUR)
        reply = await discord_server.slash("status", user=discord_server.admin)
        await reply.finished()

    lines = {line.split(":** ")[-1] for line in reply.text.splitlines() if "Digest:" in line}
    first, second, third = (f"<t:{(NINE + n * DAY).timestamp():.0f}:R>" for n in range(3))
    assert lines == {
        f"<#{discord_server.channel.id}>: last {second}, next {third}",
        f"<#{other.id}>: last {first}, next {third}, OVERDUE",
    }


async def test_a_bad_channel_does_not_delay_another(
    discord_server: DiscordServer, daily: Daily, hours: Hours
) -> None:
    other = discord_server.add_channel("other")
    discord_server.fail("POST", f"/channels/{other.id}/messages", RateLimited(3600), times=1)

    async with daily.start(discord_server.channel, other):
        await hours.until(NINE + 2 * HOUR)

    assert [message.created_at for message in daily.digests()] == [NINE]
    assert [message.created_at for message in daily.digests(other)] == [NINE + HOUR]
