"""Speaking once where once is enough, and reading what a message holds wherever it stands in it."""

import asyncio

import pytest

from bot.services.asking import LONGEST_QUESTION
from tests.discord_server.errors import ApiError
from tests.discord_server.faults import Cut, Hang, Refused
from tests.discord_server.json_shape import Json
from tests.discord_server.permission import Permission
from tests.discord_server.pulse import PATIENCE
from tests.discord_server.server import DiscordServer
from tests.e2e.running import Bot, Start
from tests.each_row import each_row

LAMP = "how tall is the lamp"
FIND = "Find in the briefing"
MESSAGES = "/channels/{channel_id}/messages"
NO_HISTORY = ApiError(400, 160002, "Cannot reply without permission to read message history")


async def test_who_mentions_it_too_often_is_told_once_and_then_not_heard(
    discord_server: DiscordServer, start: Start
) -> None:
    async with start(BOT_DISCORD__QUESTIONS_PER_MINUTE="1"):
        for _ in range(20):
            discord_server.say(LAMP, mention=True)
        last = discord_server.say(LAMP, mention=True, user=discord_server.admin)
        await discord_server.wait_for(
            lambda: any(each.reply_to is last for each in discord_server.messages())
        )

        said = [each.text for each in discord_server.messages() if each.author == discord_server.bot]

    assert sorted("Please ask again in" in text for text in said) == [False, False, True]


async def test_leafing_and_judging_are_no_questions(discord_server: DiscordServer, start: Start) -> None:
    async with start(BOT_DISCORD__QUESTIONS_PER_MINUTE="2"):
        answer = await discord_server.slash("ask", {"question": LAMP})
        for label in ("In context", "Why this answer?", "Helpful") * 3:
            await discord_server.click(answer, label)
        again = await discord_server.slash("ask", {"question": LAMP})
        locked = await discord_server.slash("ask", {"question": LAMP})

    assert "42 metres" in again.text
    assert "Please ask again in" in locked.text


async def test_two_presses_of_post_here_post_once(discord_server: DiscordServer, bot: Bot) -> None:
    answer = await discord_server.slash("ask", {"question": LAMP, "private": True})

    presses = [discord_server.start_click(answer, "Post here") for _ in range(2)]
    await asyncio.gather(*(press.answered() for press in presses))
    await discord_server.wait_for(lambda: any(press.followups for press in presses))
    await bot.app.services.gatekeeper.inflight.settle(PATIENCE)

    assert len(discord_server.messages()) == 1


async def test_who_may_not_write_in_a_channel_does_not_make_the_bot_write_there(
    discord_server: DiscordServer, bot: Bot
) -> None:
    reader, announcer = discord_server.user, discord_server.admin
    discord_server.deny(discord_server.channel, Permission.SEND_MESSAGES, reader)
    public = await discord_server.slash("ask", {"question": "when was it first lit"}, user=announcer)
    own = await discord_server.select(public, "See also", "lamp-height", user=reader)

    refused = [await discord_server.click(own, "Post here", user=reader) for _ in range(2)]
    form = await discord_server.click(public, "Follow up", user=reader)
    asked = await discord_server.submit_modal(form, {"Your next question": LAMP}, user=reader)
    discord_server.allow(discord_server.channel, Permission.SEND_MESSAGES, reader)
    posting = await discord_server.click(own, "Post here", user=reader)
    await posting.until(lambda each: bool(each.followups))

    assert bot.app.client.is_ready()
    assert ["You cannot write in this channel" in each.text for each in refused] == [True, True]
    assert [each.ephemeral for each in (*refused, asked)] == [True] * 3
    assert "42 metres" in asked.text
    assert len(discord_server.messages()) == 2


@pytest.mark.parametrize("fault", [Cut(accepted=True), Cut(accepted=False)])
async def test_a_reply_that_was_cut_arrives_once_all_the_same(
    discord_server: DiscordServer, bot: Bot, fault: Cut
) -> None:
    trouble = discord_server.fail("POST", MESSAGES, fault)
    said = discord_server.say(LAMP, mention=True)

    await discord_server.next_message(said)
    await bot.app.services.gatekeeper.inflight.settle(PATIENCE)

    answers = [each for each in discord_server.messages() if each.author == discord_server.bot]
    assert trouble.met == 1
    assert ["42 metres" in each.text for each in answers] == [True]


async def test_an_answer_to_a_message_that_is_gone_comes_without_a_reference(
    discord_server: DiscordServer, bot: Bot
) -> None:
    hang = Hang(accepted=False)
    trouble = discord_server.fail("POST", MESSAGES, hang)
    said = discord_server.say(LAMP, mention=True)
    await trouble.reached.wait()
    discord_server.posting.delete(said)
    hang.release.set()

    answer = await discord_server.next_message(said)

    assert bot.app.client.is_ready()
    assert "42 metres" in answer.text
    assert answer.reply_to is None


async def test_an_answer_that_may_not_refer_comes_without_a_reference(
    discord_server: DiscordServer, bot: Bot
) -> None:
    discord_server.fail("POST", MESSAGES, Refused(NO_HISTORY))

    answer = await discord_server.next_message(discord_server.say(LAMP, mention=True))

    assert bot.app.client.is_ready()
    assert "42 metres" in answer.text
    assert answer.reply_to is None


async def test_a_message_of_a_server_that_is_not_known_is_no_direct_message(
    discord_server: DiscordServer, bot: Bot
) -> None:
    said = discord_server.say(LAMP)
    elsewhere: Json = {"id": "77", "guild_id": "7777", "channel_id": "777"}
    payload = discord_server.posting.payload(said) | elsewhere
    discord_server.gateway.dispatch_message("MESSAGE_CREATE", payload, discord_server.guild.id)

    await discord_server.next_message(discord_server.say(LAMP, mention=True))

    assert len(await bot.log()) == 1


CARD: Json = {"type": "rich", "title": "News", "description": "how tall is the lamp?"}
POLL: Json = {
    "question": {"text": "How tall is the lamp?"},
    "answers": [{"answer_id": 1, "poll_media": {"text": "7 metres"}}],
    "expiry": "2020-01-01T00:00:00+00:00",
    "allow_multiselect": False,
    "layout_type": 1,
}
FORWARDED: Json = {
    "type": 0,
    "content": "",
    "embeds": [CARD],
    "attachments": [],
    "timestamp": "2020-01-01T00:00:00+00:00",
    "edited_timestamp": None,
    "mentions": [],
    "mention_roles": [],
    "flags": 0,
    "components": [],
}


@each_row("extra", [{"embeds": [CARD]}, {"poll": POLL}, {"message_snapshots": [{"message": FORWARDED}]}])
async def test_cards_polls_and_forwarded_messages_are_read(
    discord_server: DiscordServer, bot: Bot, extra: Json
) -> None:
    said = discord_server.posting.create(
        discord_server.channel, discord_server.user, {"content": ""}, extra=extra
    )

    found = await discord_server.context_menu(FIND, said)

    assert bot.app.client.is_ready()
    assert "42 metres" in found.text


async def test_of_a_long_message_the_part_that_asks_is_read(discord_server: DiscordServer, bot: Bot) -> None:
    said = discord_server.say(
        f"{'We sailed on. ' * LONGEST_QUESTION}So, how tall is the lamp? {'The end.' * 99}"
    )

    found = await discord_server.context_menu(FIND, said)

    [row] = await bot.log()
    assert "42 metres" in found.text
    assert row.text == "So, how tall is the lamp?"


async def test_choices_that_fail_or_come_too_late_cost_no_traceback(
    discord_server: DiscordServer, bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    bot.app.client.tree.remove_command("fact")
    unknown = await discord_server.autocomplete("fact", {"id": "l"})
    trouble = discord_server.fail(
        "POST", "/interactions/{id}/{token}/callback", Refused(ApiError(404, 10062, "Unknown interaction"))
    )
    late = asyncio.create_task(discord_server.autocomplete("ask", {"question": "l"}))
    await trouble.reached.wait()
    reply = await discord_server.slash("topics")
    late.cancel()

    assert unknown == []
    assert "history" in reply.text
    assert "Traceback" not in caplog.text


async def test_another_person_is_answered_while_one_has_to_wait(
    discord_server: DiscordServer, start: Start
) -> None:
    async with start(BOT_DISCORD__QUESTIONS_PER_MINUTE="1"):
        await discord_server.next_message(discord_server.say(LAMP, mention=True))
        await discord_server.next_message(discord_server.say(LAMP, mention=True))
        answer = await discord_server.next_message(
            discord_server.say(LAMP, mention=True, user=discord_server.admin)
        )

    assert "42 metres" in answer.text
