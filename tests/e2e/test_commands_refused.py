"""Commands that Discord refuses do not stop the bot: it works with those that are there, and says so."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import pytest

from bot.ui.discord_bot.client import Rhythm
from bot.ui.discord_bot.command_sync import REST, CommandState
from tests.discord_server.errors import ApiError, missing_access
from tests.discord_server.faults import Refused
from tests.discord_server.server import DiscordServer
from tests.e2e.conftest import Configure
from tests.e2e.running import Bot, Start, no_pause, running

COMMANDS = "/applications/{application_id}/commands"
USED_UP = ApiError(400, 30034, "Max number of daily application command creates has been reached (200)")
BAD_FORM = ApiError(400, 50035, "Invalid Form Body", {"0": {"name": {"_errors": [{"message": "Too long"}]}}})
Begin = Callable[..., AbstractAsyncContextManager[Bot]]


def told(server: DiscordServer) -> list[str]:
    """What the owner of the application read."""
    return [message.text for message in server.messages(server.dm(server.world.application.owner))]


@pytest.fixture
def begin(discord_server: DiscordServer, configure: Configure) -> Begin:
    """Starts a bot that says when it rests, and rests until the event is set."""

    def with_rest(
        rested: asyncio.Event, resting: asyncio.Event | None = None, **more: str
    ) -> AbstractAsyncContextManager[Bot]:
        async def rest(seconds: float) -> None:
            assert seconds == REST
            if resting is not None:
                resting.set()
            await rested.wait()
            rested.clear()

        rhythm = Rhythm(guild_seconds=0, pause=no_pause, retry=rest)
        return running(configure(**more), discord_server, rhythm=rhythm)

    return with_rest


@pytest.mark.parametrize("error", [USED_UP, BAD_FORM, missing_access()])
async def test_a_bot_whose_commands_are_refused_answers_and_tells_why(
    discord_server: DiscordServer, begin: Begin, error: ApiError
) -> None:
    discord_server.fail("PUT", COMMANDS, Refused(error))

    async with begin(asyncio.Event()) as bot:
        answer = await discord_server.next_message(discord_server.say("how tall is the lamp", mention=True))
        await discord_server.wait_for(lambda: told(discord_server))

    assert "42 metres" in answer.text
    assert "Discord did not accept my commands" in bot.lines[3]
    assert "It does not have Find in the briefing, ask, digest" in bot.lines[3]
    assert ("are used up" in bot.lines[3]) is (error is USED_UP)
    assert told(discord_server) == [bot.lines[3]]


async def test_the_old_commands_work_on_and_the_status_says_what_is_missing(
    discord_server: DiscordServer, start: Start, begin: Begin
) -> None:
    async with start():
        pass
    discord_server.world.commands.overwrite(
        None, [command for command in discord_server.commands if command["name"] != "topics"]
    )
    discord_server.fail("PUT", COMMANDS, Refused(USED_UP))

    async with begin(asyncio.Event(), BOT_DISCORD__ADMIN_ROLES="123"):
        reply = await discord_server.slash("ask", {"question": "how tall is the lamp"})
        status = await (await discord_server.slash("status", user=discord_server.admin)).finished()

    assert "42 metres" in reply.text
    assert "It does not have topics." in status.text.replace("\\", "")


async def test_the_commands_are_told_again_after_a_while_and_the_owner_once(
    discord_server: DiscordServer, begin: Begin
) -> None:
    discord_server.fail("PUT", COMMANDS, Refused(USED_UP), times=3)

    resting = asyncio.Event()
    async with begin(asyncio.Event(), resting):
        await resting.wait()
    rested = asyncio.Event()
    async with begin(rested) as bot:
        before = bot.app.services.health.commands.refusal
        again = bot.app.client.commands._again._task
        rested.set()
        await discord_server.wait_for(lambda: len(discord_server.requests.to("PUT", COMMANDS)) == 3)
        rested.set()
        assert again is not None
        await again
        reply = await discord_server.slash("topics")

        assert before is not None
        assert bot.app.services.health.commands == CommandState(told=True, changed=True)

    assert "history" in reply.text
    assert len(told(discord_server)) == 1
