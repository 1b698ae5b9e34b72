"""/ask: answers, choices, silence, autocomplete; each on record."""

from pathlib import Path

from bot.database.query_log import Outcome, Surface
from bot.ui.texts import answers
from tests.discord_server.reply import CallbackKind
from tests.discord_server.server import DiscordServer
from tests.e2e.running import Bot, Start
from tests.e2e.shown import shown
from tests.services.test_differing_sources import differing


async def test_a_question_gets_its_fact_with_the_quote_and_its_place(
    discord_server: DiscordServer, bot: Bot
) -> None:
    reply = await discord_server.slash("ask", {"question": "how tall is the lamp"})

    page = shown(reply)
    version = bot.app.services.snapshots.current.version
    assert "**The lamp stands 42 metres above the sea.**" in page.body
    assert "> “Its lamp stands 42 metres above the sea”" in page.body
    assert "The lighthouse at Hollow Point · Coast Post · seeds/lighthouse.txt:3 · 1 June 2024" in (
        page.body.replace("\\", "")
    )
    assert page.title == "How high is the lamp above the sea?"
    assert page.footer == f"fact lamp-height · sheet {version}"
    assert reply.labels == ["In context", "Why this answer?", "Helpful", "Not helpful", "Follow up"]
    assert not reply.ephemeral


QUOTES = """quotes:
      - {source: paper, text: The lighthouse at Hollow Point was lit for the first time on 4 May 1871.}
      - {source: paper, text: Its lamp stands 42 metres above the sea}
      - {source: paper, text: The harbour board plans to open the tower}
"""


def with_three_quotes(home: Path) -> None:
    sheet = home / "knowledge" / "lighthouse.yaml"
    text = sheet.read_text("utf-8").replace(
        "publisher: Coast", "url: https://a.example/news\n    publisher: Coast"
    )
    one = "quotes: [{source: paper, text: was lit for the first time on 4 May 1871}]\n"
    assert one in text
    sheet.write_text(text.replace(one, QUOTES), "utf-8")


async def test_the_quote_that_fits_best_leads_and_the_others_are_folded(
    discord_server: DiscordServer, start: Start, home: Path
) -> None:
    with_three_quotes(home)
    async with start() as bot:
        first = await discord_server.slash("ask", {"question": "When was the lighthouse first lit?"})
        second = await discord_server.slash(
            "ask", {"question": "When was the lighthouse first lit, its lamp 42 metres above the sea?"}
        )
        context = await discord_server.click(second, "In context")
        assert bot.app.client.is_ready()

    assert "> “The lighthouse at Hollow Point was lit" in first.text
    assert "“In context” shows 2 more quotes." in first.text
    assert first.text.count("\n> “") == second.text.count("\n> “") == 1
    assert "> “Its lamp stands 42 metres above the sea”" in second.text
    assert "**Its lamp stands 42 metres above the sea**" in context.text
    assert "quote 2 of 3" in context.text


async def test_sources_that_differ_are_quoted_beside_each_other(
    discord_server: DiscordServer, start: Start, home: Path
) -> None:
    differing(home)
    async with start() as bot:
        answer = await discord_server.slash("ask", {"question": "how tall is the lamp"})
        assert bot.app.client.is_ready()

    assert "> “Its lamp stands 42 metres above the sea”" in answer.text
    assert "> “stands 44 metres above the water”" in answer.text
    assert "more quote" not in answer.text


async def test_what_is_posted_leads_with_the_quote_that_was_shown(
    discord_server: DiscordServer, start: Start, home: Path
) -> None:
    with_three_quotes(home)
    asked = {
        "question": "When was the lighthouse first lit, its lamp 42 metres above the sea?",
        "private": True,
    }
    async with start() as bot:
        private = await discord_server.slash("ask", asked)
        posting = await discord_server.click(private, "Post here")
        await posting.until(lambda each: bool(each.followups))
        context = await discord_server.click(posting.followups[0], "In context")
        assert bot.app.client.is_ready()

    assert shown(posting.followups[0]).body == shown(private).body
    assert "quote 2 of 3" in context.text


async def test_a_source_on_the_web_is_linked_to_the_quoted_words_once(
    discord_server: DiscordServer, start: Start, home: Path
) -> None:
    with_three_quotes(home)
    async with start() as bot:
        answer = await discord_server.slash("ask", {"question": "how tall is the lamp"})
        assert bot.app.client.is_ready()

    link = "https://a.example/news#:~:text=Its%20lamp%20stands%2042%20metres%20above%20the%20sea"
    assert f"[The lighthouse at Hollow Point]({link})" in answer.text
    assert answer.text.count("https://") == 1


ANSWER = """answer: |
      It was **lit** on 4 May 1871:
      - see [the log](https://a.example/log_book)
      - run `make __light__`
"""


async def test_an_answer_looks_as_it_is_written_where_the_sheet_says_so(
    discord_server: DiscordServer, start: Start, home: Path
) -> None:
    sheet = home / "knowledge" / "lighthouse.yaml"
    text = sheet.read_text("utf-8").replace("answer: It was lit for the first time on 4 May 1871.\n", ANSWER)
    sheet.write_text(f"markup: discord\n{text}", "utf-8")
    async with start() as bot:
        marked = await discord_server.slash("ask", {"question": "When was the lighthouse first lit?"})
        listed = await discord_server.slash("ask", {"question": "Who built the lighthouse?"})
        sheet.write_text(text, "utf-8")
        await (await discord_server.slash("reload", user=discord_server.admin)).finished()
        unmarked = await discord_server.slash("ask", {"question": "When was the lighthouse first lit?"})
        assert bot.app.client.is_ready()

    assert shown(marked).body.startswith(
        "It was **lit** on 4 May 1871:\n- see the log (<https://a.example/log_book>)\n- run `make __light__`"
    )
    assert r"1. It was lit on 4 May 1871: see the log \(https:\/\/a.example/log\_book\)" in listed.text
    assert r"**It was \*\*lit\*\* on 4 May 1871: \- see" in unmarked.text


async def test_what_goes_with_an_answer_is_shown_and_opens_for_oneself(
    discord_server: DiscordServer, bot: Bot
) -> None:
    answer = await discord_server.slash("ask", {"question": "When was the lighthouse first lit?"})

    opened = await discord_server.select(answer, "See also", "lamp-height", user=discord_server.admin)

    assert bot.app.client.is_ready()
    assert "-# See also: How high is the lamp above the sea?" in answer.text
    assert opened.ephemeral
    assert shown(opened).title == "How high is the lamp above the sea?"


async def test_a_claim_names_its_speaker_and_its_date(discord_server: DiscordServer, bot: Bot) -> None:
    claim = await discord_server.slash("ask", {"question": "what did Ada Brandt say"})
    dated = await discord_server.slash("ask", {"question": "When was the lighthouse first lit?"})

    assert bot.app.client.is_ready()
    assert "*A claim by Ada Brandt*" in claim.text
    assert "as of 1 June 2024" in dated.text


async def test_a_private_answer_is_seen_by_the_asker_alone(discord_server: DiscordServer, bot: Bot) -> None:
    reply = await discord_server.slash("ask", {"question": "how tall is the lamp", "private": True})

    assert bot.app.client.is_ready()
    assert reply.ephemeral
    assert "Post here" in reply.labels


async def test_a_question_nobody_can_answer_is_told_so_and_noted(
    discord_server: DiscordServer, bot: Bot
) -> None:
    reply = await discord_server.slash("ask", {"question": "what is the capital of France?"})

    [row] = await bot.log()
    assert "The briefing does not say." in reply.text
    assert "I have noted the question" in reply.text
    assert row.outcome is Outcome.UNKNOWN
    assert row.text == "what is the capital of France?"


async def test_small_talk_gets_a_friendly_sentence_and_is_no_gap(
    discord_server: DiscordServer, bot: Bot
) -> None:
    reply = await discord_server.slash("ask", {"question": "hi! are you real??"})

    [row] = await bot.log()
    assert reply.text.startswith(answers.CHAT)
    assert reply.labels == ["Ask a question"]
    assert (row.outcome, row.chat) == (Outcome.UNKNOWN, True)


async def test_thanks_are_taken_and_small_talk_all_the_same(discord_server: DiscordServer, bot: Bot) -> None:
    reply = await discord_server.slash("ask", {"question": "thank you so much!"})

    [row] = await bot.log()
    assert reply.text.startswith(answers.THANKED)
    assert (row.outcome, row.chat) == (Outcome.UNKNOWN, True)


async def test_an_open_question_says_what_the_briefing_does_say(
    discord_server: DiscordServer, bot: Bot
) -> None:
    reply = await discord_server.slash("ask", {"question": "Who built the lighthouse?"})

    [row] = await bot.log()
    assert "Who built the lighthouse? The briefing does not say." in reply.text
    assert "No builder or architect is named." in reply.text
    assert "1. It was lit for the first time on 4 May 1871." in reply.text
    assert reply.labels == [
        "When was the lighthouse first lit?",
        "Why this answer?",
        "Tell me if it ever does",
    ]
    assert (row.outcome, row.open_question_id) == (Outcome.UNKNOWN, "architect")


async def test_what_was_asked_is_on_record_before_it_is_answered(
    discord_server: DiscordServer, bot: Bot
) -> None:
    reply = await discord_server.slash("ask", {"question": "how tall is the lamp, a@b.example?"})

    [row] = await bot.log()
    assert row.request_id == str(reply.id)
    assert row.surface is Surface.SLASH
    assert row.guild_id == discord_server.guild.id
    assert row.channel_id == discord_server.channel.id
    assert row.user_hash == bot.app.services.key.hash(discord_server.user.id)
    assert row.text == "how tall is the lamp, [email]?"
    assert row.fact_id == "lamp-height"


async def test_two_questions_in_one_message_are_both_answered_and_on_record(
    discord_server: DiscordServer, bot: Bot
) -> None:
    message = "how tall is the lamp and when will the tower open to visitors"

    reply = await discord_server.slash("ask", {"question": message})
    why = await discord_server.click(reply, "Why this answer?")

    body, rows = shown(reply).body, await bot.log()
    assert shown(reply).title == "How high is the lamp above the sea?"
    assert body.index("> “Its lamp stands 42 metres") < body.index("### You also asked: When will the tower")
    assert "> “plans to open the tower to visitors in 2031”" in body
    assert reply.labels == ["In context", "Why this answer?", "Helpful", "Not helpful", "Follow up"]
    assert "Best match: lamp" in why.text
    assert {(row.request_id, row.fact_id) for row in rows} == {
        (str(reply.id), "lamp-height"),
        (f"{reply.id}-2", "visitors"),
    }


async def test_an_id_is_answered_with_that_very_fact(discord_server: DiscordServer, bot: Bot) -> None:
    reply = await discord_server.slash("ask", {"question": "never-missed"})

    [row] = await bot.log()
    assert shown(reply).title == "Did the keepers ever miss a night?"
    assert (row.text, row.fact_id) == ("Did the keepers ever miss a night?", "never-missed")


async def test_autocomplete_offers_what_goes_on_as_it_was_typed(
    discord_server: DiscordServer, bot: Bot
) -> None:
    nothing_typed = await discord_server.autocomplete("ask", {"question": ""})
    begun = await discord_server.autocomplete("ask", {"question": "when was the ligh"})

    assert [choice.value for choice in nothing_typed] == [
        "first-lit",
        "lamp-height",
        "never-missed",
        "visitors",
        "architect",
    ]
    assert begun[0] == ("When was the lighthouse first lit?", "first-lit")
    assert await bot.log() == []


async def test_a_member_brings_the_bot_where_it_is_no_member(discord_server: DiscordServer, bot: Bot) -> None:
    elsewhere = discord_server.add_guild("Elsewhere", has_bot=False)
    discord_server.add_channel("there", elsewhere)

    reply = await discord_server.slash("ask", {"question": "how tall is the lamp"}, guild=elsewhere)

    assert bot.app.client.is_ready()
    assert "42 metres" in reply.text


async def test_an_answer_is_the_first_reply_and_not_a_promise_of_one(
    discord_server: DiscordServer, bot: Bot
) -> None:
    reply = await discord_server.slash("ask", {"question": "how tall is the lamp"})

    assert bot.app.client.is_ready()
    assert reply.kind is CallbackKind.MESSAGE


async def test_who_asks_too_often_is_asked_to_wait(discord_server: DiscordServer, start: Start) -> None:
    async with start(BOT_DISCORD__QUESTIONS_PER_MINUTE="1") as bot:
        await discord_server.slash("ask", {"question": "how tall is the lamp"})
        second = await discord_server.slash("ask", {"question": "how tall is the lamp"})
        other = await discord_server.slash(
            "ask", {"question": "how tall is the lamp"}, user=discord_server.admin
        )

        assert second.ephemeral
        assert "Please ask again in" in second.text
        assert "42 metres" in other.text
        assert len(await bot.log()) == 2
