"""The process is killed at each step of the ledger and started again: there is exactly one message."""

import shutil
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.database.digest_log import State
from tests.discord_server.faults import Hang, RateLimited
from tests.discord_server.json_shape import Json
from tests.discord_server.server import DiscordServer
from tests.e2e.clocked import ClockedBot, clocked_bot
from tests.e2e.daily import EVE, NINE, POSTS, Daily, rows
from tests.e2e.hours import Hours
from tests.e2e.old_messages import recorded

pytestmark = pytest.mark.slow

MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)
Death = Callable[[DiscordServer, ClockedBot, Path], Awaitable[None]]


async def before_the_claim(_: DiscordServer, bot: ClockedBot, __: Path) -> None:
    await bot.kill()


async def after_the_claim(server: DiscordServer, bot: ClockedBot, _: Path) -> None:
    """Before any request: at a second try the bot claims the row, then looks at the channel."""
    server.fail("POST", POSTS, RateLimited())
    looking = server.fail("GET", POSTS, Hang())
    bot.tell(NINE)
    await bot.heard("asleep for 5")
    bot.tell(NINE + 5 * SECOND)
    await looking.reached.wait()
    await bot.kill()


async def while_the_request_is_in_flight(server: DiscordServer, bot: ClockedBot, _: Path) -> None:
    posting = server.fail("POST", POSTS, Hang())
    bot.tell(NINE)
    await posting.reached.wait()
    await bot.kill()


async def after_it_was_accepted(server: DiscordServer, bot: ClockedBot, _: Path) -> None:
    server.fail("POST", POSTS, Hang(accepted=True))
    bot.tell(NINE)
    await server.wait_for(server.messages)
    await bot.kill()


async def after_the_reply(server: DiscordServer, bot: ClockedBot, database: Path) -> None:
    """Somebody else writes to the database, so that the bot cannot record what it was told."""
    hang = Hang(accepted=True)
    server.fail("POST", POSTS, hang)
    bot.tell(NINE)
    await server.wait_for(server.messages)
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        hang.release.set()
        await server.wait_for(lambda: server.requests.to("POST", POSTS)[-1].status == 200)
        await bot.kill()


@pytest.mark.parametrize(
    ("death", "state", "posted"),
    [
        (before_the_claim, None, 0),
        (after_the_claim, State.SENDING, 0),
        (while_the_request_is_in_flight, State.SENDING, 0),
        (after_it_was_accepted, State.SENDING, 1),
        (after_the_reply, State.SENDING, 1),
    ],
)
async def test_started_again_at_once_or_after_ten_minutes_it_has_posted_once(
    home: Path,
    discord_server: DiscordServer,
    daily: Daily,
    hours: Hours,
    death: Death,
    state: State | None,
    posted: int,
) -> None:
    environment = environment_of(daily)
    database = Path(environment["BOT_DATABASE__PATH"])
    async with clocked_bot(EVE, environment) as bot:
        hours.set(NINE)
        await death(discord_server, bot, database)
    left = state_of(database), len(daily.digests())
    died = dict(discord_server.world.messages)

    for rest in (MINUTE / 6, 10 * MINUTE):
        again = home / f"after {rest}"
        shutil.copytree(database.parent, again)
        hours.set(NINE + rest)
        if rest > 5 * MINUTE:
            discord_server.forget_nonces()
        async with daily.start(BOT_DATABASE__PATH=str(again / database.name)) as bot_again:
            await hours.until(NINE + rest + MINUTE)
            (row,) = await rows(bot_again.app.services.database, discord_server.channel)
        (message,) = daily.digests()
        assert (row.state, row.message_id, row.number) == (State.SENT, message.id, 1)
        discord_server.world.messages = dict(died)

    assert left == (state, posted)


BY_WORDS = {"content": "**The lighthouse at Hollow Point**\n…\n-# Digest 2035-04-10 · No. 1"}


@pytest.mark.parametrize(
    ("body", "rest"),
    [(recorded("posted"), MINUTE / 6), (BY_WORDS, 10 * MINUTE)],
    ids=["embeds", "words"],
)
async def test_what_an_older_version_posted_before_it_was_killed_is_found_by_its_mark(
    discord_server: DiscordServer, daily: Daily, hours: Hours, body: Json, rest: timedelta
) -> None:
    async with clocked_bot(EVE, environment_of(daily)) as bot:
        hours.set(NINE)
        await while_the_request_is_in_flight(discord_server, bot, Path())
    posted = discord_server.posting.create(discord_server.channel, discord_server.bot, body)

    hours.set(NINE + rest)
    async with daily.start() as newer:
        await hours.until(NINE + rest + MINUTE)
        (row,) = await rows(newer.app.services.database, discord_server.channel)

    assert daily.digests() == [posted]
    assert (row.state, row.message_id, row.number) == (State.SENT, posted.id, 1)


def environment_of(daily: Daily) -> dict[str, str]:
    """What a process needs to be the bot of these settings."""
    settings = daily.settings()
    return {
        "DISCORD_TOKEN": daily.server.token,
        "BOT_DISCORD__API_URL": settings.discord.api_url,
        "BOT_KNOWLEDGE__PATH": str(settings.knowledge.path),
        "BOT_DATABASE__PATH": str(settings.database.path),
        "BOT_DIGEST__SUBSCRIPTIONS": daily.subscriptions(daily.server.channel),
    }


def state_of(database: Path) -> State | None:
    """How far the ledger of a dead bot had come."""
    with closing(sqlite3.connect(database)) as dead:
        found = dead.execute("SELECT state FROM digests").fetchone()
    return State(found[0]) if found else None
