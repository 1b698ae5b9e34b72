"""The buttons under an answer, also after a restart."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.database.query_log import Outcome, Surface
from bot.services.snapshot import Snapshot
from tests.database.samples import rated
from tests.discord_server.reply import CallbackKind, Reply
from tests.discord_server.server import DiscordServer
from tests.e2e.running import Bot, Start
from tests.e2e.shown import shown

LAMP = {"question": "how tall is the lamp"}


# So strict that nothing is an answer, and what would be one is offered.
STRICT = {"BOT_MATCHING__BOLDNESS": "0"}


@pytest_asyncio.fixture
async def doubter(start: Start) -> AsyncIterator[Bot]:
    async with start(**STRICT) as running_bot:
        yield running_bot


async def unsure(server: DiscordServer) -> Reply:
    """A question between facts."""
    reply = await server.slash("ask", {"question": "tower open visitors lamp night"})
    assert "Did you mean" in reply.text, reply.text
    return reply


async def test_in_context_shows_the_passage_with_the_quote_marked(
    discord_server: DiscordServer, bot: Bot
) -> None:
    answer = await discord_server.slash("ask", LAMP)

    shown = await discord_server.click(answer, "In context")

    assert bot.app.client.is_ready()
    assert shown.ephemeral
    assert "4 May 1871. **Its lamp stands 42 metres above the sea**. Keeper Ada Brandt" in shown.text


async def test_why_tells_what_decided(discord_server: DiscordServer, bot: Bot) -> None:
    answer = await discord_server.slash("ask", LAMP)

    why = await discord_server.click(answer, "Why this answer?")
    again = await discord_server.click(answer, "Why this answer?")

    assert bot.app.client.is_ready()
    assert why.ephemeral
    assert "A fact answers the question" in why.text
    assert "Best match: lamp" in why.text
    assert "how tall is the lamp" in why.text
    assert why.text == again.text


async def test_why_of_a_forgotten_question_says_so(discord_server: DiscordServer, bot: Bot) -> None:
    answer = await discord_server.slash("ask", LAMP)
    await bot.app.services.privacy.forget(discord_server.user.id)

    why = await discord_server.click(answer, "Why this answer?")

    assert "no longer in the log" in why.text


async def test_helpful_is_kept_with_the_question(discord_server: DiscordServer, bot: Bot) -> None:
    answer = await discord_server.slash("ask", LAMP)

    thanks = await discord_server.click(answer, "Helpful", user=discord_server.admin)

    [given] = await rated(bot.app.services.database)
    assert thanks.ephemeral
    assert (given.query.fact_id, given.helpful) == ("lamp-height", 1)


@pytest.mark.parametrize("reason", ["wrong", "outdated", "unclear"])
async def test_not_helpful_asks_for_the_reason_and_keeps_it(
    discord_server: DiscordServer, bot: Bot, reason: str
) -> None:
    answer = await discord_server.slash("ask", LAMP)

    reasons = await discord_server.click(answer, "Not helpful")
    thanks = await discord_server.click(reasons, f"It is {reason}")

    [given] = await rated(bot.app.services.database)
    assert reasons.ephemeral
    assert thanks.kind is CallbackKind.UPDATE
    assert reason in thanks.text
    assert (given.helpful, getattr(given, reason)) == (0, 1)


async def test_the_last_verdict_of_a_person_counts(discord_server: DiscordServer, bot: Bot) -> None:
    answer = await discord_server.slash("ask", LAMP)

    await discord_server.click(answer, "Helpful")
    reasons = await discord_server.click(answer, "Not helpful")
    await discord_server.click(reasons, "It is unclear")

    [given] = await rated(bot.app.services.database)
    assert (given.helpful, given.unclear) == (0, 1)


async def test_a_private_answer_is_posted_once(discord_server: DiscordServer, bot: Bot) -> None:
    answer = await discord_server.slash("ask", LAMP | {"private": True})

    posting = await discord_server.click(answer, "Post here")
    await posting.until(lambda reply: bool(reply.followups))

    [posted] = discord_server.messages()
    assert bot.app.client.is_ready()
    assert "42 metres" in posted.text
    assert not posted.ephemeral
    assert posted.labels == ["In context"]
    assert answer.labels == ["In context", "Why this answer?", "Helpful", "Not helpful", "Follow up"]


async def test_the_asker_chooses_and_the_choice_becomes_the_answer(
    discord_server: DiscordServer, doubter: Bot
) -> None:
    asked = await unsure(discord_server)

    chosen = await discord_server.click(asked, asked.labels[0])

    first, second = await doubter.log()
    assert chosen.kind is CallbackKind.UPDATE
    assert chosen.message is asked.message
    assert shown(asked).title == second.text
    assert (first.outcome, second.outcome) == (Outcome.UNSURE, Outcome.ANSWERED)
    assert second.surface is Surface.CHOICE


async def test_somebody_else_chooses_for_themselves(discord_server: DiscordServer, doubter: Bot) -> None:
    asked = await unsure(discord_server)

    chosen = await discord_server.click(asked, asked.labels[0], user=discord_server.admin)

    assert doubter.app.client.is_ready()
    assert chosen.ephemeral
    assert "Did you mean" in asked.text


async def test_buttons_live_through_a_restart(discord_server: DiscordServer, start: Start) -> None:
    async with start(**STRICT):
        answer = await discord_server.slash("ask", {"question": "lamp-height", "private": True})
        asked = await unsure(discord_server)
    await discord_server.wait_for(lambda: not discord_server.gateway.ready)

    async with start(**STRICT) as bot:
        context = await discord_server.click(answer, "In context")
        why = await discord_server.click(answer, "Why this answer?")
        thanks = await discord_server.click(answer, "Helpful")
        chosen = await discord_server.click(asked, asked.labels[0])
        posting = await discord_server.click(answer, "Post here")

        assert "**Its lamp stands 42 metres above the sea**" in context.text
        assert "Best match: lamp" in why.text
        assert thanks.ephemeral
        assert chosen.kind is CallbackKind.UPDATE
        assert posting.kind is CallbackKind.UPDATE
        assert len(await rated(bot.app.services.database)) == 1


async def test_buttons_of_a_fact_that_is_gone_say_so(
    discord_server: DiscordServer, bot: Bot, shelf_without_lamp: Snapshot
) -> None:
    answer = await discord_server.slash("ask", LAMP | {"private": True})
    bot.app.services.snapshots.replace(shelf_without_lamp)

    context = await discord_server.click(answer, "In context")
    why = await discord_server.click(answer, "Why this answer?")
    posted = await discord_server.click(answer, "Post here")

    assert "no longer in the sheet" in context.text
    assert "The sheet has changed since then" in why.text
    assert "no longer in the sheet" in posted.text
    assert posted.ephemeral


async def test_no_view_is_remembered(discord_server: DiscordServer, bot: Bot) -> None:
    for _ in range(5):
        await discord_server.slash("ask", LAMP)

    assert bot.app.client.persistent_views == []
    assert bot.app.client._connection._view_store._views == {}
