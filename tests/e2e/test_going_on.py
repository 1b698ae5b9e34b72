"""Going on from an answer: by a reply to it, by a few words in the same place, or in a form."""

from bot.database.query_log import Surface
from tests.discord_server.server import DiscordServer
from tests.e2e.running import Bot, Start

LAMP = "how tall is the lamp"
BETWEEN = "when did the lighthouse open to the public"
UNDERSTOOD = "Understood as: When was the lighthouse first lit?"


async def test_a_reply_to_an_answer_is_a_question_that_goes_on_from_it(
    discord_server: DiscordServer, bot: Bot
) -> None:
    first = discord_server.say("is the tower open to the public", mention=True)
    answer = await discord_server.next_message(first)
    said = discord_server.say("when was it?", reply_to=answer, user=discord_server.admin)

    second = await discord_server.next_message(said)
    why = await discord_server.click(second, "Why this answer?")

    rows = await bot.log()
    assert second.reply_to is said
    assert UNDERSTOOD in second.text
    assert "4 May 1871" in second.text
    assert UNDERSTOOD in why.text
    assert (rows[-1].text, rows[-1].fact_id, rows[-1].surface) == (
        "when was it?",
        "first-lit",
        Surface.MENTION,
    )


async def test_thanks_and_words_to_others_under_an_answer_are_left_alone(
    discord_server: DiscordServer, bot: Bot
) -> None:
    answer = await discord_server.next_message(discord_server.say(LAMP, mention=True))
    discord_server.say("thanks!", reply_to=answer)
    discord_server.say(f"{discord_server.admin.mention} when was it lit?", reply_to=answer)
    last = discord_server.say(LAMP, mention=True)

    await discord_server.next_message(last)

    assert [row.text for row in await bot.log()] == [LAMP, LAMP]


async def test_a_nod_under_an_answer_does_not_bring_it_again(discord_server: DiscordServer, bot: Bot) -> None:
    answer = await discord_server.next_message(discord_server.say(LAMP, mention=True))
    discord_server.say("ok", reply_to=answer)
    discord_server.say("ok then", reply_to=answer)
    nod = discord_server.say("ok cool", mention=True)

    talked = await discord_server.next_message(nod)

    assert [row.text for row in await bot.log()] == [LAMP, "ok cool"]
    assert "Understood as" not in talked.text


async def test_a_reply_to_what_is_no_answer_is_talk_among_people(
    discord_server: DiscordServer, bot: Bot
) -> None:
    digest = discord_server.posting.create(
        discord_server.channel, discord_server.bot, {"content": "-# Digest 2025-04-09 · No. 1"}
    )
    discord_server.say("how tall is the lamp?", reply_to=digest)
    last = discord_server.say(LAMP, mention=True)

    await discord_server.next_message(last)

    assert len(await bot.log()) == 1


async def test_a_few_words_go_on_from_what_the_same_person_saw_last(
    discord_server: DiscordServer, bot: Bot
) -> None:
    await discord_server.slash("ask", {"question": "can I visit the tower"})
    other = discord_server.add_channel("elsewhere")

    mine = await discord_server.slash("ask", {"question": "when was it?"})
    theirs = await discord_server.slash("ask", {"question": "when was it?"}, user=discord_server.admin)
    there = await discord_server.slash("ask", {"question": "when was it?"}, channel=other)

    assert bot.app.client.is_ready()
    assert [UNDERSTOOD in reply.text for reply in (mine, theirs, there)] == [True, False, False]


async def test_a_fact_that_was_looked_up_can_be_gone_on_from(discord_server: DiscordServer, bot: Bot) -> None:
    await discord_server.slash("fact", {"id": "visitors"})

    later = await discord_server.slash("ask", {"question": "when was it?"})

    assert bot.app.client.is_ready()
    assert UNDERSTOOD in later.text


async def test_nothing_of_it_is_left_for_who_was_forgotten(discord_server: DiscordServer, bot: Bot) -> None:
    await discord_server.slash("ask", {"question": "can I visit the tower"})
    asked = await discord_server.slash("forgetme")
    pressed = await discord_server.click(asked, "Forget me")
    await pressed.until(lambda each: "You are forgotten" in each.text)

    later = await discord_server.slash("ask", {"question": "when was it?"})

    assert bot.app.client.is_ready()
    assert UNDERSTOOD not in later.text


async def test_follow_up_opens_a_form_and_answers_where_the_answer_stands(
    discord_server: DiscordServer, bot: Bot
) -> None:
    answer = await discord_server.slash("ask", {"question": "can I visit the tower", "private": True})

    form = await discord_server.click(answer, "Follow up")
    reply = await discord_server.submit_modal(form, {"Your next question": "when was it?"})

    rows = await bot.log()
    assert reply.ephemeral
    assert UNDERSTOOD in reply.text
    assert rows[-1].surface is Surface.FOLLOW_UP


async def test_the_bot_s_role_or_the_bot_alone_is_told_once_how_to_ask(
    discord_server: DiscordServer, bot: Bot
) -> None:
    role = next(role for role in discord_server.guild.roles.values() if role.bot)
    mentioned = {"mention_roles": [str(role.id)]}
    called = discord_server.posting.create(
        discord_server.channel, discord_server.user, {"content": ""}, extra=mentioned
    )
    helped = await discord_server.next_message(called)
    discord_server.say("", mention=True)
    discord_server.posting.create(
        discord_server.channel, discord_server.user, {"content": ""}, extra=mentioned
    )
    await discord_server.next_message(discord_server.say(LAMP, mention=True))

    said = [each for each in discord_server.messages() if each.author == discord_server.bot]
    assert bot.app.client.is_ready()
    assert "Please ask me something about the briefing" in helped.text
    assert len(said) == 2


async def test_a_number_alone_picks_what_was_offered(discord_server: DiscordServer, start: Start) -> None:
    async with start(BOT_MATCHING__BOLDNESS="0") as doubter:
        first = discord_server.say(BETWEEN, mention=True)
        offer = await discord_server.next_message(first)
        said = discord_server.say("2", reply_to=offer, user=discord_server.admin)
        replied = await discord_server.next_message(said)
        before = discord_server.say(BETWEEN, dm=True)
        await discord_server.next_message(before)
        direct = await discord_server.next_message(discord_server.say("#2", dm=True))
        mine = await discord_server.slash("ask", {"question": "2"})
        again = await discord_server.slash("ask", {"question": "2"})
        theirs = await discord_server.slash("ask", {"question": "2"}, user=discord_server.admin)
        rows = await doubter.log()

    second = [each for each in offer.labels if each.endswith("?")][1]
    assert [second in each.text for each in (replied, direct, mine, again, theirs)] == [
        *[True] * 3,
        *[False] * 2,
    ]
    assert [row.text for row in rows[:2]] == [BETWEEN, second]


async def test_a_few_words_that_go_on_from_nothing_are_asked_for_again(
    discord_server: DiscordServer, bot: Bot
) -> None:
    lost = await discord_server.slash("ask", {"question": "and when was that?"})
    talk = await discord_server.slash("ask", {"question": "how are you?"})

    assert bot.app.client.is_ready()
    assert "please ask in a whole sentence" in lost.text
    assert "I enjoy a chat" in talk.text


async def test_who_is_asked_for_a_question_may_put_it_in_a_reply_or_a_form(
    discord_server: DiscordServer, bot: Bot
) -> None:
    helped = await discord_server.next_message(discord_server.say("", mention=True))
    talk = await discord_server.next_message(discord_server.say("how are you?", mention=True))
    replies = [discord_server.say(LAMP, reply_to=each) for each in (helped, talk)]
    answered = [await discord_server.next_message(each) for each in replies]
    discord_server.say("lol", reply_to=talk)
    form = await discord_server.click(talk, "Ask a question")
    asked = await discord_server.submit_modal(form, {"Your next question": LAMP})

    assert ["42 metres" in text for text in (*(each.text for each in answered), asked.text)] == [True] * 3
    assert [row.text for row in await bot.log()] == ["how are you?", LAMP, LAMP, LAMP]
