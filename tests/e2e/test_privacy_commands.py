"""/privacy, /mydata and /forgetme: what is kept is told, handed over and deleted."""

import io
import json
import random
import zipfile

import pytest

from bot.services.privacy import personal_file
from tests.database.samples import a_query, bytes_of, log
from tests.discord_server.messages import File
from tests.discord_server.server import DiscordServer
from tests.e2e.running import Bot, Start

WORDS = "is the violet archipelago mentioned"


def questions(file: File) -> list[str]:
    return [question["text"] for question in json.loads(file.data)["questions"]]


def unzipped(file: File) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
        content = json.loads(archive.read("briefing-bot-data.json"))
    return [question["text"] for question in content["questions"]]


async def test_what_is_kept_is_told_with_its_days(discord_server: DiscordServer, start: Start) -> None:
    async with start(
        BOT_LOG__RETENTION_DAYS="12",
        BOT_PRIVACY__CONTACT="keeper@example.org *now*",
        BOT_PRIVACY__POLICY_URL="https://example.org/privacy",
    ):
        reply = await discord_server.slash("privacy")

    said = reply.text.replace("\\", "")
    assert reply.ephemeral
    assert "Your questions" in said
    assert "under a keyed hash instead of your name, for 12 days." in said
    assert "with your id, for 365 days." in said
    assert "/mydata" in said
    assert "/forgetme" in said
    assert "Questions about your data: keeper@example.org *now*" in said
    assert "<https://example.org/privacy>" in said


async def test_without_a_contact_nothing_is_said_of_one(discord_server: DiscordServer, bot: Bot) -> None:
    reply = await discord_server.slash("privacy")

    assert bot.app.client.is_ready()
    assert "Questions about your data" not in reply.text
    assert "policy" not in reply.text


@pytest.mark.usefixtures("bot")
async def test_my_data_is_a_file_that_holds_mine_alone(discord_server: DiscordServer) -> None:
    await discord_server.slash("ask", {"question": WORDS})
    await discord_server.slash("ask", {"question": "somebody else"}, user=discord_server.admin)

    reply = await (await discord_server.slash("mydata")).finished()

    (file,) = reply.files
    assert reply.ephemeral
    assert file.name == "briefing-bot-data.json"
    assert questions(file) == [WORDS]


@pytest.mark.usefixtures("bot")
async def test_my_data_comes_by_direct_message_when_asked(discord_server: DiscordServer) -> None:
    await discord_server.slash("ask", {"question": WORDS})

    reply = await (await discord_server.slash("mydata", {"by_message": True})).finished()

    (message,) = discord_server.messages(discord_server.dm())
    assert questions(message.files[0]) == [WORDS]
    assert "I have sent you a direct message" in reply.text
    assert reply.files == []


async def test_very_much_comes_as_several_files_a_message_each(
    discord_server: DiscordServer, bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(personal_file, "LARGEST", 200_000)
    services, noise = bot.app.services, random.Random(7)
    mine = services.key.hash(discord_server.user.id)
    texts = [noise.randbytes(250).hex() for _ in range(2500)]
    rows = (a_query(n, user_hash=mine, text=text) for n, text in enumerate(texts))
    await log(services.database, *rows)

    reply = await (await discord_server.slash("mydata")).finished()
    await reply.until(lambda each: len(each.followups) == 3)

    files = [file for message in reply.messages for file in message.files]
    assert [file.name for file in files] == [f"briefing-bot-data-{number}.zip" for number in range(1, 5)]
    assert [text for file in files for text in unzipped(file)] == texts
    assert max(len(file.data) for file in files) < 250_000


@pytest.mark.usefixtures("bot")
async def test_who_takes_no_direct_messages_gets_the_file_here(discord_server: DiscordServer) -> None:
    discord_server.refuse_direct_messages(discord_server.user)

    reply = await (await discord_server.slash("mydata", {"by_message": True})).finished()

    assert "You do not accept direct messages from me" in reply.text
    assert questions(reply.files[0]) == []


async def test_forgetting_asks_first_and_can_be_declined(discord_server: DiscordServer, bot: Bot) -> None:
    await discord_server.slash("ask", {"question": WORDS})

    reply = await discord_server.slash("forgetme")
    labels = reply.labels
    await discord_server.click(reply, "Keep my data")

    assert reply.ephemeral
    assert labels == ["Forget me", "Keep my data"]
    assert "Nothing was deleted." in reply.text
    assert reply.labels == []
    assert len(await bot.log()) == 1


async def test_forgetting_leaves_no_trace_in_the_file(discord_server: DiscordServer, bot: Bot) -> None:
    answer = await discord_server.slash("ask", {"question": "How high is the lamp above the sea?"})
    await discord_server.click(answer, "Helpful")
    await discord_server.slash("ask", {"question": WORDS})
    await discord_server.slash("ask", {"question": "somebody else"}, user=discord_server.admin)
    traces = [WORDS.encode(), bot.app.services.key.hash(discord_server.user.id).encode()]
    before = [trace in bytes_of(bot.app.services.database.path) for trace in traces]

    reply = await discord_server.slash("forgetme")
    pressed = await discord_server.click(reply, "Forget me")
    await pressed.until(lambda each: "You are forgotten" in each.text)

    content = bytes_of(bot.app.services.database.path)
    assert before == [True, True]
    assert [trace in content for trace in traces] == [False, False]
    assert [row.text for row in await bot.log()] == ["somebody else"]
    assert "nothing about you is left" in reply.text


async def test_forgetting_reaches_questions_that_wait_for_the_database(
    discord_server: DiscordServer, bot: Bot
) -> None:
    database = bot.app.services.database
    await database.read("PRAGMA query_only = ON")
    await discord_server.slash("ask", {"question": WORDS})

    reply = await discord_server.slash("forgetme")
    pressed = await discord_server.click(reply, "Forget me")
    await pressed.until(lambda each: "as far as possible" in each.text)
    await database.read("PRAGMA query_only = OFF")
    data = await (await discord_server.slash("mydata")).finished()

    assert questions(data.files[0]) == []
    assert bot.app.services.journal.waiting_of(bot.app.services.key.hash(discord_server.user.id)) == ()


async def test_the_button_works_after_a_restart(discord_server: DiscordServer, start: Start) -> None:
    async with start():
        await discord_server.slash("ask", {"question": WORDS})
        reply = await discord_server.slash("forgetme")

    async with start() as bot:
        pressed = await discord_server.click(reply, "Forget me")
        await pressed.until(lambda each: "You are forgotten" in each.text)
        rows = await bot.log()

    assert rows == []


async def test_the_commands_are_everywhere(discord_server: DiscordServer, bot: Bot) -> None:
    group = discord_server.add_group(discord_server.user, discord_server.admin)

    replies = [
        await discord_server.slash("privacy", channel=group),
        await discord_server.slash("forgetme", channel=discord_server.dm()),
        await (await discord_server.slash("mydata", channel=group)).finished(),
    ]

    assert bot.app.client.is_ready()
    assert all(reply.ephemeral and reply.text for reply in replies)


async def test_data_that_cannot_be_read_is_told_in_a_sentence(
    discord_server: DiscordServer, bot: Bot
) -> None:
    async with bot.app.services.database.transaction() as transaction:
        await transaction.run("ALTER TABLE queries RENAME COLUMN user_hash TO elsewhere")

    reply = await (await discord_server.slash("mydata")).finished()

    assert "The database cannot be read right now." in reply.text
