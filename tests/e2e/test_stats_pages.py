"""/stats: the figures of the own server with a picture, and of all for owners."""

from tests.discord_server.server import DiscordServer
from tests.e2e.running import Bot, Start


async def test_an_admin_sees_the_figures_and_the_picture(discord_server: DiscordServer, bot: Bot) -> None:
    await discord_server.slash("ask", {"question": "how tall is the lamp"})
    await discord_server.slash("ask", {"question": "is it haunted by zzyzx"})

    reply = await (await discord_server.slash("stats", {"days": 7}, user=discord_server.admin)).finished()

    assert bot.app.client.is_ready()
    assert reply.ephemeral
    assert "The last 7 days" in reply.text
    assert "1 of 2" in reply.text
    (picture,) = reply.files
    assert picture.name == "days.png"


async def test_one_server_is_told_nothing_of_another(discord_server: DiscordServer, start: Start) -> None:
    guild = discord_server.add_guild("Elsewhere")
    channel = discord_server.add_channel("there", guild)
    owner = discord_server.add_user("owner")
    discord_server.add_member(discord_server.guild, owner)

    async with start(BOT_DISCORD__OWNER_IDS=str(owner.id)):
        await discord_server.slash("ask", {"question": "how tall is the lamp"}, channel=channel)
        own = await (await discord_server.slash("stats", user=discord_server.admin)).finished()
        every = await (await discord_server.slash("stats", user=owner)).finished()

    assert "Nothing was asked." in own.text
    assert str(channel.id) not in own.text
    assert f"<#{channel.id}>: 1 of 1" in every.text


async def test_members_may_not(discord_server: DiscordServer, bot: Bot) -> None:
    reply = await discord_server.slash("stats")

    assert bot.app.client.is_ready()
    assert "This command is for people who manage the server" in reply.text
