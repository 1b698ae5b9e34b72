"""*Tell me if it ever does*: one notice when it does, in the right place, and none after /forgetme."""

from pathlib import Path

import pytest

from tests.discord_server.messages import Message
from tests.discord_server.permission import Permission
from tests.discord_server.pulse import PATIENCE
from tests.discord_server.reply import Reply
from tests.discord_server.server import DiscordServer
from tests.e2e.running import Bot, Start

QUESTION = "is there a tea room in the basement"
TELL = "Tell me if it ever does"
TEA = """  - id: tea-room
    topic: plans
    question: Is there a tea room in the basement?
    also: [tea room in the basement, where is the tea room]
    answer: The tea room is a plan that critics call too dear.
    quotes: [{source: paper, text: Critics call the plan too dear}]
open_questions:
"""
ANSWER = "The tea room is a plan that critics call too dear."


async def add_tea_room(bot: Bot, home: Path) -> None:
    sheet = home / "knowledge" / "lighthouse.yaml"
    sheet.write_text(sheet.read_text("utf-8").replace("open_questions:\n", TEA), "utf-8")
    await bot.app.services.reloader.reload()


async def look(bot: Bot) -> None:
    await bot.app.client.equipment.chores.attend()


def notices(server: DiscordServer) -> list[Message]:
    return [message for message in server.messages(server.channel) if "says it now" in message.text]


async def ask(server: DiscordServer, question: str = QUESTION, *, private: bool = False) -> Reply:
    return await server.slash("ask", {"question": question, "private": private})


async def test_a_question_in_public_is_answered_there_once(
    discord_server: DiscordServer, bot: Bot, home: Path
) -> None:
    answer = await ask(discord_server)
    told = await discord_server.click(answer, TELL)
    await discord_server.click(answer, TELL, user=discord_server.admin)
    await look(bot)
    before = notices(discord_server)
    await add_tea_room(bot, home)

    await look(bot)
    await look(bot)

    (notice,) = [
        each for each in discord_server.messages(discord_server.channel) if "says it now" in each.text
    ]
    assert told.ephemeral
    assert "I will reply here, once" in told.text
    assert before == []
    assert ANSWER in notice.text
    assert answer.message is not None
    assert notice.reply_to is answer.message
    assert not notice.mentions


async def test_a_private_question_is_answered_with_the_persons_next_one(
    discord_server: DiscordServer, bot: Bot, home: Path
) -> None:
    answer = await ask(discord_server, private=True)
    told = await discord_server.click(answer, TELL)
    await add_tea_room(bot, home)
    await look(bot)
    other = await discord_server.slash("ask", {"question": "how tall is the lamp"}, user=discord_server.admin)

    following = await ask(discord_server, "how tall is the lamp")
    await following.until(lambda each: bool(each.followups))
    again = await ask(discord_server, "how tall is the lamp")

    (notice,) = following.followups
    assert "I will tell you once, with your next `/ask` or direct message" in told.text
    assert notice.ephemeral
    assert "You asked this before" in notice.text
    assert ANSWER in notice.text
    assert other.followups == []
    assert again.followups == []
    assert notices(discord_server) == []


async def test_a_direct_message_gets_it_in_the_same_place(
    discord_server: DiscordServer, bot: Bot, home: Path
) -> None:
    asked = discord_server.say(QUESTION, dm=True)
    answer = await discord_server.next_message(asked)
    await discord_server.click(answer, TELL)
    await add_tea_room(bot, home)
    await look(bot)

    following = discord_server.say("how tall is the lamp", dm=True)
    await discord_server.pulse.until(
        lambda: any(ANSWER in each.text for each in discord_server.messages(following.channel)), what="it"
    )

    assert notices(discord_server) == []


async def test_what_waits_for_somebody_is_not_told_in_a_server_that_the_client_does_not_know(
    discord_server: DiscordServer, bot: Bot, home: Path
) -> None:
    await discord_server.click(await ask(discord_server, private=True), TELL)
    await add_tea_room(bot, home)
    guild = discord_server.guild
    discord_server.gateway.dispatch("GUILD_DELETE", {"id": str(guild.id)}, guild.id)

    said = [discord_server.say("how tall is the lamp", mention=True) for _ in range(2)]
    await discord_server.next_message(said[1])
    unknown = bot.app.client.get_guild(guild.id) is None
    await bot.app.services.gatekeeper.inflight.settle(PATIENCE)
    following = await ask(discord_server, "how tall is the lamp")
    await following.until(lambda each: bool(each.followups))

    assert unknown
    assert [each for each in discord_server.messages(said[0].channel) if ANSWER in each.text] == []
    assert ANSWER in following.followups[0].text


async def test_after_forgetme_nobody_is_told(discord_server: DiscordServer, bot: Bot, home: Path) -> None:
    public, private = await ask(discord_server), await ask(discord_server, private=True)
    await discord_server.click(public, TELL)
    await discord_server.click(private, TELL)
    await bot.app.services.privacy.forget(discord_server.user.id)
    await add_tea_room(bot, home)

    await look(bot)
    following = await ask(discord_server, "how tall is the lamp")

    assert notices(discord_server) == []
    assert following.followups == []
    assert await bot.app.services.database.read("SELECT * FROM awaited_answers") == []


async def test_a_wish_outlives_a_restart(discord_server: DiscordServer, start: Start, home: Path) -> None:
    async with start() as first:
        answer = await ask(discord_server)
        await discord_server.click(answer, TELL)
        await add_tea_room(first, home)
    async with start() as second:
        await look(second)

    assert len(notices(discord_server)) == 1


async def test_where_the_bot_may_not_write_any_more_it_is_told_with_the_next_question(
    discord_server: DiscordServer, bot: Bot, home: Path
) -> None:
    answer = await ask(discord_server)
    await discord_server.click(answer, TELL)
    await add_tea_room(bot, home)
    discord_server.deny(discord_server.channel, Permission.SEND_MESSAGES)

    await look(bot)
    following = await ask(discord_server, "how tall is the lamp")
    await following.until(lambda each: bool(each.followups))

    assert ANSWER in following.followups[0].text
    assert notices(discord_server) == []


async def test_a_forgotten_question_cannot_be_awaited(discord_server: DiscordServer, bot: Bot) -> None:
    answer = await ask(discord_server)
    await bot.app.services.privacy.forget(discord_server.user.id)

    told = await discord_server.click(answer, TELL)

    assert "no longer in the log" in told.text


@pytest.mark.usefixtures("bot")
async def test_only_what_the_briefing_does_not_say_can_be_awaited(discord_server: DiscordServer) -> None:
    answered = await ask(discord_server, "how tall is the lamp")
    open_question = await ask(discord_server, "who built it")
    thanks = await ask(discord_server, "thanks")

    assert TELL not in answered.labels
    assert TELL in open_question.labels
    assert TELL not in thanks.labels
