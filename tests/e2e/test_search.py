"""/search, and passages beside a question that no fact answers."""

from bot.ui.texts import answers
from tests.discord_server.server import DiscordServer
from tests.e2e.running import Bot, Start


async def test_a_search_shows_passages_with_their_place_and_the_words_marked(
    discord_server: DiscordServer, bot: Bot
) -> None:
    reply = await discord_server.slash("search", {"words": "harbour visitors"})

    assert "> The **harbour** board plans to open the tower to **visitors** in 2031." in reply.text
    assert "seeds/lighthouse.txt:" in reply.text.replace("\\", "")
    assert not reply.ephemeral
    assert await bot.log() == []  # nothing was asked


async def test_a_search_without_a_passage_says_so(discord_server: DiscordServer, bot: Bot) -> None:
    reply = await discord_server.slash("search", {"words": "zzyzx", "private": True})

    assert bot.app.client.is_ready()
    assert answers.NOTHING_FOUND in reply.text
    assert reply.ephemeral


async def test_what_no_fact_answers_shows_what_stands_nearby(
    discord_server: DiscordServer, start: Start
) -> None:
    asked = {"question": "what do critics say of the plan"}
    async with start():
        shown = await discord_server.slash("ask", asked)
    async with start(BOT_MATCHING__PASSAGES="0"):
        silent = await discord_server.slash("ask", asked)

    assert answers.NOT_SAID in shown.text
    assert answers.NEARBY in shown.text
    assert "**Critics** call the **plan** too dear." in shown.text
    assert answers.NEARBY not in silent.text
