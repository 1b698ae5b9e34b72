"""The curators' channel reads once a week how the sheet is doing, through restarts."""

from tests.discord_server.messages import Message
from tests.discord_server.permission import Permission
from tests.discord_server.server import DiscordServer
from tests.e2e.running import Bot, Start


def posts(server: DiscordServer) -> list[Message]:
    return [message for message in server.messages(server.channel) if "fact sheet is doing" in message.text]


async def look(bot: Bot) -> None:
    await bot.app.client.equipment.chores.attend()


async def test_it_is_posted_once(discord_server: DiscordServer, start: Start) -> None:
    settings = {"BOT_CURATORS__CHANNEL": str(discord_server.channel.id)}
    async with start(**settings) as bot:
        await look(bot)
        await look(bot)
    async with start(**settings) as bot:
        await look(bot)

    (post,) = posts(discord_server)
    assert "Nothing needs attention this week." in post.text


async def test_without_a_channel_nobody_is_told(discord_server: DiscordServer, bot: Bot) -> None:
    await look(bot)

    assert posts(discord_server) == []


async def test_a_channel_that_cannot_be_written_to_is_tried_again_next_week(
    discord_server: DiscordServer, start: Start
) -> None:
    discord_server.deny(discord_server.channel, Permission.SEND_MESSAGES)
    async with start(BOT_CURATORS__CHANNEL=str(discord_server.channel.id)) as bot:
        await look(bot)
        due = await bot.app.services.sheet_health.due()

    assert posts(discord_server) == []
    assert not due
