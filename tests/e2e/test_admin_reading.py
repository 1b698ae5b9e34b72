"""/log and /status: what admins see, in pages, for their own server."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.database import query_log, subscriptions
from bot.database.query_log import Outcome
from bot.database.subscriptions import Terms
from tests.database.samples import a_query, deeds
from tests.discord_server.reply import Reply
from tests.discord_server.server import DiscordServer
from tests.e2e.running import Bot, Start
from tests.e2e.shown import shown

NOW = datetime.now(UTC)


async def fill(bot: Bot, guild_id: int, count: int, **changes: object) -> None:
    moments = (NOW + timedelta(seconds=number) for number in range(count))
    rows = [a_query(n, guild_id=guild_id, asked_at=at, **changes) for n, at in enumerate(moments)]
    async with bot.app.services.database.transaction() as transaction:
        await query_log.insert(transaction, rows)


async def as_admin(server: DiscordServer, name: str) -> Reply:
    return await (await server.slash(name, user=server.admin)).finished()


async def turn(server: DiscordServer, reply: Reply, label: str) -> None:
    before = len(reply.edits)
    pressed = await server.click(reply, label, user=server.admin)
    await pressed.until(lambda each: len(each.edits) > before)


async def test_the_newest_questions_come_in_pages(discord_server: DiscordServer, bot: Bot) -> None:
    await fill(bot, discord_server.guild.id, 25)

    reply = await as_admin(discord_server, "log recent")
    first, labels = reply.text, reply.labels
    await turn(discord_server, reply, "More")
    await turn(discord_server, reply, "More")
    last, at_end = reply.text, reply.labels
    await turn(discord_server, reply, "Back")

    assert reply.ephemeral
    assert ("“question 24?”" in first, "“question 15?”" in first, labels) == (True, True, ["More"])
    assert ("question 4?" in last, "question 0?" in last, at_end) == (True, True, ["Back"])
    assert "question 14?" in reply.text
    assert reply.labels == ["Back", "More"]


async def test_each_question_is_told_with_what_became_of_it(discord_server: DiscordServer, bot: Bot) -> None:
    await discord_server.slash("ask", {"question": "How high is the lamp above the sea?"})
    await discord_server.slash("ask", {"question": "Who built the lighthouse?"})

    reply = await as_admin(discord_server, "log recent")

    lines = shown(reply).body.splitlines()
    assert bot.app.client.is_ready()
    assert lines[0].endswith("open question architect: “Who built the lighthouse?”")
    assert lines[1].endswith("answered by lamp-height: “How high is the lamp above the sea?”")
    assert lines[1].startswith("<t:")


async def test_what_found_no_answer_is_grouped(discord_server: DiscordServer, bot: Bot) -> None:
    await fill(bot, discord_server.guild.id, 3, text="Why blue?", outcome=Outcome.UNKNOWN, fact_id=None)

    reply = await as_admin(discord_server, "log unanswered")

    assert "“Why blue?” 3 times by 3 people" in reply.text


async def test_what_found_no_answer_comes_in_pages_too(discord_server: DiscordServer, bot: Bot) -> None:
    await fill(bot, discord_server.guild.id, 11, outcome=Outcome.UNKNOWN)

    reply = await as_admin(discord_server, "log unanswered")
    await turn(discord_server, reply, "More")

    assert reply.text.count("1 time by 1 person") == 1
    assert reply.labels == ["Back"]


@pytest.mark.parametrize(
    ("command", "said"),
    [("log recent", "There is nothing in the log yet."), ("log unanswered", "Every question was answered.")],
)
async def test_an_empty_log_is_told_so(
    discord_server: DiscordServer, bot: Bot, command: str, said: str
) -> None:
    reply = await as_admin(discord_server, command)

    assert bot.app.client.is_ready()
    assert said in reply.text
    assert reply.labels == []


async def test_admins_see_their_own_server_and_owners_all(
    discord_server: DiscordServer, start: Start
) -> None:
    owner = discord_server.add_user("owner")
    discord_server.add_member(discord_server.guild, owner)

    async with start(BOT_DISCORD__OWNER_IDS=str(owner.id)) as bot:
        await fill(bot, 4711, 2)
        here = await as_admin(discord_server, "log recent")
        everywhere = await (await discord_server.slash("log recent", user=owner)).finished()

    assert "question" not in here.text.replace("The newest questions", "")
    assert "question 1?" in everywhere.text


async def test_questions_full_of_markdown_fit_and_mention_nobody(
    discord_server: DiscordServer, bot: Bot
) -> None:
    nasty = "@everyone **[x](http://y)** " + "*_~`|>" * 150
    await fill(bot, discord_server.guild.id, 12, text=nasty, outcome=Outcome.UNKNOWN, fact_id="f" * 64)

    recent = await as_admin(discord_server, "log recent")
    unanswered = await as_admin(discord_server, "log unanswered")

    assert "@everyone" not in recent.text
    assert recent.text.count("\\*\\*") >= 10
    assert unanswered.text.count("12 times") == 1


async def test_looking_is_written_down(discord_server: DiscordServer, bot: Bot) -> None:
    await fill(bot, discord_server.guild.id, 11)

    reply = await as_admin(discord_server, "log recent")
    await turn(discord_server, reply, "More")
    await as_admin(discord_server, "log unanswered")
    await as_admin(discord_server, "status")

    actions = await deeds(bot.app.services.database)
    assert {(action.user_id, action.guild_id) for action in actions} == {
        (discord_server.admin.id, discord_server.guild.id)
    }
    assert [(a.action, a.detail) for a in reversed(actions)] == [
        ("log recent", "page 1"),
        ("log recent", "page 2"),
        ("log unanswered", "page 1"),
        ("status", ""),
    ]


async def test_the_status_tells_everything(discord_server: DiscordServer, bot: Bot, home: Path) -> None:
    await discord_server.slash("ask", {"question": "How high is the lamp above the sea?"})
    await as_admin(discord_server, "reload")
    terms = Terms(discord_server.channel.id, NOW.time(), "UTC", discord_server.guild.id)
    await subscriptions.subscribe(bot.app.services.database, terms, NOW)

    reply = await as_admin(discord_server, "status")

    said = reply.text.replace("\\", "")
    assert reply.ephemeral
    assert "**Bot:** version 0." in said
    assert "started <t:" in said
    assert "knows all commands" in said
    assert f"version {bot.app.services.snapshots.current.version}, 4 facts" in said
    assert str(home) not in said
    assert "**Last 24 hours:** 1 question by 1 person: 1 answered, 0 unsure, 0 unknown" in said
    assert "by adam, unchanged" in said
    assert f"<#{discord_server.channel.id}>: none yet, next <t:" in said


async def test_the_owner_of_the_application_alone_sees_where_the_database_is(
    discord_server: DiscordServer, bot: Bot, home: Path
) -> None:
    owner = discord_server.world.application.owner

    reply = await (await discord_server.slash("status", user=owner)).finished()

    assert bot.app.client.is_ready()
    assert str(home / "data" / "bot.sqlite3") in reply.text.replace("\\", "")


async def test_rows_that_wait_for_the_database_are_counted(discord_server: DiscordServer, bot: Bot) -> None:
    await bot.app.services.database.read("PRAGMA query_only = ON")
    await discord_server.slash("ask", {"question": "How high is the lamp above the sea?"})

    reply = await as_admin(discord_server, "status")
    await bot.app.services.database.read("PRAGMA query_only = OFF")

    assert "waiting in memory, because it cannot be written" in reply.text


async def test_a_database_that_cannot_be_read_is_told_in_a_sentence(
    discord_server: DiscordServer, bot: Bot
) -> None:
    async with bot.app.services.database.transaction() as transaction:
        await transaction.run("ALTER TABLE queries RENAME COLUMN guild_id TO elsewhere")

    reply = await as_admin(discord_server, "log recent")
    status = await as_admin(discord_server, "status")

    assert "The database cannot be read right now." in reply.text
    assert "cannot be read right now" in status.text
