"""A client logs in, identifies and registers its commands."""

import discord
import pytest

from tests.discord_server.ids import shard_of
from tests.discord_server.redirect import connected, redirected
from tests.discord_server.server import DiscordServer
from tests.discord_server.session import Intent
from tests.discord_server_tests.bare_bot import BareBot


async def test_the_client_is_ready_and_knows_the_guild(discord_server: DiscordServer, bot: BareBot) -> None:
    guild = bot.get_guild(discord_server.guild.id)

    assert guild is not None
    assert [channel.id for channel in guild.text_channels] == [discord_server.channel.id]
    assert guild.get_role(next(iter(discord_server.guild.roles))) == guild.default_role
    assert guild.me.id == discord_server.bot.id


async def test_intents_and_shard_are_recorded(discord_server: DiscordServer, bot: BareBot) -> None:
    await discord_server.wait_ready()
    identified = discord_server.gateway.identifies[0]

    assert identified["intents"] == bot.intents.value
    assert identified["shard"] == [0, 1]
    assert discord_server.gateway.sessions[0].intents == (
        Intent.GUILDS | Intent.GUILD_MESSAGES | Intent.DIRECT_MESSAGES
    )


async def test_the_connection_is_compressed_as_the_client_asks(
    discord_server: DiscordServer, bot: BareBot
) -> None:
    link = discord_server.gateway.sessions[0].link

    assert bot.is_ready()
    assert link is not None
    assert link.compressed


async def test_a_wrong_token_is_refused(discord_server: DiscordServer) -> None:
    client = BareBot()

    with redirected(discord_server):
        async with client:
            with pytest.raises(discord.LoginFailure):
                await client.login("no token of ours")


async def test_privileged_intents_are_refused(discord_server: DiscordServer) -> None:
    client = BareBot(intents=discord.Intents.all())

    with redirected(discord_server):
        async with client:
            with pytest.raises(discord.PrivilegedIntentsRequired):
                await client.start(discord_server.token)


async def test_two_shards_serve_their_guilds(discord_server: DiscordServer) -> None:
    discord_server.gateway.shards = 2
    second = discord_server.add_guild("Second", shard=1 - shard_of(discord_server.guild.id, 2))
    discord_server.add_channel("general", second)

    async with connected(BareBot(), discord_server) as _:
        await discord_server.wait_ready()
        replies = [
            await discord_server.slash("ask", {"question": "who?"}, guild=guild)
            for guild in (discord_server.guild, second)
        ]

    assert [identified["shard"] for identified in discord_server.gateway.identifies] == [[0, 2], [1, 2]]
    assert ["who? in en-US" in reply.text for reply in replies] == [True, True]


async def test_commands_are_registered_by_one_overwrite(discord_server: DiscordServer, bot: BareBot) -> None:
    await discord_server.wait_synced()
    listed = {command.name for command in await bot.tree.fetch_commands()}

    assert {"ask", "log", "Find in the briefing"} <= listed
    assert len(discord_server.requests.to("PUT", "/applications/{id}/commands")) == 1


async def test_a_second_sync_keeps_the_ids(discord_server: DiscordServer, bot: BareBot) -> None:
    before = {command.name: command.id for command in await bot.tree.fetch_commands()}
    after = {command.name: command.id for command in await bot.tree.sync()}

    assert before == after
    assert discord_server.world.commands.overwrites == 2


async def test_commands_of_one_guild_come_first(discord_server: DiscordServer, bot: BareBot) -> None:
    guild = discord.Object(discord_server.guild.id)
    bot.tree.copy_global_to(guild=guild)
    registered = await bot.tree.sync(guild=guild)

    reply = await discord_server.slash("ask", {"question": "who?"})

    assert len(registered) == len(discord_server.world.commands.listed(discord_server.guild.id))
    assert "who?" in reply.text


async def test_an_unregistered_command_cannot_be_used(discord_server: DiscordServer, bot: BareBot) -> None:
    assert bot.is_ready()
    with pytest.raises(LookupError, match="no command 'nothing' is registered"):
        await discord_server.slash("nothing")
    with pytest.raises(AssertionError, match="needs the options"):
        await discord_server.slash("ask")


async def test_new_guilds_channels_and_permissions_reach_the_client(
    discord_server: DiscordServer, bot: BareBot
) -> None:
    guild = discord_server.add_guild("Newcomers")
    channel = discord_server.add_channel("welcome", guild)
    reply = await discord_server.slash("ask", {"question": "who?"}, channel=channel)
    discord_server.remove_channel(channel)
    discord_server.remove_guild(discord_server.guild)
    await discord_server.slash("ask", {"question": "still there?"}, channel=discord_server.dm())

    assert reply.channel is channel
    assert [each.name for each in bot.guilds] == ["Newcomers"]
    assert bot.get_channel(channel.id) is None
