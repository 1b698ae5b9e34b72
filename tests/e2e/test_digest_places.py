"""The digest in announcement channels, sent on to those who follow them, and in threads."""

from collections.abc import AsyncIterator

import pytest_asyncio

from bot.database import subscriptions
from tests.discord_server.permission import Permission
from tests.discord_server.places import ChannelKind
from tests.discord_server.reply import Reply
from tests.discord_server.server import DiscordServer
from tests.e2e.daily import HOUR, NINE, Daily
from tests.e2e.hours import Hours
from tests.e2e.running import Bot

BERLIN = {"time": "9:00", "timezone": "Europe/Berlin"}
CROSSPOSTED = 1


@pytest_asyncio.fixture
async def bot(daily: Daily, hours: Hours) -> AsyncIterator[Bot]:
    """Without any subscription yet, half an hour before a digest."""
    hours.set(NINE - HOUR / 2)
    hours.sleepers = 1
    async with daily.live(daily.configure()) as running_bot:
        yield running_bot


async def subscribe(server: DiscordServer, **values: object) -> Reply:
    reply = await server.slash("digest subscribe", {**BERLIN, **values}, user=server.admin)
    return await reply.finished()


async def test_an_announcement_channel_is_crossposted_when_that_was_asked_for(
    discord_server: DiscordServer, bot: Bot, daily: Daily, hours: Hours
) -> None:
    news = discord_server.add_channel("news", kind=ChannelKind.NEWS)
    quiet = discord_server.add_channel("quiet news", kind=ChannelKind.NEWS)

    reply = await subscribe(discord_server, channel=news, crosspost=True)
    await subscribe(discord_server, channel=quiet)
    hours.sleepers = 3
    await hours.until(NINE + HOUR)

    assert bot.app.client.is_ready()
    assert "published to the servers that follow the channel" in reply.text
    assert [digest.flags & CROSSPOSTED for digest in daily.digests(news)] == [CROSSPOSTED]
    assert [digest.flags & CROSSPOSTED for digest in daily.digests(quiet)] == [0]


async def test_the_settings_can_ask_for_it(discord_server: DiscordServer, daily: Daily, hours: Hours) -> None:
    news = discord_server.add_channel("news", kind=ChannelKind.NEWS)
    hours.set(NINE - HOUR / 2)
    wanted = f'[{{channel: {news.id}, time: "09:00", timezone: Europe/Berlin, crosspost: true}}]'

    async with daily.start(news, BOT_DIGEST__SUBSCRIPTIONS=wanted):
        await hours.until(NINE + HOUR)

    assert [digest.flags & CROSSPOSTED for digest in daily.digests(news)] == [CROSSPOSTED]


async def test_where_nobody_can_follow_it_is_said_so(discord_server: DiscordServer, bot: Bot) -> None:
    reply = await subscribe(discord_server, crosspost=True)

    assert "Only an announcement channel has followers" in reply.text
    assert await subscriptions.subscriptions(bot.app.services.database) == ()


async def test_a_thread_gets_its_digest(
    discord_server: DiscordServer, bot: Bot, daily: Daily, hours: Hours
) -> None:
    thread = discord_server.add_thread("readers", discord_server.channel)

    reply = await subscribe(discord_server, channel=thread)
    hours.sleepers = 2
    await hours.until(NINE + HOUR)

    assert bot.app.client.is_ready()
    assert f"<#{thread.id}> gets the digest every day at 09:00 (Europe/Berlin)." in reply.text
    assert len(daily.days(thread)) == 1


async def test_what_is_missing_in_a_thread_is_named(discord_server: DiscordServer, bot: Bot) -> None:
    thread = discord_server.add_thread("readers", discord_server.channel)
    discord_server.deny(discord_server.channel, Permission.SEND_MESSAGES_IN_THREADS)

    reply = await subscribe(discord_server, channel=thread)

    assert "Please allow me to send messages in threads" in reply.text
    assert await subscriptions.subscriptions(bot.app.services.database) == ()


async def test_replies_in_threads_are_questions_too(discord_server: DiscordServer, bot: Bot) -> None:
    thread = discord_server.add_thread("readers", discord_server.channel)
    first = discord_server.say("can I visit the tower", mention=True, channel=thread)
    answer = await discord_server.next_message(first)

    second = await discord_server.next_message(
        discord_server.say("when was it?", reply_to=answer, channel=thread)
    )

    assert len(await bot.log()) == 2
    assert "Understood as: When was the lighthouse first lit?" in second.text
