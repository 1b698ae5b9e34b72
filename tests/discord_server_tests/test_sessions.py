"""Sessions break and go on: reconnect, resume, invalid session, silence."""

import pytest

from tests.discord_server.redirect import connected
from tests.discord_server.server import DiscordServer
from tests.discord_server_tests.bare_bot import BareBot


async def test_a_requested_reconnect_is_resumed(discord_server: DiscordServer, bot: BareBot) -> None:
    session = discord_server.gateway.sessions[0]
    discord_server.gateway.ask_to_reconnect()
    await discord_server.wait_for(lambda: session.resumes == 1)

    reply = await discord_server.slash("ask", {"question": "who?"})

    assert "who?" in reply.text
    assert bot.resumed == 1
    assert len(discord_server.gateway.identifies) == 1


@pytest.mark.usefixtures("bot")
async def test_what_happened_meanwhile_is_told_after_the_resume(discord_server: DiscordServer) -> None:
    session = discord_server.gateway.sessions[0]
    discord_server.gateway.drop(code=4000)

    reply = await discord_server.slash("ask", {"question": "who?"})

    assert "who?" in reply.text
    assert session.resumes == 1


@pytest.mark.usefixtures("bot")
async def test_a_resumable_invalid_session_is_resumed(discord_server: DiscordServer) -> None:
    session = discord_server.gateway.sessions[0]
    discord_server.gateway.invalidate(resumable=True)
    await discord_server.wait_for(lambda: session.resumes == 1)

    assert len(discord_server.gateway.identifies) == 1


@pytest.mark.usefixtures("bot")
async def test_an_invalid_session_is_begun_anew(discord_server: DiscordServer) -> None:
    discord_server.gateway.invalidate()
    await discord_server.wait_for(lambda: len(discord_server.gateway.identifies) == 2)
    await discord_server.wait_ready()

    reply = await discord_server.slash("ask", {"question": "who?"})

    assert "who?" in reply.text
    assert discord_server.gateway.resumes == []


@pytest.mark.usefixtures("bot")
async def test_a_refused_resume_begins_anew(discord_server: DiscordServer) -> None:
    discord_server.gateway.resumable = False
    discord_server.gateway.drop()
    await discord_server.wait_for(lambda: len(discord_server.gateway.identifies) == 2)

    assert len(discord_server.gateway.resumes) == 1


async def test_heartbeats_are_acknowledged(discord_server: DiscordServer) -> None:
    discord_server.gateway.heartbeat_ms = 10

    async with connected(BareBot(), discord_server) as _:
        await discord_server.wait_for(lambda: discord_server.gateway.heartbeats >= 5)

    assert discord_server.gateway.resumes == []


async def test_a_silent_gateway_is_left_and_the_session_resumed(discord_server: DiscordServer) -> None:
    discord_server.gateway.heartbeat_ms = 20

    async with connected(BareBot(heartbeat_timeout=0.2), discord_server) as _:
        discord_server.gateway.acknowledges = False
        await discord_server.wait_for(lambda: discord_server.gateway.resumes)
        discord_server.gateway.acknowledges = True
        reply = await discord_server.slash("ask", {"question": "who?"})

    assert "who?" in reply.text


async def test_a_shard_of_two_goes_on_alone(discord_server: DiscordServer) -> None:
    discord_server.gateway.shards = 2

    async with connected(BareBot(), discord_server) as _:
        await discord_server.wait_ready()
        untouched, dropped = (discord_server.gateway.sessions[shard] for shard in (0, 1))
        discord_server.gateway.drop(shard=1)
        await discord_server.wait_for(lambda: dropped.resumes == 1)

    assert untouched.resumes == 0


async def test_a_restarted_client_takes_over(discord_server: DiscordServer) -> None:
    async with connected(BareBot(), discord_server):
        await discord_server.wait_ready()
    await discord_server.wait_for(lambda: not discord_server.gateway.ready)
    async with connected(BareBot(), discord_server):
        reply = await discord_server.slash("ask", {"question": "who?"})

    assert "who?" in reply.text
