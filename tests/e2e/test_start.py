"""Starting: what is told, what is synced, and in which languages."""

from contextlib import AbstractAsyncContextManager
from dataclasses import replace

import pytest

from bot.database.migrations import NEWEST
from tests.discord_server.faults import Cut, Fault, Outage, RateLimited
from tests.discord_server.json_shape import Json
from tests.discord_server.server import DiscordServer
from tests.e2e.conftest import Configure
from tests.e2e.running import AT_ONCE, Bot, Start, running

LANGUAGES = {"de", "fr", "es-ES", "ru"}
COMMANDS = "/applications/{application_id}/commands"


@pytest.fixture
def start(discord_server: DiscordServer, configure: Configure) -> Start:
    """Starts a bot whose commands Discord does not know."""

    def begin(**more: str) -> AbstractAsyncContextManager[Bot]:
        return running(configure(**more), discord_server)

    return begin


def described(command: Json) -> list[Json]:
    """A command and everything in it that has a name."""
    return [command, *(inner for option in command.get("options") or () for inner in described(option))]


async def test_five_lines_and_ready_are_reported(discord_server: DiscordServer, bot: Bot) -> None:
    *lines, last = bot.lines

    assert last == "ready"
    assert len(lines) == 5
    assert lines[0].startswith("Briefing bot 0.")
    assert "4 facts, 1 open question and 1 source, version" in lines[1]
    assert lines[2].endswith(f"bot.sqlite3, version {NEWEST}")
    assert lines[3] == f"{len(discord_server.commands)} commands synced"
    assert lines[4] == "No digest subscribed"


async def test_no_privileged_intent_is_asked_for(discord_server: DiscordServer, bot: Bot) -> None:
    del bot

    assert discord_server.gateway.identifies[0]["intents"] == (1 << 0) | (1 << 9) | (1 << 12)


async def test_commands_are_synced_once_and_not_again(discord_server: DiscordServer, start: Start) -> None:
    async with start():
        pass
    async with start() as second:
        assert second.lines[3].endswith("commands unchanged")

    assert len(discord_server.requests.to("PUT", COMMANDS)) == 1


async def test_commands_that_changed_are_overwritten_at_once(
    discord_server: DiscordServer, start: Start
) -> None:
    async with start():
        before = [command["default_member_permissions"] for command in discord_server.commands]
    async with start(BOT_DISCORD__ADMIN_ROLES="123"):
        after = [command["default_member_permissions"] for command in discord_server.commands]

    assert before != after
    assert len(discord_server.requests.to("PUT", COMMANDS)) == 2


async def test_a_sync_that_finds_no_discord_is_tried_again(
    discord_server: DiscordServer, start: Start
) -> None:
    discord_server.fail("PUT", COMMANDS, Outage(503))

    async with start() as bot:
        assert bot.lines[3].endswith("commands synced")
        assert "ready" in bot.lines


@pytest.mark.parametrize("fault", [Outage(503), Cut(), RateLimited(0.01)])
async def test_a_discord_that_is_away_at_the_start_is_tried_until_it_is_back(
    discord_server: DiscordServer, configure: Configure, fault: Fault, caplog: pytest.LogCaptureFixture
) -> None:
    trouble = discord_server.fail("GET", "/users/@me", fault, times=8)
    waited: list[float] = []

    async def retry(seconds: float) -> None:
        waited.append(seconds)

    async with running(configure(), discord_server, rhythm=replace(AT_ONCE, retry=retry)) as bot:
        reply = await discord_server.slash("ask", {"question": "how tall is the lamp"})

    assert trouble.met == 8
    assert "42 metres" in reply.text
    assert bot.lines[-1] == "ready"
    assert caplog.text.count("Discord is away") <= 1
    assert "Traceback" not in caplog.text
    if waited:
        assert 4 <= waited[0] <= 6
        assert max(waited) <= 360


@pytest.mark.waits
async def test_a_gateway_that_is_away_at_the_start_is_tried_until_it_is_back(
    discord_server: DiscordServer, configure: Configure, caplog: pytest.LogCaptureFixture
) -> None:
    gateway, discord_server.gateway.url = discord_server.gateway.url, "ws://127.0.0.1:9/gateway"
    waited: list[float] = []

    async def retry(seconds: float) -> None:
        waited.append(seconds)
        discord_server.gateway.url = gateway

    async with running(configure(), discord_server, rhythm=replace(AT_ONCE, retry=retry)) as bot:
        assert bot.lines[-1] == "ready"

    assert len(waited) == 1
    assert len(discord_server.gateway.identifies) == 1
    assert caplog.text.count("Discord is away") == 1
    assert "Discord is back after" in caplog.text
    assert "Traceback" not in caplog.text


async def test_every_name_and_description_is_there_in_every_language(
    discord_server: DiscordServer, bot: Bot
) -> None:
    everything = [part for command in discord_server.commands for part in described(command)]

    assert bot.app.client.is_ready()
    for part in everything:
        assert set(part["name_localizations"]) >= LANGUAGES, part["name"]
        if part.get("description"):
            assert set(part["description_localizations"]) >= LANGUAGES, part["name"]


async def test_members_commands_work_everywhere_and_admins_in_servers_alone(
    discord_server: DiscordServer, bot: Bot
) -> None:
    places = {command["name"]: command["contexts"] for command in discord_server.commands}
    installs = {command["name"]: command["integration_types"] for command in discord_server.commands}

    assert bot.app.client.is_ready()
    assert places["ask"] == [0, 1, 2]
    assert places["reload"] == [0]
    assert installs["Find in the briefing"] == [0, 1]
    assert installs["reload"] == [0]


async def test_a_bot_that_was_started_too_often_does_not_use_up_its_last_connection(
    discord_server: DiscordServer, configure: Configure, caplog: pytest.LogCaptureFixture
) -> None:
    discord_server.gateway.shards = 1000
    waited: list[float] = []

    async def retry(seconds: float) -> None:
        waited.append(seconds)
        discord_server.gateway.shards = 1

    async with running(configure(), discord_server, rhythm=replace(AT_ONCE, retry=retry)) as bot:
        assert bot.lines[-1] == "ready"

    assert waited == [24 * 60 * 60]
    assert "will not let this bot connect again for 1,440 minutes" in caplog.text
    assert len(discord_server.gateway.identifies) == 1


async def test_a_lost_connection_is_never_left_alone_for_longer_than_five_minutes(bot: Bot) -> None:
    (shard,) = bot.app.client.shards.values()

    delays = [shard._parent._backoff.delay() for _ in range(200)]

    assert 100 < max(delays) <= 256


async def test_two_shards_are_served(discord_server: DiscordServer, start: Start) -> None:
    discord_server.gateway.shards = 2
    other = discord_server.add_guild("Other readers", shard=1)
    discord_server.add_channel("general", other)

    async with start() as bot:
        await discord_server.wait_ready()
        reply = await discord_server.slash("ask", {"question": "how tall is the lamp"}, guild=other)
        said = await discord_server.next_message(discord_server.say("how tall is the lamp", mention=True))

        assert "42 metres" in reply.text
        assert "42 metres" in said.text
        assert {row.guild_id for row in await bot.log()} == {other.id, discord_server.guild.id}


async def test_a_session_that_became_invalid_is_begun_anew_at_the_same_address(
    discord_server: DiscordServer, bot: Bot
) -> None:
    discord_server.gateway.invalidate()
    await discord_server.wait_for(lambda: len(discord_server.gateway.identifies) == 2)
    await discord_server.wait_ready()

    reply = await discord_server.slash("ask", {"question": "how tall is the lamp"})

    assert "42 metres" in reply.text
    assert bot.lines.count("ready") == 1
