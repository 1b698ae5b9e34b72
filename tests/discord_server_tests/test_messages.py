"""Messages in channels and in private."""

import discord
import pytest

from tests.discord_server.permission import Permission
from tests.discord_server.places import Channel
from tests.discord_server.server import DiscordServer
from tests.discord_server_tests.bare_bot import BareBot


def text_channel(bot: BareBot, channel: Channel) -> discord.TextChannel:
    found = bot.get_channel(channel.id)
    assert isinstance(found, discord.TextChannel)
    return found


@pytest.mark.usefixtures("bot")
async def test_a_mention_is_answered_by_a_reply(discord_server: DiscordServer) -> None:
    said = discord_server.say("hello", mention=True)

    answer = await discord_server.next_message(said)

    assert answer.content == "echo: @briefing bot hello"
    assert answer.reply_to is said
    assert answer.allowed_mentions == {"parse": ["everyone", "users", "roles"], "replied_user": False}


@pytest.mark.usefixtures("bot")
async def test_a_direct_message_is_answered_in_private(discord_server: DiscordServer) -> None:
    said = discord_server.say("hello", dm=True)

    answer = await discord_server.next_message(said)

    assert answer.content == "echo: hello"
    assert discord_server.messages(discord_server.dm()) == [said, answer]


async def test_without_the_content_intent_only_what_concerns_the_bot_has_words(
    discord_server: DiscordServer, bot: BareBot
) -> None:
    own = await text_channel(bot, discord_server.channel).send("mine")
    discord_server.say("not for the bot")
    discord_server.say("a reply", reply_to=discord_server.messages()[0])
    await discord_server.wait_for(lambda: len(bot.heard) >= 3)

    assert own.author == bot.user
    assert bot.heard[:3] == ["mine", "", "a reply"]


async def test_messages_can_be_sent_edited_read_and_deleted(
    discord_server: DiscordServer, bot: BareBot
) -> None:
    channel = text_channel(bot, discord_server.channel)
    sent = await channel.send("first", embed=discord.Embed(title="one"))
    await sent.edit(content="second")
    read = await channel.fetch_message(sent.id)
    listed = [message.content async for message in channel.history(limit=10)]
    await sent.delete()

    assert (read.content, read.embeds[0].title) == ("second", "one")
    assert listed == ["second"]
    assert discord_server.messages() == []


async def test_history_is_paged(discord_server: DiscordServer, bot: BareBot) -> None:
    channel = text_channel(bot, discord_server.channel)
    said = [discord_server.say(str(number)) for number in range(5)]
    after = discord.Object(said[1].id)

    newest = [message.id async for message in channel.history(limit=2)]
    later = [message.id async for message in channel.history(after=after)]

    assert newest == [said[4].id, said[3].id]
    assert later == [message.id for message in said[2:]]


async def test_a_user_gets_a_private_message(discord_server: DiscordServer, bot: BareBot) -> None:
    user = await bot.fetch_user(discord_server.user.id)
    await user.send("psst")

    assert [message.content for message in discord_server.messages(discord_server.dm())] == ["psst"]


async def test_a_closed_user_gets_none(discord_server: DiscordServer, bot: BareBot) -> None:
    discord_server.refuse_direct_messages(discord_server.user)
    user = await bot.fetch_user(discord_server.user.id)

    with pytest.raises(discord.Forbidden) as refused:
        await user.send("psst")

    assert refused.value.code == 50007


async def test_a_repeated_nonce_gives_the_first_message(discord_server: DiscordServer, bot: BareBot) -> None:
    channel = text_channel(bot, discord_server.channel)
    first = await channel.send("digest", nonce="digest-2025-04-09")
    again = await channel.send("digest again", nonce="digest-2025-04-09")

    assert first.id == again.id
    assert [message.content for message in discord_server.messages()] == ["digest"]


@pytest.mark.parametrize("way", ["time", "forgotten"])
async def test_a_nonce_is_forgotten(discord_server: DiscordServer, bot: BareBot, way: str) -> None:
    channel = text_channel(bot, discord_server.channel)
    await channel.send("digest", nonce="digest-2025-04-09")
    if way == "time":
        discord_server.clock.advance(minutes=6)
    else:
        discord_server.forget_nonces()
    await channel.send("digest again", nonce="digest-2025-04-09")

    assert len(discord_server.messages()) == 2


@pytest.mark.parametrize(
    ("taken", "code"), [(Permission.VIEW_CHANNEL, 50001), (Permission.SEND_MESSAGES, 50013)]
)
async def test_missing_permissions_are_refused(
    discord_server: DiscordServer, bot: BareBot, taken: Permission, code: int
) -> None:
    channel = text_channel(bot, discord_server.channel)
    discord_server.deny(discord_server.channel, taken)

    with pytest.raises(discord.Forbidden) as refused:
        await channel.send("hello")

    assert refused.value.code == code


async def test_a_channel_that_is_gone_is_unknown(discord_server: DiscordServer, bot: BareBot) -> None:
    channel = text_channel(bot, discord_server.channel)
    discord_server.remove_channel(discord_server.channel)

    with pytest.raises(discord.NotFound) as refused:
        await channel.send("hello")

    assert refused.value.code == 10003


async def test_what_a_group_says_never_reaches_the_bot(discord_server: DiscordServer, bot: BareBot) -> None:
    group = discord_server.add_group(discord_server.user, discord_server.admin)
    discord_server.say("among us", channel=group)
    discord_server.say("to you", dm=True)
    await discord_server.wait_for(lambda: bot.heard)

    with pytest.raises(discord.Forbidden):
        await bot.fetch_channel(group.id)
    assert bot.heard[0] == "to you"
