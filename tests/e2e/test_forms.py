"""Pages in plain words where Discord takes no components; there is one message either way."""

import pytest

from tests.discord_server.errors import invalid_form, missing_permissions
from tests.discord_server.faults import Refused
from tests.discord_server.permission import Permission
from tests.discord_server.server import DiscordServer
from tests.e2e.daily import HOUR, NINE, POSTS, Daily, mark_of
from tests.e2e.hours import Hours
from tests.e2e.running import Bot

LAMP = {"question": "how tall is the lamp"}
CALLBACK = "/interactions/{id}/{token}/callback"
ORIGINAL = "/webhooks/{id}/{token}/messages/@original"
FOLLOW_UP = "/webhooks/{id}/{token}"
REFUSALS = [Refused(invalid_form(["components: too many"])), Refused(missing_permissions())]


@pytest.fixture
def everyday(bot: Bot) -> Bot:
    return bot


@pytest.mark.parametrize("refused", REFUSALS)
async def test_an_answer_comes_in_words_where_its_components_are_refused(
    discord_server: DiscordServer, everyday: Bot, refused: Refused
) -> None:
    discord_server.fail("POST", CALLBACK, refused)

    answer = await discord_server.slash("ask", LAMP | {"private": True})

    assert answer.ephemeral
    assert answer.message is not None
    assert not answer.message.in_components
    assert answer.content.startswith("**How high is the lamp above the sea?**\n")
    assert "> “Its lamp stands 42 metres above the sea”" in answer.content
    assert answer.labels[:2] == ["In context", "Post here"]
    assert len(await everyday.log()) == 1


async def test_what_was_waited_for_and_what_follows_come_in_words_too(
    discord_server: DiscordServer, everyday: Bot
) -> None:
    discord_server.fail("PATCH", ORIGINAL, REFUSALS[0])
    private = await discord_server.slash("ask", LAMP | {"private": True})

    status = await (await discord_server.slash("status", user=discord_server.admin)).finished()
    discord_server.fail("POST", FOLLOW_UP, REFUSALS[1])
    posting = await discord_server.click(private, "Post here")
    await posting.until(lambda each: bool(each.followups))

    assert everyday.app.client.is_ready()
    assert status.content.startswith("**How the bot is doing**")
    assert "42 metres" in posting.followups[0].content


async def test_a_refusal_for_another_reason_is_not_tried_again(
    discord_server: DiscordServer, everyday: Bot
) -> None:
    discord_server.deny(discord_server.channel, Permission.VIEW_CHANNEL)
    asked = discord_server.say("how tall is the lamp", mention=True)
    await discord_server.wait_for(lambda: len(discord_server.requests.to("POST", POSTS)) == 1)
    discord_server.allow(discord_server.channel, Permission.VIEW_CHANNEL)

    await discord_server.next_message(discord_server.say("how tall is the lamp", mention=True))

    assert everyday.app.client.is_ready()
    assert asked.channel is discord_server.channel
    assert len(discord_server.requests.to("POST", POSTS)) == 2


async def test_a_digest_comes_once_in_words_where_its_components_are_refused(
    discord_server: DiscordServer, daily: Daily, hours: Hours
) -> None:
    discord_server.deny(discord_server.channel, Permission.EMBED_LINKS)

    hours.set(NINE - HOUR / 2)
    async with daily.start():
        await hours.until(NINE + HOUR)

    (message,) = daily.digests()
    assert not message.in_components
    assert message.content.startswith("**The lighthouse at Hollow Point**")
    assert "**Fact of the day**" in message.content
    assert message.content.endswith(f"\n-# {mark_of(message)}")
    assert len(discord_server.requests.to("POST", POSTS)) == 2
