"""The chapters of the stories: each a list of deeds, most of them a line."""

import shutil
from datetime import datetime, timedelta
from typing import Any, Unpack

from bench.identity.side import Side
from bench.identity.teller import Teller
from tests.discord_server.acting import Where
from tests.discord_server.errors import missing_access, unknown
from tests.discord_server.faults import Cut, Outage, RateLimited, Refused
from tests.discord_server.people import User
from tests.discord_server.permission import Permission

QUESTIONS = (
    "where did they launch", "how long after liftoff did it dock", "which port did the spacecraft dock to",
    "who is kim", "what about the future", "how old is jonny kim", "zzyzx qwxv plk", "docking-time",
    "docking-port", "", "x" * 1500, "who flew *it* @everyone", "was it 1871",
    "what did trump say about musk and russia",
)  # fmt: skip
FORGED = (
    "context:no-such-fact", "why:1", "choose:1:no-such-fact", "rate:1:helpful", "nonsense", "topics:9",
    "sources:99", "quote:docking-time:99", "topic:abc:0", "post:1:docking-time", "reload:cancel",
)  # fmt: skip
RETRIED = 2.5  # discord.py tries again after a second
CALLBACK = "/interactions/{id}/{token}/callback"
MESSAGES = "/channels/{id}/messages"


async def ask(teller: Teller) -> None:
    server = teller.server
    german = server.add_user("greta", locale="de")
    for number, question in enumerate(QUESTIONS):
        who = server.add_user(f"reader {number}")
        reply = await teller.slash("ask", {"question": question}, user=who)
        if reply is not None and reply.message is not None:
            await teller.press_all(reply, user=german)
            await teller.press_all(reply, user=who)
        private = await teller.slash("ask", {"question": question, "private": True}, user=who)
        if private is not None and "Post here" in private.labels:
            await teller.click(private, "Post here", user=who)
    for typed in ("", "dock", "who is", "docking-time", "zzz", "kim @everyone"):
        await teller.step(f"type {typed}", noted(teller, "ask", {"question": typed}))
        await teller.step(f"type {typed} for a fact", noted(teller, "fact", {"id": typed}))


async def noted(teller: Teller, name: str, values: dict[str, Any], **where: Unpack[Where]) -> None:
    """Choices come in the callback, which is recorded with everything else."""
    await teller.server.autocomplete(name, values, **where)


async def browse(teller: Teller) -> None:
    server = teller.server
    for fact in ("docking-time", " Docking-Time ", "dockng-time", "docking-port", "<@1> zzz"):
        shown = await teller.slash("fact", {"id": fact})
        if shown is not None and shown.labels:
            await teller.press_all(shown)
    await teller.slash("fact", {"id": "docking-time", "private": True})
    topics = await teller.slash("topics")
    await walk(teller, topics, "Choose a topic", "Choose a question")
    sources = await teller.slash("sources")
    await walk(teller, sources, "Choose a document to see its passages")
    await teller.click(sources, "Next quote")
    await teller.click(sources, "Next quote")
    await teller.click(sources, "Previous quote")
    for where in ({}, {"installed": "user"}, {"channel": server.dm()}, {"user": server.admin}):
        await teller.slash("help", **where)
    for forged in FORGED:
        await teller.forged(topics, forged)


async def walk(teller: Teller, reply: Any, *menus: str) -> None:
    """Choose every line of the first menu, and the first line of what it leads to."""
    server = teller.server
    first = next(each for each in reply.message.controls if each.get("options"))
    for value in [option["value"] for option in first["options"]]:
        await teller.step(f"choose {value}", server.select(reply, menus[0], value))
        if len(menus) > 1:
            inner = [each for each in reply.message.controls if each.get("placeholder") == menus[1]]
            if not inner:
                continue
            await teller.step(
                "choose within", server.select(reply, menus[1], inner[0]["options"][0]["value"])
            )
            await teller.click(reply, "In context")
            await teller.click(reply, "All topics")


async def speak(teller: Teller) -> None:
    server = teller.server
    for question in QUESTIONS[:8]:
        mention = server.say(question, mention=True)
        await teller.step(f"mention {question}", server.next_message(mention))
        await teller.step(f"write {question}", server.next_message(server.say(question, dm=True)))
    for words in (QUESTIONS[0], "  ", "lamp " * 300):
        message = server.say(words)
        await teller.step(f"find {words[:9]}", server.context_menu("Find in the briefing", message))
    server.deny(server.channel, Permission.EMBED_LINKS)
    await teller.step("without components", server.next_message(server.say(QUESTIONS[1], mention=True)))
    server.allow(server.channel, Permission.EMBED_LINKS)
    group = server.add_group(server.user, server.admin)
    for name in ("help", "privacy", "topics"):
        await teller.slash(name, channel=group)
    await teller.slash("ask", {"question": QUESTIONS[0]}, channel=group)


async def look_after(teller: Teller) -> None:
    """One's own data."""
    server = teller.server
    await teller.slash("privacy")
    await teller.slash("mydata")
    await teller.slash("mydata", {"by_message": True})
    server.refuse_direct_messages(server.user)
    await teller.slash("mydata", {"by_message": True})
    await teller.click(await teller.slash("forgetme"), "Keep my data")
    await teller.click(await teller.slash("forgetme"), "Forget me")
    await teller.slash("mydata")


async def go_wrong(teller: Teller) -> None:
    server, question = teller.server, {"question": QUESTIONS[0]}
    for fault in (RateLimited(0.01), Outage(502), Cut(), Cut(accepted=True), Refused(unknown("Interaction"))):
        trouble = server.fail("POST", CALLBACK, fault)
        server.start_slash("ask", question)
        await teller.step(f"trouble {fault}", trouble.reached.wait(), RETRIED)
    for fault in (Outage(503), Refused(missing_access())):
        trouble = server.fail("POST", MESSAGES, fault)
        server.say(QUESTIONS[0], mention=True)
        await teller.step(f"trouble of a message {fault}", trouble.reached.wait(), RETRIED)
    for command in server.world.commands.listed():
        if command["name"] == "help":
            await teller.step("a command nobody knows", renamed(teller, command))


async def renamed(teller: Teller, command: Any) -> None:
    """Discord still shows a command that the bot has no more."""
    session = teller.server.gateway.sessions[0]
    await teller.server.slash("help")
    event = next(each for each in reversed(session.events) if each.name == "INTERACTION_CREATE")
    data = event.data | {"data": event.data["data"] | {"name": "gone", "id": command["id"]}}
    teller.server.gateway.dispatch(
        "INTERACTION_CREATE", data | {"id": str(teller.server.world.ids.next())}, teller.server.guild.id
    )


async def digest(teller: Teller, now: datetime) -> None:
    server = teller.server
    admin: Where = {"user": server.admin}
    other = server.add_channel("other")
    await teller.slash("digest show")
    await teller.slash("digest list", **admin)
    in_two_hours = f"{now + timedelta(hours=2):%H:00}"
    for values in (
        {"channel": other, "time": in_two_hours, "timezone": "UTC"},
        {"time": "25:00"},
        {"timezone": "Berlun"},
    ):
        await teller.slash("digest subscribe", values, **admin)
    for date in ("", "2034-05-01", "2034-05-02", "soon", "9999-12-31"):
        await teller.slash(
            "digest preview", {"date": date, "channel": str(other.id)} if date else {}, **admin
        )
    for name in ("pause", "list", "resume", "list", "pause", "unsubscribe", "list", "unsubscribe", "show"):
        values = {} if name in ("list", "show") else {"channel": str(other.id)}
        await teller.slash(f"digest {name}", values, **admin)
    server.deny(other, Permission.SEND_MESSAGES | Permission.EMBED_LINKS)
    await teller.slash("digest subscribe", {"channel": other}, **admin)
    for typed in ("berl", "", "zzz"):
        await teller.step(
            f"type a zone {typed}", noted(teller, "digest subscribe", {"timezone": typed}, **admin)
        )
        await teller.step(
            f"type a channel {typed}", noted(teller, "digest pause", {"channel": typed}, **admin)
        )
    for name in ("subscribe", "list", "pause", "resume", "unsubscribe", "preview"):
        await teller.slash(f"digest {name}")


async def administer(teller: Teller, side: Side, owner: User) -> None:
    server = teller.server
    admin: Where = {"user": server.admin}
    for name in ("reload", "status", "log recent", "log unanswered"):
        await teller.slash(name)
    for name in ("status", "log recent", "log unanswered"):
        for who in (server.admin, owner):
            page = await teller.slash(name, user=who)
            for label in ("More", "More", "Back"):
                if page is not None and label in page.labels:
                    await teller.click(page, label, user=who)
    await teller.slash("reload", **admin)
    for knowledge in ("spoilt/knowledge", "changed/knowledge"):
        put(side, knowledge)
        report = await teller.slash("reload", **admin)
        for label in ("Cancel", "Apply"):
            if report is not None and label in report.labels:
                await teller.click(report, label, **admin)
                report = await teller.slash("reload", **admin)
    for question in QUESTIONS[:4]:
        await teller.slash("ask", {"question": question})
    put(side, "kept")
    await teller.slash("reload", user=owner)
    await teller.slash("status", **admin)


def put(side: Side, knowledge: str) -> None:
    """Put another sheet in the place of the one in use, which is kept."""
    used, kept = side.home / "knowledge", side.home / "kept"
    if not kept.exists():
        shutil.copytree(used, kept)
    shutil.rmtree(used)
    shutil.copytree(side.home / knowledge, used)
