"""Messages from before pages were components: their buttons work, and they are edited in their own form."""

import pytest

from tests.discord_server.messages import Message
from tests.discord_server.reply import CallbackKind, Reply
from tests.discord_server.server import DiscordServer
from tests.e2e.old_messages import old_message, old_private_message
from tests.e2e.running import Bot
from tests.e2e.shown import shown
from tests.each_row import each_row

pytestmark = pytest.mark.usefixtures("bot")


def is_plain(message: Message | None) -> bool:
    """Without the flag, which it was not sent with, and without an embed, which some never see."""
    return message is not None and not message.in_components and not message.embeds and bool(message.content)


async def pressed(server: DiscordServer, message: Message, label: str, **where: object) -> Reply:
    reply = await server.click(message, label, **where)  # type: ignore[arg-type]
    if reply.kind is CallbackKind.DEFERRED_UPDATE:
        await reply.until(lambda _: message.edited_at is not None)
    return reply


async def test_a_choice_becomes_the_answer_in_the_old_message(discord_server: DiscordServer) -> None:
    asked = old_message(discord_server, "unsure")

    chosen = await discord_server.click(asked, "How high is the lamp above the sea?")

    assert chosen.message is asked
    assert is_plain(asked)
    assert "**The lamp stands 42 metres above the sea.**" in asked.content
    assert asked.labels == ["In context", "Why this answer?", "Helpful", "Not helpful", "Follow up"]


async def test_the_buttons_of_an_old_answer_open_new_pages(discord_server: DiscordServer) -> None:
    answer = old_private_message(discord_server, "private")

    context = await discord_server.click(answer, "In context")
    reasons = await discord_server.click(answer, "Not helpful")

    assert "**Its lamp stands 42 metres above the sea**" in shown(context).body
    assert "What is wrong" in shown(reasons).body
    assert answer.embeds


async def test_an_old_private_answer_keeps_its_words_when_it_is_posted(discord_server: DiscordServer) -> None:
    answer = old_private_message(discord_server, "private")

    posting = await discord_server.click(answer, "Post here")
    await posting.until(lambda each: bool(each.followups))

    assert answer.embeds == answer.earlier[0].embeds
    before = answer.earlier[0].labels
    assert answer.labels == [label for label in before if label != "Post here"] != []
    assert shown(posting.followups[0]).title == "How high is the lamp above the sea?"


@each_row(
    ("name", "label", "words"),
    [
        ("not-helpful", "It is outdated", "I have noted that the answer is outdated."),
        ("forgetme", "Keep my data", "Nothing was deleted."),
        ("forgetme", "Forget me", "You are forgotten"),
    ],
)
async def test_an_old_private_page_turns_into_plain_words(
    discord_server: DiscordServer, name: str, label: str, words: str
) -> None:
    page = old_private_message(discord_server, name)

    await pressed(discord_server, page, label)

    assert is_plain(page)
    assert words in page.content
    assert page.controls == []


@each_row(("name", "label"), [("log-recent", "More"), ("held", "Cancel"), ("held", "Apply")])
async def test_an_old_page_of_an_admin_turns_into_plain_words(
    discord_server: DiscordServer, name: str, label: str
) -> None:
    page = old_private_message(discord_server, name, discord_server.admin)

    await pressed(discord_server, page, label, user=discord_server.admin)

    assert is_plain(page)


async def test_an_old_menu_still_turns_the_page(discord_server: DiscordServer, bot: Bot) -> None:
    topics = old_private_message(discord_server, "topics")
    history = next(each["value"] for each in topics.controls[0]["options"] if each["label"] == "history")

    await discord_server.select(topics, "Choose a topic", history)
    await discord_server.select(topics, "Choose a question", "first-lit")

    assert bot.app.client.is_ready()
    assert is_plain(topics)
    assert "4 May 1871" in topics.content
    assert topics.labels[-1] == "All topics"
