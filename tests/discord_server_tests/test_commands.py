"""Slash commands, autocomplete and context menus in every place."""

import pytest

from tests.discord_server.messages import EPHEMERAL
from tests.discord_server.reply import CallbackKind
from tests.discord_server.server import DiscordServer
from tests.discord_server_tests.bare_bot import BareBot

pytestmark = pytest.mark.usefixtures("bot")


async def test_a_command_is_answered_with_an_embed(discord_server: DiscordServer) -> None:
    reply = await discord_server.slash("ask", {"question": "who?"}, locale="de")

    assert reply.kind is CallbackKind.MESSAGE
    assert reply.embeds[0]["description"] == "who? in de"
    assert reply.labels == ["Again", "Why?", "Later"]
    assert discord_server.messages() == [reply.message]


async def test_a_private_answer_is_nobody_elses(discord_server: DiscordServer) -> None:
    reply = await discord_server.slash("ask", {"question": "who?", "private": True})

    assert reply.ephemeral
    assert reply.flags == EPHEMERAL
    assert discord_server.messages() == []


async def test_sub_commands_carry_numbers_and_members(discord_server: DiscordServer) -> None:
    reply = await discord_server.slash("log recent", {"count": 3, "of": discord_server.admin})

    assert reply.content == "3 of adam"


async def test_an_option_of_the_wrong_type_cannot_be_sent(discord_server: DiscordServer) -> None:
    with pytest.raises(AssertionError, match="cannot be 'three'"):
        await discord_server.slash("log recent", {"count": "three"})


async def test_the_answer_to_a_deferral_grows(discord_server: DiscordServer) -> None:
    reply = await discord_server.slash("slowly")
    await reply.finished()
    await reply.until(lambda each: len(each.followups) == 2)

    assert reply.kind is CallbackKind.DEFERRED_MESSAGE
    assert reply.ephemeral
    assert reply.content == "thought"
    assert [message.content for message in reply.followups] == ["and much more", "original said thought"]
    assert [message.content for message in reply.followups[0].earlier] == ["and more"]


async def test_files_arrive_with_their_bytes(discord_server: DiscordServer) -> None:
    reply = await discord_server.slash("report")
    await reply.until(lambda each: bool(each.followups))

    assert [(file.name, file.text, file.description) for file in reply.files] == [
        ("report.txt", "one line\n", "a report")
    ]
    assert [file.data for file in reply.followups[0].files] == [b"two"]


async def test_an_answer_can_be_taken_back(discord_server: DiscordServer) -> None:
    reply = await discord_server.slash("broken")
    await reply.until(lambda each: each.message is not None and each.message.deleted)

    assert discord_server.messages() == []


async def test_autocomplete_offers_choices(discord_server: DiscordServer) -> None:
    choices = await discord_server.autocomplete("ask", {"question": "ap"})

    assert [choice.name for choice in choices] == ["apple", "apricot"]


@pytest.mark.parametrize("place", ["guild", "direct message", "group"])
async def test_a_command_works_where_it_was_registered(discord_server: DiscordServer, place: str) -> None:
    friend = discord_server.add_user("friend")
    places = {
        "guild": discord_server.channel,
        "direct message": discord_server.dm(),
        "group": discord_server.add_group(discord_server.user, friend),
    }

    reply = await discord_server.slash("ask", {"question": "who?"}, channel=places[place])

    assert reply.channel is places[place]
    assert f"ada in a {place}" in reply.text


async def test_a_user_installed_command_works_in_a_foreign_guild(discord_server: DiscordServer) -> None:
    foreign = discord_server.add_guild("Foreign", has_bot=False)
    channel = discord_server.add_channel("lobby", foreign)

    reply = await discord_server.slash("ask", {"question": "who?"}, channel=channel)

    assert reply.installed == "user"
    assert "who?" in reply.text


async def test_a_command_is_not_offered_where_it_was_not_registered(discord_server: DiscordServer) -> None:
    group = discord_server.add_group(discord_server.user, discord_server.admin)

    with pytest.raises(AssertionError, match="not registered for user installs"):
        await discord_server.slash("slowly", channel=group)


async def test_a_message_menu_carries_the_message(discord_server: DiscordServer, bot: BareBot) -> None:
    message = discord_server.say("who launched from Baikonur?")

    reply = await discord_server.context_menu("Find in the briefing", message)

    assert reply.content == "found: who launched from Baikonur?"
    assert bot.heard[0] == ""


async def test_a_user_menu_carries_the_member(discord_server: DiscordServer) -> None:
    reply = await discord_server.context_menu("Greet", discord_server.admin)

    assert reply.content == "hello adam"


async def test_an_answer_after_the_deadline_is_lost(discord_server: DiscordServer) -> None:
    reply = discord_server.start_slash("ask", {"question": "who?"})
    discord_server.clock.advance(seconds=4)
    await discord_server.wait_for(
        lambda: discord_server.requests.to("POST", "/interactions/{id}/{token}/callback")
    )
    await discord_server.wait_for(lambda: list(discord_server.requests)[-1].status)

    assert reply.kind is None
    assert list(discord_server.requests)[-1].status == 404
