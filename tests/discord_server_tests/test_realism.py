"""What the server says is what Discord would say, and what Discord refuses the server refuses."""

import aiohttp
import discord
import pytest
from discord import app_commands

from tests.discord_server import contract
from tests.discord_server.server import DiscordServer
from tests.discord_server_tests.bare_bot import BareBot, Interaction


@pytest.mark.skipif(not contract.available(), reason=contract.status_line())
async def test_answers_fit_the_description(discord_server: DiscordServer, bot: BareBot) -> None:
    for reply in (await discord_server.slash("report"), await discord_server.slash("slowly")):
        await reply.until(lambda each: len(each.followups) > 0)
    asked = await discord_server.slash("ask", {"question": "who?"})
    await discord_server.click(asked, "Again")
    boxed = await discord_server.slash("boxed")
    await discord_server.next_message(discord_server.say("hello", mention=True))
    await discord_server.next_message(discord_server.say("hello", dm=True))
    user = await bot.fetch_user(discord_server.user.id)
    await user.send("psst")
    await bot.tree.fetch_commands()
    await bot.fetch_channel(discord_server.channel.id)
    await discord_server.wait_for(lambda: all(each.status for each in discord_server.requests))

    assert boxed.text == "words in a box\na picture"
    assert [problem for each in discord_server.requests for problem in contract.answer_problems(each)] == []


@pytest.mark.parametrize(
    ("content", "embed_length", "code"), [("x" * 2001, 0, 50035), ("", 0, 50006), ("", 3500, 50035)]
)
async def test_the_gaps_of_the_description_are_refused(
    discord_server: DiscordServer, bot: BareBot, content: str, embed_length: int, code: int
) -> None:
    channel = bot.get_channel(discord_server.channel.id)
    assert isinstance(channel, discord.TextChannel)
    embeds = [discord.Embed(description="x" * embed_length)] * 2 if embed_length else []

    with pytest.raises(discord.HTTPException) as refused:
        await channel.send(content, embeds=embeds)

    assert refused.value.code == code
    assert len(contract.violations(discord_server.requests)) == 1
    discord_server.requests.clear()


async def test_a_second_answer_is_refused(discord_server: DiscordServer, bot: BareBot) -> None:
    reply = await discord_server.slash("ask", {"question": "who?"})
    url = f"{discord_server.api_url}/interactions/{reply.id}/{reply.token}/callback"

    async with aiohttp.ClientSession() as session, session.post(url, json={"type": 4}) as response:
        answer = await response.json()

    assert bot.is_ready()
    assert (response.status, answer["code"]) == (400, 40060)


async def test_an_old_interaction_takes_no_follow_up(discord_server: DiscordServer, bot: BareBot) -> None:
    kept: list[Interaction] = []

    @app_commands.command(description="Remember me")
    async def keep(interaction: Interaction) -> None:
        kept.append(interaction)
        await interaction.response.send_message("kept")

    bot.tree.add_command(keep)
    await bot.tree.sync()
    await discord_server.slash("keep")
    discord_server.clock.advance(minutes=16)

    with pytest.raises(discord.HTTPException) as refused:
        await kept[0].followup.send("too late")

    assert refused.value.code == 50027


async def test_a_user_install_has_five_follow_ups(discord_server: DiscordServer, bot: BareBot) -> None:
    @app_commands.command(description="Talk and talk")
    @app_commands.allowed_installs(guilds=False, users=True)
    async def chatter(interaction: Interaction) -> None:
        await interaction.response.send_message("0")
        for number in range(1, 6):
            await interaction.followup.send(str(number))
        with pytest.raises(discord.HTTPException):
            await interaction.followup.send("6")
        await interaction.edit_original_response(content="done")

    bot.tree.add_command(chatter)
    await bot.tree.sync()
    reply = await discord_server.slash("chatter", installed="user")
    await reply.until(lambda each: each.content == "done")

    assert [message.content for message in reply.followups] == ["1", "2", "3", "4", "5"]


async def test_what_the_server_does_not_serve_fails_the_contract(
    discord_server: DiscordServer, bot: BareBot
) -> None:
    with pytest.raises(discord.NotFound):
        await bot.fetch_invite("loopback")

    assert any("does not serve" in each for each in contract.violations(discord_server.requests))
    discord_server.requests.clear()
