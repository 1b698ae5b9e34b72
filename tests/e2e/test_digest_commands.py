"""/digest: what admins set up and see, what members may, and what is written into the book."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from click.testing import CliRunner

from bot.cli.program import program
from bot.database import subscriptions
from bot.database.subscriptions import Origin, Pause, Subscription
from tests.database.samples import a_query, deeds, log
from tests.discord_server.payloads import channel_payload
from tests.discord_server.people import Role
from tests.discord_server.permission import Permission
from tests.discord_server.places import Channel
from tests.discord_server.reading import flattened
from tests.discord_server.reply import Reply
from tests.discord_server.server import DiscordServer
from tests.e2e.daily import EVE, HOUR, NINE, Daily, mark_of
from tests.e2e.hours import Hours
from tests.e2e.running import Bot
from tests.e2e.test_admin_refusals import REFUSAL

GALLERY = 12
BERLIN = {"time": "9:00", "timezone": "Europe/Berlin"}
ADMIN_ONLY = ["subscribe", "unsubscribe", "pause", "resume", "list", "preview"]
NEXT = f"<t:{NINE.timestamp():.0f}:F>"


@pytest_asyncio.fixture
async def bot(daily: Daily, hours: Hours) -> AsyncIterator[Bot]:
    """Without any subscription yet, at noon."""
    hours.sleepers = 1
    async with daily.live(daily.configure()) as running_bot:
        yield running_bot


async def command(server: DiscordServer, name: str, /, **values: object) -> Reply:
    reply = await server.slash(f"digest {name}", values, user=server.admin)
    return await reply.finished()


async def kept(bot: Bot, channel: Channel) -> Subscription:
    found = await subscriptions.subscription(bot.app.services.database, channel.id)
    assert found is not None
    return found


async def book(bot: Bot) -> list[str]:
    actions = await deeds(bot.app.services.database)
    return [f"{action.user_name} {action.action} {action.detail}".strip() for action in reversed(actions)]


async def test_a_channel_is_subscribed_and_gets_its_digest(
    discord_server: DiscordServer, bot: Bot, daily: Daily, hours: Hours
) -> None:
    other = discord_server.add_channel("other")

    reply = await command(discord_server, "subscribe", channel=other, **BERLIN)
    hours.sleepers = 2
    await hours.leap(NINE)

    assert reply.ephemeral
    assert f"<#{other.id}> gets the digest every day at 09:00 (Europe/Berlin)." in reply.text
    assert NEXT in reply.text
    assert daily.days(other) == ["2035-04-10"]
    assert daily.days() == []
    assert await book(bot) == [f"adam digest subscribe {other.id} at 09:00 Europe/Berlin"]
    assert (await kept(bot, other)).terms.owner_id == discord_server.admin.id


async def test_without_a_word_it_is_this_channel_at_nine_and_later_what_it_was(
    discord_server: DiscordServer, bot: Bot
) -> None:
    first = await command(discord_server, "subscribe")
    await command(discord_server, "subscribe", timezone="asia/kolkata")
    last = await command(discord_server, "subscribe", time="6.30 pm")

    assert "every day at 09:00 (UTC)" in first.text
    assert "every day at 18:30 (Asia/Kolkata)" in last.text
    assert (await kept(bot, discord_server.channel)).origin is Origin.COMMAND


async def test_what_cannot_be_meant_is_told_with_an_example(discord_server: DiscordServer, bot: Bot) -> None:
    for values, sentence in (
        ({"time": "25:00"}, "That is not a time of day. Write it like 09:00."),
        ({"time": "@everyone"}, "That is not a time of day"),
        ({"timezone": "Berlun"}, r"Did you mean Europe/Berlin?"),
        ({"timezone": "<@1> @everyone"}, "There is no time zone"),
    ):
        reply = await command(discord_server, "subscribe", **values)

        assert sentence in reply.text
        assert "@everyone" not in reply.text
        assert "<@1>" not in reply.text
    assert await subscriptions.subscriptions(bot.app.services.database) == ()


async def test_missing_rights_are_named_at_once(discord_server: DiscordServer, bot: Bot) -> None:
    other = discord_server.add_channel("other")
    discord_server.deny(other, Permission.EMBED_LINKS | Permission.SEND_MESSAGES)

    reply = await command(discord_server, "subscribe", channel=other)

    assert "Please allow me to send messages and embed links there" in reply.text
    assert await subscriptions.subscriptions(bot.app.services.database) == ()


async def test_a_right_that_was_taken_since_is_named_in_the_list(
    discord_server: DiscordServer, bot: Bot
) -> None:
    other = discord_server.add_channel("other")
    await command(discord_server, "subscribe", channel=other, **BERLIN)
    before = await command(discord_server, "list")
    discord_server.deny(other, Permission.SEND_MESSAGES)

    after = await command(discord_server, "list")

    assert bot.app.client.is_ready()
    assert "I cannot post there" not in before.text
    assert "I cannot post there now; please allow me to send messages and embed links." in after.text


async def test_letters_without_summer_time_are_warned_about(discord_server: DiscordServer, bot: Bot) -> None:
    reply = await command(discord_server, "subscribe", time="0900", timezone="EST")

    assert "every day at 09:00 (EST)" in reply.text
    assert "without summer time; for clocks that change, choose America/New_York." in reply.text
    assert (await kept(bot, discord_server.channel)).terms.zone == "EST"


async def test_a_server_without_the_bot_itself_is_told_how_to_let_it_in(
    discord_server: DiscordServer, bot: Bot
) -> None:
    elsewhere = discord_server.add_guild("Elsewhere", has_bot=False)
    channel = discord_server.add_channel("general", elsewhere)
    role = Role(discord_server.world.ids.next(), "managers", Permission.MANAGE_GUILD)
    elsewhere.roles[role.id] = role
    discord_server.add_member(elsewhere, discord_server.admin, role)

    replies = [
        await discord_server.slash(
            "digest subscribe", named, user=discord_server.admin, guild=elsewhere, installed="guild"
        )
        for named in ({}, {"channel": channel})
    ]
    said = [(await reply.finished()).text for reply in replies]

    assert bot.app.client.is_ready()
    assert all("My commands work in this server" in text for text in said)
    assert all("/oauth2/authorize?client_id=" in text for text in said)


async def test_a_channel_that_the_bot_does_not_see_is_told_about(
    discord_server: DiscordServer, bot: Bot
) -> None:
    other = discord_server.add_channel("other")
    hidden = channel_payload(other)
    discord_server.gateway.dispatch("CHANNEL_DELETE", hidden, discord_server.guild.id)

    reply = await command(discord_server, "subscribe", channel=other)

    assert "I cannot see that channel. Please let me see it" in reply.text
    assert await subscriptions.subscriptions(bot.app.services.database) == ()


async def test_zones_are_completed_with_the_time_it_is_there(discord_server: DiscordServer, bot: Bot) -> None:
    typed = await discord_server.autocomplete(
        "digest subscribe", {"timezone": "berl"}, user=discord_server.admin
    )
    nothing = await discord_server.autocomplete(
        "digest subscribe", {"timezone": ""}, user=discord_server.admin
    )

    assert bot.app.client.is_ready()
    assert (typed[0].name, typed[0].value) == ("Europe/Berlin · now 14:00", "Europe/Berlin")
    assert len(nothing) == 25


async def test_it_is_paused_resumed_listed_and_ended(
    discord_server: DiscordServer, bot: Bot, hours: Hours
) -> None:
    await command(discord_server, "subscribe", **BERLIN)
    hours.sleepers = 2

    paused = await command(discord_server, "pause")
    reason = (await kept(bot, discord_server.channel)).paused
    listed = await command(discord_server, "list")
    resumed = await command(discord_server, "resume")
    ended = await command(discord_server, "unsubscribe")
    nothing = await command(discord_server, "list")

    assert reason is Pause.ASKED
    assert "is paused until" in paused.text
    assert re.search(r"<#\d+> every day at 09:00 \(Europe/Berlin\): none yet, paused", listed.text)
    assert NEXT in resumed.text
    assert "no longer gets the digest" in ended.text
    assert "No channel gets the digest yet" in nothing.text
    assert [line.split()[2] for line in await book(bot)] == [
        "subscribe",
        "pause",
        "list",
        "resume",
        "unsubscribe",
        "list",
    ]


async def test_where_nothing_is_subscribed_show_is_a_first_digest_and_the_others_say_so(
    discord_server: DiscordServer, bot: Bot
) -> None:
    shown = await (await discord_server.slash("digest show")).finished()
    paused = await command(discord_server, "pause")
    nonsense = await command(discord_server, "pause", channel="@everyone")
    by_mention = await command(discord_server, "pause", channel=f"<#{discord_server.channel.id}>")

    assert bot.app.client.is_ready()
    assert "Digest 2035-04-09 · No. 1" in shown.text
    assert "No channel gets the digest yet; `/digest subscribe` sets one up." in paused.text
    assert "Please say which channel you mean" in nonsense.text
    assert "That channel does not get the digest" in by_mention.text


@pytest.mark.parametrize("day", ["2035-04-12", "2000-01-01", "2199-12-31"])
async def test_any_day_can_be_previewed(discord_server: DiscordServer, bot: Bot, day: str) -> None:
    await command(discord_server, "subscribe", **BERLIN)

    preview = await command(discord_server, "preview", date=day)
    refused = await command(discord_server, "preview", date="9999-12-31")

    assert f"Digest {day} · No. 1" in preview.text
    assert "That is not a date" in refused.text
    assert (await book(bot))[1:] == [f"adam digest preview {discord_server.channel.id} {day}"]


async def test_a_channel_or_thread_is_known_by_its_name(discord_server: DiscordServer, bot: Bot) -> None:
    thread = discord_server.add_thread("readers", discord_server.channel)
    await command(discord_server, "subscribe", channel=thread, **BERLIN)
    await command(discord_server, "subscribe", **BERLIN)
    (offered,) = await discord_server.autocomplete(
        "digest pause", {"channel": "read"}, user=discord_server.admin
    )

    paused = await command(discord_server, "pause", channel=" #Readers")
    unknown = await command(discord_server, "pause", channel="writers")

    assert bot.app.client.is_ready()
    assert offered.name == "#readers · 09:00 Europe/Berlin"
    assert f"The digest for <#{thread.id}> is paused" in paused.text
    assert "Please say which channel you mean" in unknown.text


async def test_a_channel_that_is_gone_can_still_be_chosen(discord_server: DiscordServer, bot: Bot) -> None:
    other = discord_server.add_channel("old news")
    await command(discord_server, "subscribe", channel=other, **BERLIN)
    known = await discord_server.autocomplete(
        "digest unsubscribe", {"channel": "NEWS"}, user=discord_server.admin
    )
    discord_server.remove_channel(other)
    (gone,) = await discord_server.autocomplete(
        "digest unsubscribe", {"channel": ""}, user=discord_server.admin
    )

    await command(discord_server, "unsubscribe", channel=str(gone.value))

    assert [choice.name for choice in known] == ["#old news · 09:00 Europe/Berlin"]
    assert await subscriptions.subscriptions(bot.app.services.database) == ()


async def test_another_server_is_out_of_reach(discord_server: DiscordServer, bot: Bot) -> None:
    guild = discord_server.add_guild("Elsewhere")
    theirs = discord_server.add_channel("theirs", guild)
    boss = discord_server.add_user("boss")
    role = discord_server.add_role(guild, "bosses", Permission.MANAGE_GUILD)
    discord_server.add_member(guild, boss, role)
    await (await discord_server.slash("digest subscribe", {}, user=boss, channel=theirs)).finished()

    reply = await command(discord_server, "unsubscribe", channel=str(theirs.id))
    choices = await discord_server.autocomplete(
        "digest unsubscribe", {"channel": ""}, user=discord_server.admin
    )

    assert "That channel does not get the digest" in reply.text
    assert choices == []
    assert (await kept(bot, theirs)).terms.guild_id == guild.id


async def test_a_channel_of_the_settings_is_ended_there(
    discord_server: DiscordServer, daily: Daily, hours: Hours
) -> None:
    async with daily.start() as bot:
        await hours.quiet()
        reply = await command(discord_server, "unsubscribe")
        terms = (await kept(bot, discord_server.channel)).terms

    assert "remove it from `digest.subscriptions`" in reply.text
    assert terms.guild_id == discord_server.guild.id


async def test_members_are_refused_all_but_show(discord_server: DiscordServer, bot: Bot) -> None:
    await command(discord_server, "subscribe")

    for name in ADMIN_ONLY:
        refused = await discord_server.slash(f"digest {name}")

        assert REFUSAL in refused.text, name
        assert refused.ephemeral
    shown = await (await discord_server.slash("digest show")).finished()
    assert shown.ephemeral
    assert "Fact of the day" in shown.text
    assert len(await book(bot)) == 1


async def test_members_complete_no_channel(discord_server: DiscordServer, bot: Bot) -> None:
    await command(discord_server, "subscribe")

    choices = await discord_server.autocomplete("digest unsubscribe", {"channel": ""})

    assert bot.app.client.is_ready()
    assert choices == []


async def test_preview_post_show_and_the_terminal_are_the_same(
    home: Path, discord_server: DiscordServer, daily: Daily, hours: Hours
) -> None:
    async with daily.start() as bot:
        guild = discord_server.guild.id
        asked = (a_query(n, guild_id=guild, asked_at=EVE - n * HOUR / 9) for n in range(9))
        await log(bot.app.services.database, *asked)
        await hours.leap(NINE - HOUR)
        preview = await command(discord_server, "preview")
        await preview.until(lambda each: bool(each.followups))
        printed = await asyncio.to_thread(
            CliRunner().invoke,
            program,
            ["digest", "--date", "2035-04-10", "--channel", str(discord_server.channel.id)],
            env={
                "BOT_KNOWLEDGE__PATH": str(home / "knowledge"),
                "BOT_DATABASE__PATH": str(bot.app.services.database.path),
            },
        )
        await hours.until(NINE)
        shown = await command(discord_server, "show")

    (post,) = daily.digests()
    (picture,) = post.files
    (previewed,) = preview.files
    assert preview.components == shown.components == post.components
    assert post.in_components
    (gallery,) = [each for each in flattened(post.components) if each["type"] == GALLERY]
    assert [item["description"] for item in gallery["items"]] == ["9 questions, all answered."]
    assert (picture.name, picture.data) == (previewed.name, previewed.data)
    assert picture.data.startswith(b"\x89PNG")
    assert picture.description == "9 questions, all answered."
    assert "asked by 9 people" in post.text
    assert mark_of(post) in printed.stdout
    assert words(printed.stdout) >= words(post.text)
    assert NEXT in preview.followups[0].text
    assert "never has been before" in preview.followups[0].text


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.replace("\\", "").casefold()))
