"""The digest as it arrives in a channel: when, how, what, and once."""

from tests.discord_server.server import DiscordServer
from tests.e2e.daily import DAY, HOUR, NINE, POSTS, Daily, mark_of
from tests.e2e.hours import Hours


async def test_it_comes_at_nine_on_the_wall_and_once_a_day(daily: Daily, hours: Hours) -> None:
    async with daily.start() as bot:
        await hours.until(NINE - HOUR / 3600)
        before = daily.digests()
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
        await hours.until(NINE + DAY)

    posts = [request.data for request in discord_server.requests.to("POST", POSTS)]
    assert len({post["nonce"] for post in posts}) == len(posts) == 2
    assert all(post["enforce_nonce"] and len(post["nonce"]) <= 25 for post in posts)
    assert all(post["allowed_mentions"] == {"parse": []} for post in posts)
