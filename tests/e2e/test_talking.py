"""Mentions, direct messages and the message command, all without a privileged intent."""

import pytest

from bot.database.query_log import Surface
from bot.services.asking import LONGEST_QUESTION
from tests.discord_server.errors import missing_access
from tests.discord_server.faults import Cut, Outage, Refused
from tests.discord_server.people import User
from tests.discord_server.permission import Permission
from tests.discord_server.server import DiscordServer
from tests.e2e.running import Bot, Start
from tests.each_row import each_row

LAMP = "how tall is the lamp"
MESSAGES = "/channels/{channel_id}/messages"


async def test_a_mention_is_answered_in_the_channel_as_a_reply(
    discord_server: DiscordServer, bot: Bot
) -> None:
    said = discord_server.say(LAMP, mention=True)

    answer = await discord_server.next_message(said)

    [row] = await bot.log()
    [request] = discord_server.requests.to("POST", MESSAGES)
    assert "42 metres" in answer.text
    assert answer.reply_to is said
    assert answer.labels == ["In context", "Why this answer?", "Helpful", "Not helpful", "Follow up"]
    assert request.data["allowed_mentions"] == {"parse": [], "replied_user": False}
    assert (row.surface, row.request_id, row.text) == (Surface.MENTION, str(said.id), LAMP)


async def test_who_calls_everybody_is_answered_all_the_same(discord_server: DiscordServer, bot: Bot) -> None:
    said = discord_server.say("@everyone, @here who built the lighthouse?", mention=True)
    answer = await discord_server.next_message(said)
    found = await discord_server.context_menu(
        "Find in the briefing", discord_server.say("@here how tall is the lamp")
    )

    assert bot.app.client.is_ready()
    assert "Who built the lighthouse? The briefing does not say." in answer.text
    assert "42 metres" in found.text


async def test_a_direct_message_is_answered(discord_server: DiscordServer, bot: Bot) -> None:
    said = discord_server.say(LAMP, dm=True)

    answer = await discord_server.next_message(said)

    [row] = await bot.log()
    assert "42 metres" in answer.text
    assert (row.surface, row.guild_id) == (Surface.DIRECT, None)


async def test_a_message_to_nobody_is_left_alone(discord_server: DiscordServer, bot: Bot) -> None:
    discord_server.say(LAMP)
    asked = discord_server.say(LAMP, mention=True)

    await discord_server.next_message(asked)

    assert len(await bot.log()) == 1
    assert len(discord_server.messages()) == 3


async def test_a_reply_that_does_not_name_the_bot_is_left_alone(
    discord_server: DiscordServer, bot: Bot
) -> None:
    answer = await discord_server.next_message(discord_server.say(LAMP, mention=True))
    discord_server.say("thanks!", reply_to=answer)
    again = discord_server.say(LAMP, mention=True)

    await discord_server.next_message(again)

    assert [row.text for row in await bot.log()] == [LAMP, LAMP]


async def test_another_bot_and_the_bot_itself_are_left_alone(discord_server: DiscordServer, bot: Bot) -> None:
    robot = User(discord_server.world.ids.next(), "robot", bot=True)
    discord_server.world.users[robot.id] = robot
    discord_server.say(LAMP, mention=True, user=robot)
    discord_server.say(LAMP, mention=True, user=discord_server.bot)
    asked = discord_server.say(LAMP, mention=True)

    await discord_server.next_message(asked)

    assert len(await bot.log()) == 1


async def test_a_mention_without_words_is_helped(discord_server: DiscordServer, bot: Bot) -> None:
    answer = await discord_server.next_message(discord_server.say("", mention=True))

    assert "Please ask me something about the briefing" in answer.text
    assert await bot.log() == []


async def test_who_calls_the_bot_under_another_persons_message_is_told_the_way(
    discord_server: DiscordServer, bot: Bot
) -> None:
    asked = discord_server.say(LAMP)
    answer = await discord_server.next_message(
        discord_server.say("", mention=True, reply_to=asked, user=discord_server.admin)
    )
    own = await discord_server.next_message(discord_server.say("", mention=True, reply_to=answer))

    assert "choose Apps, then “Find in the briefing”" in answer.text
    assert "Please ask me something about the briefing" in own.text
    assert await bot.log() == []


async def test_a_message_delivered_twice_is_answered_once(discord_server: DiscordServer, bot: Bot) -> None:
    said = discord_server.say(LAMP, mention=True)
    await discord_server.next_message(said)
    payload = discord_server.posting.payload(said)
    discord_server.gateway.dispatch_message("MESSAGE_CREATE", payload, discord_server.guild.id)
    other = discord_server.say("who built it?", mention=True)

    await discord_server.next_message(other)

    assert len(await bot.log()) == 2
    assert len(discord_server.requests.to("POST", MESSAGES)) == 2


async def test_without_the_right_to_embed_the_answer_comes_as_words(
    discord_server: DiscordServer, bot: Bot
) -> None:
    discord_server.deny(discord_server.channel, Permission.EMBED_LINKS)

    answer = await discord_server.next_message(discord_server.say(LAMP, mention=True))

    assert bot.app.client.is_ready()
    assert (answer.embeds, answer.in_components) == ([], False)
    assert answer.labels == ["In context", "Why this answer?", "Helpful", "Not helpful", "Follow up"]
    assert "**The lamp stands 42 metres above the sea.**" in answer.content
    assert "> “Its lamp stands 42 metres above the sea”" in answer.content


@pytest.mark.parametrize("fault", [Refused(missing_access()), Outage(503), Cut()])
async def test_a_channel_that_cannot_be_answered_in_harms_nobody_else(
    discord_server: DiscordServer, bot: Bot, fault: Refused | Outage | Cut, caplog: pytest.LogCaptureFixture
) -> None:
    trouble = discord_server.fail("POST", MESSAGES, fault)
    discord_server.say(LAMP, mention=True)
    await trouble.reached.wait()

    answer = await discord_server.next_message(discord_server.say(LAMP, mention=True))

    assert "42 metres" in answer.text
    assert len(await bot.log()) == 2
    assert "Traceback" not in caplog.text


async def test_who_mentions_it_too_often_is_asked_to_wait(
    discord_server: DiscordServer, start: Start
) -> None:
    async with start(BOT_DISCORD__QUESTIONS_PER_MINUTE="1"):
        await discord_server.next_message(discord_server.say(LAMP, mention=True))

        answer = await discord_server.next_message(discord_server.say(LAMP, mention=True))

        assert "Please ask again in" in answer.text


async def test_any_message_can_be_looked_up_for_oneself(discord_server: DiscordServer, bot: Bot) -> None:
    said = discord_server.say(LAMP)

    found = await discord_server.context_menu("Find in the briefing", said, user=discord_server.admin)

    [row] = await bot.log()
    assert found.ephemeral
    assert "42 metres" in found.text
    assert "Post here" in found.labels
    assert (row.surface, row.request_id) == (Surface.MESSAGE, str(found.id))


async def test_a_message_without_words_holds_nothing_to_find(discord_server: DiscordServer, bot: Bot) -> None:
    found = await discord_server.context_menu("Find in the briefing", discord_server.say("  "))

    assert "has no words that" in found.text
    assert await bot.log() == []


async def test_a_text_too_long_for_a_question_is_told_so(discord_server: DiscordServer, bot: Bot) -> None:
    said = discord_server.say("lamp " * LONGEST_QUESTION)

    found = await discord_server.context_menu("Find in the briefing", said)

    [row] = await bot.log()
    assert "too long for a question" in found.text
    assert len(row.text) <= LONGEST_QUESTION


@each_row("written", ["/topics", "!topics", "topics", "/Topics please", "/themen"])
async def test_a_command_that_was_written_as_words_is_explained(
    discord_server: DiscordServer, bot: Bot, written: str
) -> None:
    answer = await discord_server.next_message(discord_server.say(written, mention=True))

    assert "`/topics` is a command: start a new message with it" in answer.text
    assert await bot.log() == []


@each_row("written", ["/privacy", "privacy", "forget me", "Delete my data!"])
async def test_whoever_writes_of_their_data_is_told_the_command(
    discord_server: DiscordServer, bot: Bot, written: str
) -> None:
    answer = await discord_server.next_message(discord_server.say(written, dm=True))

    named = "/privacy" if "privacy" in written else "/forgetme"
    assert f"`{named}` is a command" in answer.text
    assert await bot.log() == []


@pytest.mark.parametrize("written", [f"/ask {LAMP}", f"!ask {LAMP}", "/fact lamp-height"])
async def test_a_question_behind_a_written_command_is_answered(
    discord_server: DiscordServer, bot: Bot, written: str
) -> None:
    answer = await discord_server.next_message(discord_server.say(written, dm=True))

    assert "42 metres" in answer.text
    assert [row.fact_id for row in await bot.log()] == ["lamp-height"]


async def test_ask_without_a_question_is_helped_to_one(discord_server: DiscordServer, bot: Bot) -> None:
    answer = await discord_server.next_message(discord_server.say("/ask", mention=True))

    assert "Please ask me something about the briefing" in answer.text
    assert await bot.log() == []


@each_row("written", ["help", "what can you do?", "commands", "how does this work"])
async def test_whoever_asks_for_help_is_told_how_to_ask(
    discord_server: DiscordServer, bot: Bot, written: str
) -> None:
    answer = await discord_server.next_message(discord_server.say(written, mention=True))

    assert "Ask me anything about the briefing, in your own words." in answer.text
    assert "`/help`" in answer.text
    assert bot.app.client.is_ready()
