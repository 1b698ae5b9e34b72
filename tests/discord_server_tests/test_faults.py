"""Troubles that a test orders come over the wire as the real ones do."""

import asyncio

import aiohttp
import discord
import pytest

from tests.discord_server.errors import missing_access
from tests.discord_server.faults import Cut, Hang, Outage, RateLimited, Refused
from tests.discord_server.server import DiscordServer
from tests.discord_server_tests.bare_bot import BareBot

MESSAGES = "/channels/{channel_id}/messages"


def channel_of(bot: BareBot, server: DiscordServer) -> discord.TextChannel:
    channel = bot.get_channel(server.channel.id)
    assert isinstance(channel, discord.TextChannel)
    return channel


async def test_a_rate_limit_is_waited_for(discord_server: DiscordServer, bot: BareBot) -> None:
    discord_server.fail("POST", MESSAGES, RateLimited(0.01), times=2)

    await channel_of(bot, discord_server).send("hello")

    statuses = [request.status for request in discord_server.requests.to("POST", MESSAGES)]
    assert statuses == [429, 429, 200]
    assert len(discord_server.messages()) == 1


async def test_a_global_rate_limit_is_waited_for(discord_server: DiscordServer, bot: BareBot) -> None:
    trouble = discord_server.fail("POST", MESSAGES, RateLimited(0.01, everywhere=True))

    await channel_of(bot, discord_server).send("hello")

    assert trouble.met == 1
    assert len(discord_server.messages()) == 1


async def test_a_callback_meets_a_rate_limit(discord_server: DiscordServer, bot: BareBot) -> None:
    discord_server.fail("POST", "/interactions/{id}/{token}/callback", RateLimited(0.01))

    reply = await discord_server.slash("ask", {"question": "who?"})

    assert bot.is_ready()
    assert "who?" in reply.text


async def test_an_outage_is_tried_again(discord_server: DiscordServer, bot: BareBot) -> None:
    discord_server.fail("POST", MESSAGES, Outage(500))

    await channel_of(bot, discord_server).send("hello")

    assert [each.status for each in discord_server.requests.to("POST", MESSAGES)] == [500, 200]


async def test_an_outage_that_lasts_is_an_error(discord_server: DiscordServer, bot: BareBot) -> None:
    discord_server.fail("POST", MESSAGES, Outage(503))

    with pytest.raises(discord.DiscordServerError):
        await channel_of(bot, discord_server).send("hello")


@pytest.mark.parametrize("messages", [0, 1])
async def test_a_connection_is_cut_before_or_after_the_deed(
    discord_server: DiscordServer, bot: BareBot, messages: int
) -> None:
    discord_server.fail("POST", MESSAGES, Cut(accepted=messages == 1))

    with pytest.raises((aiohttp.ClientError, OSError)):
        await channel_of(bot, discord_server).send("hello")

    assert len(discord_server.messages()) == messages
    assert discord_server.requests.to("POST", MESSAGES)[0].status == 0


async def test_a_nonce_saves_what_was_cut_after_the_deed(discord_server: DiscordServer, bot: BareBot) -> None:
    discord_server.fail("POST", MESSAGES, Cut(accepted=True))
    channel = channel_of(bot, discord_server)

    with pytest.raises((aiohttp.ClientError, OSError)):
        await channel.send("digest", nonce="digest-2025-04-09")
    await channel.send("digest", nonce="digest-2025-04-09")

    assert len(discord_server.messages()) == 1


@pytest.mark.parametrize("messages", [0, 1])
async def test_an_answer_hangs_until_it_is_released(
    discord_server: DiscordServer, bot: BareBot, messages: int
) -> None:
    hang = Hang(accepted=messages == 1)
    trouble = discord_server.fail("POST", MESSAGES, hang)
    sending = asyncio.create_task(channel_of(bot, discord_server).send("hello"))

    await trouble.reached.wait()
    await asyncio.wait([sending], timeout=0)
    during = len(discord_server.messages())
    assert not sending.done()
    hang.release.set()
    await sending

    assert during == messages
    assert len(discord_server.messages()) == 1


async def test_a_refusal_has_its_code(discord_server: DiscordServer, bot: BareBot) -> None:
    discord_server.fail("POST", MESSAGES, Refused(missing_access()))

    with pytest.raises(discord.Forbidden) as refused:
        await channel_of(bot, discord_server).send("hello")

    assert refused.value.code == 50001


async def test_closing_releases_those_who_hang(bot: BareBot, discord_server: DiscordServer) -> None:
    trouble = discord_server.fail("POST", MESSAGES, Hang())
    sending = asyncio.create_task(channel_of(bot, discord_server).send("hello"))
    await trouble.reached.wait()

    discord_server.faults.clear()
    await sending

    assert len(discord_server.messages()) == 1
