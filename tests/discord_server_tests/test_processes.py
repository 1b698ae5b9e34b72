"""The server and the bot need nothing of each other but the wire."""

import asyncio
import json
import os

import aiohttp

from tests.child_process import PATIENCE
from tests.discord_server.server import DiscordServer
from tests.discord_server_tests.bare_bot import BareBot
from tests.forked_process import PROJECT, ForkedProcess, forked
from tests.thorough import tries

COUNT = tries(200, 3)
ALONE = os.environ | {"PYTHONWARNINGS": "ignore"}


async def started(server: DiscordServer) -> ForkedProcess:
    """A bot in a process of its own, on the gateway."""
    words = (server.api_url, server.token)
    process = await forked(BareBot.__module__, words, folder=PROJECT, environment=ALONE)
    await server.wait_ready()
    return process


async def killed(process: ForkedProcess) -> None:
    process.kill()
    async with asyncio.timeout(PATIENCE):
        await process.communicate()


async def test_a_bot_in_another_process_is_killed_and_followed_by_the_next(
    discord_server: DiscordServer,
) -> None:
    first = await started(discord_server)
    before = await discord_server.slash("ask", {"question": "before"})
    await killed(first)
    await discord_server.wait_for(lambda: not discord_server.gateway.ready)
    unanswered = discord_server.start_slash("ask", {"question": "meanwhile"})

    second = await started(discord_server)
    after = await discord_server.slash("ask", {"question": "after"})
    await killed(second)

    assert "before" in before.text
    assert unanswered.kind is None
    assert "after" in after.text


async def test_the_server_runs_on_its_own() -> None:
    process = await forked("tests.discord_server", (), folder=PROJECT, environment=ALONE)
    async with asyncio.timeout(PATIENCE):
        about = json.loads(await process.stdout.readline())
    headers = {"Authorization": f"Bot {about['token']}"}

    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.get(f"{about['api_url']}/users/@me") as response,
    ):
        answer = await response.json()
    await killed(process)

    assert answer["username"] == "briefing bot"


async def test_many_at_once_on_the_wire_are_answered(discord_server: DiscordServer, bot: BareBot) -> None:
    asked = [discord_server.start_slash("ask", {"question": f"number {n}."}) for n in range(COUNT)]

    replies = await asyncio.gather(*(reply.answered() for reply in asked))

    assert bot.is_ready()
    assert [f"number {n}." in reply.text for n, reply in enumerate(replies)] == [True] * COUNT
    assert {reply.id for reply in asked} == {int(path_id) for path_id in answered_ids(discord_server)}


def answered_ids(server: DiscordServer) -> list[str]:
    callbacks = server.requests.to("POST", "/interactions/{id}/{token}/callback")
    return [request.path.split("/")[2] for request in callbacks]
