"""/teach, /unteach and “Should have been …”: who may, what it changes, and whose words are kept."""

import pytest

from bot.database import taught_ways
from tests.database.samples import deeds
from tests.discord_server.reply import Reply
from tests.discord_server.server import DiscordServer
from tests.e2e.running import Bot, Start

GLOW = "how elevated is the glow"
LESSON = {"question": GLOW, "fact": "lamp-height"}
REFUSAL = "This command affects every server I am in"
LAMP = "The lamp stands 42 metres above the sea."


async def teach(server: DiscordServer, values: dict[str, str] | None = None) -> Reply:
    reply = await server.slash("teach", values or LESSON, user=server.admin)
    return await reply.finished()


async def test_what_is_taught_answers_at_once_and_can_be_taken_back(
    discord_server: DiscordServer, bot: Bot
) -> None:
    before = await discord_server.slash("ask", {"question": GLOW})
    taught = await teach(discord_server)
    after = await discord_server.slash("ask", {"question": GLOW})
    (kept,) = await taught_ways.every(bot.app.services.database)

    pressed = await discord_server.click(taught, "Take it back", user=discord_server.admin)
    await pressed.until(lambda each: "Taken back" in each.text)

    again = await discord_server.slash("ask", {"question": GLOW})
    assert taught.ephemeral
    assert "Taught: “how elevated is the glow” now leads to lamp-height." in taught.edits[-1].text.replace(
        "\\", ""
    )
    assert LAMP not in before.text
    assert LAMP in after.text
    assert kept.taught_by == bot.app.services.key.hash(discord_server.admin.id)
    assert LAMP not in again.text
    assert await taught_ways.every(bot.app.services.database) == ()
    actions = await deeds(bot.app.services.database)
    assert [action.action for action in actions] == ["unteach", "teach"]
    assert not any("glow" in action.detail for action in actions)


async def test_the_fact_may_be_named_by_its_question(discord_server: DiscordServer, bot: Bot) -> None:
    taught = await teach(discord_server, {"question": GLOW, "fact": "How high is the lamp above the sea?"})

    assert bot.app.client.is_ready()
    assert "now leads to lamp-height" in taught.text.replace("\\", "")


async def test_unteach_offers_what_was_taught(discord_server: DiscordServer, bot: Bot) -> None:
    await teach(discord_server)

    offered = await discord_server.autocomplete("unteach", {"question": "glow"}, user=discord_server.admin)
    to_members = await discord_server.autocomplete("unteach", {"question": "glow"})
    gone = await discord_server.slash("unteach", {"question": offered[0].value}, user=discord_server.admin)
    gone = await gone.finished()
    by_words = await discord_server.slash("unteach", {"question": GLOW}, user=discord_server.admin)

    assert bot.app.client.is_ready()
    assert [choice.name for choice in offered] == [f"{GLOW} → lamp-height"]
    assert to_members == []
    assert "Taken back" in gone.text
    assert "No such way of asking was taught." in (await by_words.finished()).text


@pytest.mark.parametrize("command", ["teach", "unteach"])
async def test_members_may_not(discord_server: DiscordServer, bot: Bot, command: str) -> None:
    values = LESSON if command == "teach" else {"question": GLOW}

    reply = await discord_server.slash(command, values)

    assert reply.ephemeral
    assert REFUSAL in reply.text
    assert await taught_ways.every(bot.app.services.database) == ()


async def test_whom_the_settings_name_may(discord_server: DiscordServer, start: Start) -> None:
    reader, writer = (discord_server.add_user(name) for name in ("reader", "writer"))
    role = discord_server.add_role(discord_server.guild, "curators")
    discord_server.add_member(discord_server.guild, writer, role)

    async with start(BOT_CURATORS__ROLES=str(role.id), BOT_CURATORS__USER_IDS=str(reader.id)):
        first = await (await discord_server.slash("teach", LESSON, user=reader)).finished()
        second = await (await discord_server.slash("unteach", {"question": GLOW}, user=writer)).finished()
        third = await discord_server.slash("teach", LESSON)

    assert "Taught" in first.text
    assert "Taken back" in second.text
    assert REFUSAL in third.text


async def should_have_been(server: DiscordServer, answer: Reply) -> Reply:
    why = await server.click(answer, "Why this answer?", user=server.admin)
    chosen = await server.click(why, "Should have been …", user=server.admin)
    picked = await server.select(chosen, "Choose what it should lead to", "lamp-height", user=server.admin)
    await picked.until(lambda each: "would lead to" in each.text)
    return picked


async def test_a_curator_says_what_an_answer_should_have_been_and_vouches_for_its_words(
    discord_server: DiscordServer, bot: Bot
) -> None:
    """The talk around a question is no part of the way of asking."""
    answer = await discord_server.slash("ask", {"question": f"hi all, quick question: {GLOW}"})
    tried = await should_have_been(discord_server, answer)
    before = await taught_ways.every(bot.app.services.database)

    vouched = await discord_server.click(tried, "Nothing personal in it: teach it", user=discord_server.admin)
    await vouched.until(lambda each: "Taught" in each.text)

    (kept,) = await taught_ways.every(bot.app.services.database)
    assert before == ()
    assert "“how elevated is the glow” would lead to lamp-height." in tried.edits[-1].text.replace("\\", "")
    assert (kept.way, kept.taught_by) == (GLOW, bot.app.services.key.hash(discord_server.admin.id))
    assert discord_server.user.id != discord_server.admin.id


async def test_a_curator_rewords_a_members_question(discord_server: DiscordServer, bot: Bot) -> None:
    question = "my aunt Edna of 12 Quay Street asks how elevated the glow is"
    answer = await discord_server.slash("ask", {"question": question})
    tried = await should_have_been(discord_server, answer)

    form = await discord_server.click(tried, "Reword it", user=discord_server.admin)
    said = await discord_server.submit_modal(form, {"The way of asking, without anything personal": GLOW})
    await said.until(lambda each: "Taught" in each.text)

    (kept,) = await taught_ways.every(bot.app.services.database)
    assert kept.way == GLOW


async def test_not_helpful_leads_there_as_well_but_only_curators(
    discord_server: DiscordServer, bot: Bot
) -> None:
    answer = await discord_server.slash("ask", {"question": "how tall is the lamp"})

    curators = await discord_server.click(answer, "Not helpful", user=discord_server.admin)
    members = await discord_server.click(answer, "Not helpful")

    assert bot.app.client.is_ready()
    assert "Should have been …" in curators.labels
    assert "Should have been …" not in members.labels


async def test_other_answers_wait_for_consent(discord_server: DiscordServer, bot: Bot) -> None:
    await discord_server.slash("ask", {"question": "who is Ada Brandt"})
    lesson = {"question": "who is the keeper Ada Brandt", "fact": "visitors"}

    held = await teach(discord_server, lesson)
    before = await taught_ways.every(bot.app.services.database)
    pressed = await discord_server.click(held, "Teach it anyway", user=discord_server.admin)
    await pressed.until(lambda each: "Taught" in each.text)

    assert "who is Ada Brandt" in held.edits[-1].text
    assert before == ()
    assert len(await taught_ways.every(bot.app.services.database)) == 1


async def test_a_forgotten_question_cannot_be_taught(discord_server: DiscordServer, bot: Bot) -> None:
    answer = await discord_server.slash("ask", {"question": GLOW})
    why = await discord_server.click(answer, "Why this answer?", user=discord_server.admin)
    await bot.app.services.privacy.forget(discord_server.user.id)

    chosen = await discord_server.click(why, "Should have been …", user=discord_server.admin)

    assert "no longer in the log" in chosen.text


async def test_what_was_taught_answers_after_a_restart(discord_server: DiscordServer, start: Start) -> None:
    async with start():
        await teach(discord_server)
    async with start():
        answer = await discord_server.slash("ask", {"question": GLOW})

    assert LAMP in answer.text
