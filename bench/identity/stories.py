"""What people do in Discord, told to a bot that knows nothing yet, and to one that was busy for weeks."""

import sqlite3
from datetime import datetime, timedelta

from bench.identity.home import DATABASE, Past, fact_ids, fill
from bench.identity.normal import log_lines
from bench.identity.running import READY, running
from bench.identity.side import Side
from bench.identity.teller import Teller
from bench.identity.told import administer, ask, browse, digest, go_wrong, look_after, speak
from tests.discord_server.server import DiscordServer

Pages = list[tuple[str, str]]
FREE = {"BOT_DISCORD__QUESTIONS_PER_MINUTE": "0"}
PRIVACY = {"BOT_PRIVACY__CONTACT": "keeper *now*", "BOT_PRIVACY__POLICY_URL": "https://example.org/p"}
STRICT = {"BOT_MATCHING__ANSWER": "100", "BOT_MATCHING__OFFER": "0", **FREE}
SELDOM = {"BOT_DISCORD__QUESTIONS_PER_MINUTE": "1"}


async def empty(side: Side) -> Pages:
    """Only a start, for the database that it leaves behind."""
    async with DiscordServer(ticking=True) as server, running(side, server) as bot:
        return [("start", bot.lines[-1])]


async def fresh(side: Side, now: datetime) -> Pages:
    """Everything that there is to see, from an empty database on."""
    async with DiscordServer(ticking=True) as server:
        teller = Teller(server)
        owner = server.add_user("owner of the bot")
        server.add_member(server.guild, owner)
        async with running(side, server, **FREE, **PRIVACY, BOT_DISCORD__OWNER_IDS=str(owner.id)) as bot:
            teller.worked = bot.worked
            await teller.step("start", server.wait_ready())
            for part in (ask, browse, speak, look_after, go_wrong):
                await teller.chapter(part(teller))
            await teller.chapter(digest(teller, now))
            await teller.chapter(administer(teller, side, owner))
        said(teller, side, bot.lines)
        async with running(side, server, **STRICT) as bot:
            teller.worked = bot.worked
            await teller.step("start strictly", server.wait_ready())
            await teller.chapter(ask(teller))
        said(teller, side, bot.lines)
        async with running(side, server, **SELDOM) as bot:
            teller.worked = bot.worked
            await teller.step("start with a limit", server.wait_ready())
            for _ in range(2):
                await teller.slash("ask", {"question": "where did they launch"})
        said(teller, side, bot.lines)
        teller.write_database("database", side.home / DATABASE)
    return teller.pages


async def busy(side: Side, now: datetime) -> Pages:
    """A digest is due at the start, with weeks of questions behind it."""
    async with DiscordServer(ticking=True) as server:
        teller = Teller(server)
        past = Past(
            server.guild.id,
            (server.channel.id,),
            now - timedelta(hours=400),
            f"{now - timedelta(minutes=5):%H:%M}",
            ("UTC",),
        )
        fill(side.home / DATABASE, fact_ids(side.home), past)
        async with running(side, server, **FREE) as bot:
            teller.worked = bot.worked
            await teller.step("start", server.wait_ready())
            posted = server.wait_for(lambda: any(each.author == server.bot for each in server.messages()))
            await teller.step("the digest is posted", posted)
            await teller.chapter(digest(teller, now))
            for post in [each for each in server.messages() if each.author == server.bot]:
                await teller.press_all(post)
            await teller.chapter(administer(teller, side, server.admin))
            break_log(side)
            for name in ("log recent", "log unanswered", "status", "mydata", "digest show", "digest list"):
                await teller.slash(name, user=server.admin)
        said(teller, side, bot.lines)
        teller.write_database("database", side.home / DATABASE)
    return teller.pages


def break_log(side: Side) -> None:
    with sqlite3.connect(side.home / DATABASE) as opened:
        opened.execute("ALTER TABLE queries RENAME TO elsewhere")
    opened.close()


def said(teller: Teller, side: Side, lines: list[str]) -> None:
    """Whether a digest is late is found while the start goes on, so that `ready` may stand anywhere."""
    teller.write_unasked()
    teller.write(
        "what the process said",
        log_lines(side.neutral("\n".join(sorted(lines, key=lambda line: line != READY)))),
    )
