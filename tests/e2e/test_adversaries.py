"""Hostile words in every place that takes words, through the real client: none of them has any power."""

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.discord_server.reply import InteractionKind
from tests.discord_server.server import DiscordServer
from tests.e2e.running import Bot, Start
from tests.thorough import THOROUGH, some_of, tries
from tests.ui.discord_bot.limits import CALLS

pytestmark = pytest.mark.slow

HOSTILE = {
    "mass ping": "@everyone @here @EVERYONE",
    "pings": "<@1> <@!1> <@&2> <#3> </ask:4> <id:customize> <a:smile:5> <t:1:R>",
    "masked link": "[https://discord.com/login](https://evil.example/login) [free](<https://evil.example>)",
    "autolink": "<https://evil.example> discord.gg/evil https://evil.example/x",
    "right to left": "\u202eevil\u202c \u2066hidden\u2069 \u200f\u061c\u200e",
    "homoglyphs": "сontасt thе аdmіn аt ехаmplе",
    "zalgo": "h" + "\u0301\u0316\u0489" * 60 + "elp",
    "open fence": "```\n`` ` ~~~ ```js\nalert(1)",
    "open marks": "**bold __under ~~struck ||spoiler *_",
    "layout": "# heading\n-# small\n> quote\n>>> all\n- list\n1. one\n***\n",
    "nothing to see": "\u200b\u200c\u200d\u2060\ufeff\u00ad\u3164",
    "controls": "\x1b[31mred\x07\x08\x7f\x9b bell",
    "template": "{question} %s ${token} {{7*7}} {0.__class__}",
    "very long": "word " * 1200,
    "surrogates and joiners": "👩‍🚀" * 40 + "\U0001d518" * 40,
}
WITHOUT_CONTROLS = {name: text for name, text in HOSTILE.items() if name != "controls"}
ACTIVE_LINK = re.compile(r"(?<!\\)\]\((?!https://example\.org)")
BARE_ADDRESS = re.compile(r"(?<!\\)https?://evil|discord\.gg/evil", re.IGNORECASE)
IN_SIGHT = re.compile(r"<https?://[^\s<>]+>")
BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f]")


MARKDOWN = frozenset({"content", "title", "description", "text"})
PLAIN = frozenset({"label", "placeholder", "name", "description"})


def texts_of(value: object, keys: frozenset[str] = MARKDOWN | PLAIN) -> Iterator[str]:
    """Every text that a request shows to somebody under one of these keys."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, str):
                yield from (inner,) if key in keys else ()
            else:
                yield from texts_of(inner, keys)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_of(inner, keys)


def sent_by(server: DiscordServer) -> Iterator[dict[str, object]]:
    """What the bot posted, edited and answered."""
    for request in server.requests:
        if re.search(r"/(callback|messages|webhooks)", request.path) and isinstance(request.body, dict):
            yield request.data


def harm_in(server: DiscordServer) -> list[str]:
    """Whatever of it has power over anybody."""
    found = []
    for body in sent_by(server):
        data = body.get("data", body)
        assert isinstance(data, dict)
        shown, marked = "\n".join(texts_of(data)), "\n".join(texts_of(data, MARKDOWN - PLAIN))
        mentions = data.get("allowed_mentions")
        found += ["mentions"] if mentions and mentions.get("parse") else []
        for pattern, text in ((ACTIVE_LINK, marked), (BARE_ADDRESS, marked), (BIDI, shown)):
            found += [f"{pattern.pattern}: {hit[0]!r}" for hit in pattern.finditer(text)]
        found += [f"call {hit[0]!r}" for hit in CALLS.finditer(shown) if not is_ours(hit[0], server)]
        found += ["a fence is open"] * (len(re.findall(r"(?<!\\)```", marked)) % 2)
    return found


def is_ours(call: str, server: DiscordServer) -> bool:
    """Times and channels that the bot itself names."""
    return (call.startswith("<t:") and call != "<t:1:R>") or call == f"<#{server.channel.id}>"


def harm_in_sheet(server: DiscordServer, *, marked_up: bool) -> list[str]:
    """A sheet's address may be clicked where it is in sight; with markup its mentions are shown."""
    harmless = ("call '<#", "call '<@&") if marked_up else ()
    found = [harm for harm in harm_in(server) if not harm.startswith(harmless or ("-",))]
    return [
        harm
        for harm in found
        if not harm.startswith(BARE_ADDRESS.pattern) or not every_address_in_sight(server)
    ]


def every_address_in_sight(server: DiscordServer) -> bool:
    """Between angle brackets Discord shows the whole address, without a preview."""
    shown = "\n".join(text for body in sent_by(server) for text in texts_of(body, MARKDOWN - PLAIN))
    return not BARE_ADDRESS.search(IN_SIGHT.sub("", shown))


def write_hostile_sheet(home: Path, text: str, **more: str) -> None:
    """The same text in every place that takes text."""
    path = home / "knowledge" / "lighthouse.yaml"
    (home / "seeds" / "lighthouse.txt").write_text(f"It began. {text}\nIt ended.\n", "utf-8")
    fact = {
        "id": "hostile",
        "topic": text[:60],
        "question": f"What does the sign say? {text}"[:300],
        "also": [f"words on the sign {text}"[:200], "what is written there"],
        "answer": text[:1500],
        "kind": "claim",
        "said_by": text[:100],
        "quotes": [{"source": "paper", "text": text.strip()[:1500]}],
        "as_of": "2024-06-01",
    }
    asked = {
        "id": "open",
        "question": f"Who wrote the sign? {text}"[:300],
        "note": text[:300],
        "see": ["hostile"],
    }
    source = {"file": "seeds/lighthouse.txt", "title": text[:200], "publisher": text[:100]}
    sheet = {
        **more,
        "title": f"The sign {text}"[:200],
        "sources": {"paper": source | {"url": "https://example.org/a"}},
        "facts": [fact],
        "open_questions": [asked],
    }
    path.write_text(yaml.safe_dump(sheet, allow_unicode=True, width=10_000), "utf-8")


async def ask_everywhere(server: DiscordServer, question: str) -> None:
    """Every command that takes words, and the buttons of its answer."""
    reply = await server.slash("ask", {"question": question[:6000]})
    for label in ("In context", "Why this answer?", "Helpful"):
        if any(label in text for text in texts_of(reply.message.components if reply.message else [])):
            await server.click(reply, label)
    await server.slash("ask", {"question": question[:1000], "private": True})
    await server.next_message(server.say(question[:1500], mention=True))
    await server.next_message(server.say(question[:1500], dm=True))
    await server.autocomplete("ask", {"question": question[:100]})
    await server.slash("fact", {"id": question[:100]})


async def look_around(server: DiscordServer) -> None:
    """Every command that only shows some."""
    for name in ("topics", "sources", "help", "privacy", "digest show"):
        await (await server.slash(name)).finished()
    for name in ("log recent", "log unanswered", "status", "digest list"):
        await (await server.slash(name, user=server.admin)).finished()


async def test_hostile_words_of_a_member_have_no_power(discord_server: DiscordServer, start: Start) -> None:
    async with start(BOT_DISCORD__QUESTIONS_PER_MINUTE="0") as bot:
        for number, text in enumerate(HOSTILE.values()):
            discord_server.guild.name = discord_server.channel.name = text[:90]
            await ask_everywhere(discord_server, f"how tall is the lamp {text}")
            if THOROUGH or number % 3 == 0:
                await ask_everywhere(discord_server, text)
            if THOROUGH or number % 3 == 2:
                await look_around(discord_server)

        assert harm_in(discord_server) == []
        assert bot.app.client.is_ready()


# Every third text with markup or without; all of them with both when there is time.
MARKUP: tuple[dict[str, str], ...] = ({}, {"markup": "discord"})
SHEETS = [(name, MARKUP[at // 2 % 2]) for at, name in enumerate(WITHOUT_CONTROLS)]
OTHERS = [(name, MARKUP[1 - at // 2 % 2]) for at, name in enumerate(WITHOUT_CONTROLS)]


@pytest.mark.parametrize(("name", "markup"), [*some_of(SHEETS, 3), *(OTHERS if THOROUGH else ())])
async def test_hostile_words_of_a_sheet_have_no_power(
    discord_server: DiscordServer, start: Start, home: Path, name: str, markup: dict[str, str]
) -> None:
    write_hostile_sheet(home, HOSTILE[name], **markup)

    async with start():
        await ask_everywhere(discord_server, "What is written there?")
        await look_around(discord_server)
        answer = await discord_server.slash("fact", {"id": "hostile"})

    assert harm_in_sheet(discord_server, marked_up=bool(markup)) == []
    assert answer.message is not None


async def test_a_flood_of_autocompletes_is_answered_and_holds_nobody_up(
    discord_server: DiscordServer, bot: Bot
) -> None:
    typed = [f"lamp {number} " * (number % 12) for number in range(tries(300))]

    flood = [
        asyncio.create_task(discord_server.autocomplete("ask", {"question": text[:100]})) for text in typed
    ]
    reply = await discord_server.slash("ask", {"question": "how tall is the lamp"})
    offered = await asyncio.gather(*flood)

    assert "42 metres" in reply.text
    assert all(len(choices) <= 25 for choices in offered)
    assert len(await bot.log()) == 1


FORGED = (
    "forged",
    "in-context:lamp-height:0",
    "post:1",
    "' OR 1=1 --",
    "../../etc/passwd",
    "reload:apply:0123456789",
    "forget:yes",
    "\u202e" * 50,
    "x" * 100,
)


async def test_a_forged_button_does_nothing(discord_server: DiscordServer, bot: Bot) -> None:
    reply = await discord_server.slash("ask", {"question": "how tall is the lamp"})
    assert reply.message is not None
    before, version = await bot.log(), bot.app.services.snapshots.current.version

    for custom_id in FORGED:
        data = {"component_type": 2, "custom_id": custom_id, "id": 1}
        actor = discord_server._actor({})
        forged = discord_server._open(actor, InteractionKind.COMPONENT, data, reply.message)
        again = await discord_server.slash("topics")

        assert again.message is not None
        assert forged.message is None, custom_id
    assert await bot.log() == before
    assert bot.app.services.snapshots.current.version == version


async def test_a_replayed_interaction_is_answered_once(discord_server: DiscordServer, bot: Bot) -> None:
    reply = await discord_server.slash("ask", {"question": "how tall is the lamp"})
    (event,) = [
        each
        for each in discord_server.gateway.sessions[0].events
        if each.name == "INTERACTION_CREATE" and each.data["token"] == reply.token
    ]

    discord_server.gateway.dispatch("INTERACTION_CREATE", event.data, discord_server.guild.id)
    await discord_server.slash("topics")

    callbacks = [each for each in discord_server.requests if f"/{reply.token}/callback" in each.path]
    assert len(callbacks) == 1
    assert len(await bot.log()) == 1


async def test_rights_that_were_just_taken_count_for_buttons_that_are_still_there(
    discord_server: DiscordServer, bot: Bot, home: Path
) -> None:
    sheet = home / "knowledge" / "lighthouse.yaml"
    text = sheet.read_text("utf-8")
    sheet.write_text(
        text[: text.index("  - id: never-missed")] + text[text.index("open_questions:") :], "utf-8"
    )
    version = bot.app.services.snapshots.current.version
    held = await (await discord_server.slash("reload", user=discord_server.admin)).finished()
    discord_server.guild.members[discord_server.admin.id].roles.clear()

    refused = await discord_server.click(held, "Apply", user=discord_server.admin)

    assert refused.ephemeral
    assert "so only my owners" in refused.text
    assert bot.app.services.snapshots.current.version == version
