"""The doctor finds out whether the channels and roles of the settings are there, and what is missing."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from bot.cli.doctor import places
from bot.errors import BotError
from bot.services.health.doctor import Health
from bot.settings.settings import Settings
from tests.discord_server.faults import Outage
from tests.discord_server.permission import Permission
from tests.discord_server.server import DiscordServer
from tests.e2e.running import Start

Configure = Callable[..., Settings]
Told = list[tuple[Health, str]]
Look = Callable[..., Awaitable[Told]]


@pytest.fixture
def look(configure: Configure, discord_server: DiscordServer, monkeypatch: pytest.MonkeyPatch) -> Look:
    monkeypatch.setenv("DISCORD_TOKEN", discord_server.token)

    async def look(**variables: str) -> Told:
        settings = configure(**variables)
        return await asyncio.to_thread(lambda: list(places(settings)))  # it has a loop of its own

    return look


def digest_in(channel_id: int) -> str:
    return f'[{{channel: {channel_id}, time: "09:00", timezone: UTC}}]'


async def test_where_nothing_is_named_nothing_is_asked(discord_server: DiscordServer, look: Look) -> None:
    assert await look() == []
    assert len(discord_server.requests) == 0


async def test_what_is_in_order_is_one_line(discord_server: DiscordServer, look: Look) -> None:
    desk = discord_server.add_channel("desk")
    role = discord_server.add_role(discord_server.guild, "sages")

    told = await look(
        BOT_CURATORS__CHANNEL=str(desk.id),
        BOT_CURATORS__ROLES=f"[{role.id}]",
        BOT_DIGEST__SUBSCRIPTIONS=digest_in(discord_server.channel.id),
    )

    assert told == [(Health.WELL, f"The bot may do what it needs in #{discord_server.channel.name}, #desk.")]
    assert discord_server.gateway.identifies == []


@pytest.mark.parametrize(
    ("permission", "words"),
    [
        (Permission.SEND_MESSAGES, "allow the bot to send messages and embed links there"),
        (Permission.EMBED_LINKS, "allow the bot to embed links there"),
    ],
)
async def test_what_the_bot_may_not_do_in_a_channel_is_told(
    discord_server: DiscordServer, look: Look, permission: Permission, words: str
) -> None:
    desk = discord_server.add_channel("desk")
    discord_server.deny(desk, permission)

    (curators,) = await look(BOT_CURATORS__CHANNEL=str(desk.id))
    (digest,) = await look(BOT_DIGEST__SUBSCRIPTIONS=digest_in(desk.id))

    assert curators == (Health.ILL, f"What curators read cannot go to #desk: {words}.")
    assert digest == (Health.ILL, f"A digest cannot go to #desk: {words}.")


async def test_a_thread_has_a_right_of_its_own(discord_server: DiscordServer, look: Look) -> None:
    thread = discord_server.add_thread("aside", discord_server.channel)
    discord_server.deny(discord_server.channel, Permission.SEND_MESSAGES_IN_THREADS)

    (found,) = await look(BOT_CURATORS__CHANNEL=str(thread.id))

    assert (
        found[1] == "What curators read cannot go to #aside: allow the bot to send messages in threads there."
    )


async def test_a_channel_that_is_gone_or_hidden_is_told(discord_server: DiscordServer, look: Look) -> None:
    hidden, gone = discord_server.add_channel("hidden"), discord_server.add_channel("gone")
    discord_server.deny(hidden, Permission.VIEW_CHANNEL)
    discord_server.remove_channel(gone)

    for channel in (hidden, gone):
        (found,) = await look(BOT_CURATORS__CHANNEL=str(channel.id))
        assert found[0] is Health.ILL
        assert (
            f"There is no channel {channel.id} for what curators read, or the bot does not see it."
            in found[1]
        )


async def test_a_running_bot_says_once_that_a_channel_for_a_digest_is_gone(
    discord_server: DiscordServer, start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    gone = discord_server.add_channel("gone")
    discord_server.remove_channel(gone)

    async with start(BOT_DIGEST__SUBSCRIPTIONS=digest_in(gone.id)) as bot:
        digests = bot.app.client.equipment.digests
        await discord_server.wait_for(lambda: "There is no channel" in caplog.text)
        await digests.reconnected()

    assert caplog.text.count(f"There is no channel {gone.id} for a digest, or the bot does not see it.") == 1


async def test_roles_that_are_not_there_or_cannot_be_called_are_told(
    discord_server: DiscordServer, look: Look
) -> None:
    role = discord_server.add_role(discord_server.guild, "sages")
    desk = str(discord_server.channel.id)

    called = await look(BOT_CURATORS__CHANNEL=desk, BOT_CURATORS__ROLE=str(role.id))
    absent = await look(BOT_CURATORS__CHANNEL=desk, BOT_CURATORS__ROLE="77", BOT_CURATORS__ROLES="[88]")

    assert [(health, words.partition(".")[0]) for health, words in called] == [(Health.WEAK, "curators")]
    assert "nobody hears a call of sages" in called[0][1]
    assert absent == [
        (Health.WEAK, "curators.role: no role 77 is in the servers of these channels."),
        (Health.WEAK, "curators.roles: no role 88 is in the servers of these channels."),
    ]


async def test_channels_that_a_command_subscribed_are_looked_at_as_well(
    discord_server: DiscordServer, look: Look, start: Start
) -> None:
    async with start():
        await discord_server.slash(
            "digest subscribe", {"time": "09:00", "timezone": "UTC"}, user=discord_server.admin
        )
    discord_server.deny(discord_server.channel, Permission.READ_MESSAGE_HISTORY)

    (found,) = await look()

    assert found[0] is Health.ILL
    assert "read the message history" in found[1]


async def test_a_discord_in_trouble_is_a_sentence(discord_server: DiscordServer, look: Look) -> None:
    discord_server.fail("GET", "/channels/{id}", Outage(503))

    with pytest.raises(BotError, match="in vain"):
        await look(BOT_CURATORS__CHANNEL=str(discord_server.channel.id))
