"""Everywhere a member can be: servers, direct messages, groups, with the bot installed either way."""

from bot.database.query_log import Surface
from tests.discord_server.server import DiscordServer
from tests.e2e.running import Bot

LAMP = {"question": "how tall is the lamp"}


async def test_a_command_in_a_direct_message_is_answered(discord_server: DiscordServer, bot: Bot) -> None:
    reply = await discord_server.slash("ask", LAMP, channel=discord_server.dm())

    [row] = await bot.log()
    assert "42 metres" in reply.text
    assert (row.surface, row.guild_id, row.channel_id) == (Surface.SLASH, None, discord_server.dm().id)


async def test_a_command_in_a_group_is_answered_and_its_buttons_work(
    discord_server: DiscordServer, bot: Bot
) -> None:
    group = discord_server.add_group(discord_server.user, discord_server.admin)

    reply = await discord_server.slash("ask", LAMP, channel=group)
    context = await discord_server.click(reply, "In context")

    assert bot.app.client.is_ready()
    assert "42 metres" in reply.text
    assert "**Its lamp stands 42 metres above the sea**" in context.text


async def test_the_choices_of_an_answer_to_a_message_belong_to_its_writer(
    discord_server: DiscordServer, bot: Bot
) -> None:
    said = discord_server.say("Who built the lighthouse?", mention=True)
    answer = await discord_server.next_message(said)

    other = await discord_server.click(answer, answer.labels[0], user=discord_server.admin)
    own = await discord_server.click(answer, answer.labels[0], user=discord_server.user)

    assert bot.app.client.is_ready()
    assert other.ephemeral
    assert own.message is answer
    assert "4 May 1871" in answer.text


async def test_a_private_answer_elsewhere_is_posted_by_the_person_who_brought_the_bot(
    discord_server: DiscordServer, bot: Bot
) -> None:
    elsewhere = discord_server.add_guild("Elsewhere", has_bot=False)
    channel = discord_server.add_channel("there", elsewhere)
    answer = await discord_server.slash("ask", LAMP | {"private": True}, guild=elsewhere)

    posting = await discord_server.click(answer, "Post here")
    await posting.until(lambda reply: bool(reply.followups))

    assert bot.app.client.is_ready()
    assert "42 metres" in discord_server.messages(channel)[0].text
