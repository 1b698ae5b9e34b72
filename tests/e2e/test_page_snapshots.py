"""Every page of the Discord face over the small sheet is as its golden file has it."""

import json
import sqlite3
from collections.abc import AsyncIterator, Awaitable
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio

from tests.discord_server.permission import Permission
from tests.discord_server.reply import Reply
from tests.discord_server.server import DiscordServer
from tests.e2e.daily import NINE, Daily
from tests.e2e.hours import Hours
from tests.e2e.running import Start
from tests.snapshots.album import hold
from tests.snapshots.camera import Camera

pytestmark = pytest.mark.slow  # other versions of the packages word and wrap some of it in other ways
LAMP = {"question": "how tall is the lamp"}
OPEN = {"question": "who built it"}
STRANGE = {"question": "zzyzx qwxv plk"}
CRITICS = {"question": "what do critics say of the plan"}
STRICT = {"BOT_MATCHING__BOLDNESS": "0"}
SHEET = Path("knowledge") / "lighthouse.yaml"
DATABASE = "data/bot.sqlite3"
AT_HOME = {"BOT_KNOWLEDGE__PATH": "knowledge", "BOT_DATABASE__PATH": DATABASE}


@pytest.fixture
def camera(discord_server: DiscordServer) -> Camera:
    return Camera(discord_server)


@pytest.fixture
def at_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths on pages are those of an operator who starts the bot where the sheet is."""
    monkeypatch.chdir(home)


@pytest_asyncio.fixture
async def bot_at_home(at_home: None, start: Start) -> AsyncIterator[None]:
    del at_home
    async with start(**AT_HOME):
        yield


async def as_admin(server: DiscordServer, name: str, values: dict[str, str] | None = None) -> Reply:
    return await server.slash(name, values, user=server.admin)


async def changed(shown: Reply, pressing: Awaitable[Reply]) -> Reply:
    """Until what was pressed on shows something else."""
    before = len(shown.edits)
    pressed = await pressing
    return await pressed.until(lambda each: len(each.edits) > before)


def alter(change: str) -> None:
    with sqlite3.connect(DATABASE) as opened:
        opened.execute(f"ALTER TABLE {change}")
    opened.close()


def edit(home: Path, old: str, new: str) -> None:
    text = (home / SHEET).read_text("utf-8")
    assert old in text
    (home / SHEET).write_text(text.replace(old, new), "utf-8")


def remove_visitors(home: Path) -> None:
    text = (home / SHEET).read_text("utf-8")
    start, end = text.index("  - id: visitors"), text.index("open_questions:")
    (home / SHEET).write_text(text[:start] + text[end:], "utf-8")


@pytest.mark.usefixtures("bot")
async def test_registered_commands(discord_server: DiscordServer) -> None:
    texts = {
        f"{command['name'].replace(' ', '-').lower()}.json": {
            key: value for key, value in command.items() if key not in {"id", "application_id", "version"}
        }
        for command in discord_server.commands
    }

    hold(
        "discord/commands",
        {name: json.dumps(text, indent=1, ensure_ascii=False) for name, text in texts.items()},
    )


@pytest.mark.usefixtures("bot")
async def test_answers(discord_server: DiscordServer, camera: Camera) -> None:
    answer = await camera.take("answered", discord_server.slash("ask", LAMP))
    await camera.take("in-context", discord_server.click(answer, "In context"))
    await camera.take("why", discord_server.click(answer, "Why this answer?"))
    await camera.take("helpful", discord_server.click(answer, "Helpful"))
    reasons = await camera.take("not-helpful", discord_server.click(answer, "Not helpful"))
    await camera.take("not-helpful-because", discord_server.click(reasons, "It is outdated"))
    private = await camera.take("private", discord_server.slash("ask", LAMP | {"private": True}))
    posting = await discord_server.click(private, "Post here")
    await posting.until(lambda each: bool(each.followups))
    camera.page("posted")
    claim = {"question": "Did the keepers ever miss a night?"}
    await camera.take("claim", discord_server.slash("ask", claim))
    unknown = await camera.take("open-question", discord_server.slash("ask", OPEN))
    await camera.take("why-not", discord_server.click(unknown, "Why this answer?"))
    await camera.take("open-question-nearest", discord_server.slash("ask", {"question": "builder"}))
    await camera.take("unknown", discord_server.slash("ask", STRANGE))
    await camera.take("passages-nearby", discord_server.slash("ask", CRITICS))
    await camera.take("search", discord_server.slash("search", {"words": "critics lamp"}))
    await camera.take("search-nothing", discord_server.slash("search", {"words": "zzyzx"}))
    await camera.take("too-long", discord_server.slash("ask", {"question": "lamp " * 300}))
    await discord_server.autocomplete("ask", {"question": "lamp"})
    camera.page("typing")
    await discord_server.autocomplete("ask", {"question": ""})
    camera.page("typing-nothing")

    hold("discord/ask", camera.pages)


async def test_doubts_and_limits(discord_server: DiscordServer, start: Start, camera: Camera) -> None:
    other = discord_server.admin
    async with start(**STRICT, BOT_DISCORD__QUESTIONS_PER_MINUTE="2"):
        camera.skip()
        asked = {"question": "tower open visitors lamp night"}
        unsure = await camera.take("unsure", discord_server.slash("ask", asked))
        wanted = unsure.labels[0]
        await camera.take("chosen-by-another", discord_server.click(unsure, wanted, user=other))
        await camera.take("chosen", discord_server.click(unsure, wanted))
        await camera.take("too-often", discord_server.slash("ask", asked))

    hold("discord/unsure", camera.pages)


async def test_asking_a_human(discord_server: DiscordServer, start: Start, camera: Camera) -> None:
    desk, admin = discord_server.add_channel("curators"), discord_server.admin
    role = discord_server.add_role(discord_server.guild, "curators")
    async with start(BOT_CURATORS__CHANNEL=str(desk.id), BOT_CURATORS__ROLE=str(role.id)) as bot:
        camera.skip()
        answer = await camera.take("offered", discord_server.slash("ask", STRANGE))
        shared = await camera.take("shared-first", discord_server.click(answer, "Ask a human"))
        await camera.take("card", discord_server.click(shared, "Send it with my name"))
        (card,) = discord_server.messages(desk)
        form = await discord_server.click(card, "Answer", user=admin)
        camera.skip()
        written = await discord_server.submit_modal(
            form, {"Your answer, as the person will read it": "In May."}
        )
        await written.until(lambda each: bool(each.followups))
        camera.page("answered")
        made = discord_server.click(card, "Make it a fact", user=admin)
        await camera.take("made-a-fact", made)
        await bot.app.client.equipment.chores.attend()
        camera.page("told-and-weekly-health")

    hold("discord/human", camera.pages)


@pytest.mark.usefixtures("bot")
async def test_browsing(discord_server: DiscordServer, camera: Camera) -> None:
    await camera.take("fact", discord_server.slash("fact", {"id": "visitors"}))
    await camera.take("fact-left-open", discord_server.slash("fact", {"id": "architect"}))
    await camera.take("fact-misspelt", discord_server.slash("fact", {"id": "visitor"}))
    await camera.take("fact-unknown", discord_server.slash("fact", {"id": "zzz"}))
    topics = await camera.take("topics", discord_server.slash("topics"))
    menu = topics.message.controls[0] if topics.message else {}
    history = next(option["value"] for option in menu["options"] if option["label"] == "history")
    await camera.take("topic", discord_server.select(topics, "Choose a topic", history))
    await camera.take("topic-fact", discord_server.select(topics, "Choose a question", "first-lit"))
    await camera.take("all-topics", discord_server.click(topics, "All topics"))
    sources = await camera.take("sources", discord_server.slash("sources"))
    document = "Choose a document to see its passages"
    await camera.take("passage", discord_server.select(sources, document, "paper"))
    await camera.take("next-passage", discord_server.click(sources, "Next quote"))
    await camera.take("help", discord_server.slash("help"))
    await camera.take("help-alone", discord_server.slash("help", installed="user"))

    hold("discord/browse", camera.pages)


MARKED = """answer: |
      It was **first lit** on 4 May 1871:
      - see [the log](https://example.org/log_book), or ask in <#123456789012345678>
      ```sh
      light --first
      ```
"""


async def test_markup(discord_server: DiscordServer, home: Path, start: Start, camera: Camera) -> None:
    edit(home, "\nsources:", "\nmarkup: discord\nsources:")
    edit(home, "answer: It was lit for the first time on 4 May 1871.\n", MARKED)
    async with start():
        camera.skip()
        asked = {"question": "When was the lighthouse first lit?"}
        await camera.take("answered", discord_server.slash("ask", asked))
        await camera.take("listed", discord_server.slash("ask", OPEN))

    hold("discord/markup", camera.pages)


@pytest.mark.usefixtures("bot")
async def test_messages(discord_server: DiscordServer, camera: Camera) -> None:
    server, lamp = discord_server, LAMP["question"]
    await camera.hear("mention", server.say(lamp, mention=True))
    await camera.hear("mention-without-words", server.say("", mention=True))
    await camera.hear("direct-message", server.say(lamp, dm=True))
    find = "Find in the briefing"
    await camera.take("found-in-a-message", server.context_menu(find, server.say(lamp)))
    await camera.take("nothing-to-find", server.context_menu(find, server.say("  ")))
    server.deny(server.channel, Permission.EMBED_LINKS)
    await camera.hear("without-embeds", server.say(lamp, mention=True))

    hold("discord/messages", camera.pages)


async def test_privacy(discord_server: DiscordServer, start: Start, camera: Camera) -> None:
    server = discord_server
    settings = {"BOT_PRIVACY__CONTACT": "keeper", "BOT_PRIVACY__POLICY_URL": "https://example.org/privacy"}
    async with start(**settings):
        camera.skip()
        await camera.take("privacy", server.slash("privacy"))
        await server.slash("ask", LAMP)
        camera.skip()
        await camera.take("mydata", server.slash("mydata"))
        await camera.take("mydata-by-message", server.slash("mydata", {"by_message": True}))
        server.refuse_direct_messages(server.user)
        await camera.take("mydata-refused-by-message", server.slash("mydata", {"by_message": True}))
        kept = await camera.take("forgetme", server.slash("forgetme"))
        await camera.take("kept", server.click(kept, "Keep my data"))
        asked = await server.slash("forgetme")
        camera.skip()
        await camera.take("forgotten", server.click(asked, "Forget me"))

    hold("discord/privacy", camera.pages)


@pytest.mark.usefixtures("bot_at_home")
async def test_reload(discord_server: DiscordServer, home: Path, camera: Camera) -> None:
    server, admin = discord_server, discord_server.admin
    await camera.take("unchanged", as_admin(server, "reload"))
    await camera.take("not-for-members", server.slash("reload"))
    edit(home, "The lamp stands 42 metres above the sea.", "It stands 42 metres above the sea.")
    await camera.take("applied", as_admin(server, "reload"))
    text = (home / SHEET).read_text("utf-8")
    remove_visitors(home)
    held = await camera.take("held", as_admin(server, "reload"))
    await camera.take("cancelled", server.click(held, "Cancel", user=admin))
    held = await (await as_admin(server, "reload")).finished()
    camera.skip()
    await camera.take("agreed", server.click(held, "Apply", user=admin))
    (home / SHEET).write_text(text.replace("topic: plans", "topc: plans"), "utf-8")
    await camera.take("refused", as_admin(server, "reload"))

    hold("discord/reload", camera.pages)


@pytest.mark.usefixtures("bot_at_home")
async def test_log_and_status(discord_server: DiscordServer, camera: Camera) -> None:
    server, admin = discord_server, discord_server.admin
    await camera.take("log-recent-empty", as_admin(server, "log recent"))
    await camera.take("log-unanswered-empty", as_admin(server, "log unanswered"))
    for number in range(11):
        await server.slash("ask", {"question": f"zzyzx {number}"} if number % 2 else LAMP)
    camera.skip()
    shown = await camera.take("log-recent", as_admin(server, "log recent"))
    await camera.take("log-recent-more", server.click(shown, "More", user=admin))
    await camera.take("log-unanswered", as_admin(server, "log unanswered"))
    await server.slash("ask", CRITICS)
    camera.skip()
    gaps = await camera.take("gaps", as_admin(server, "gaps"))
    assert gaps.message is not None
    [critics] = [o["value"] for o in gaps.message.controls[0]["options"] if "critics" in o["label"]]
    await camera.take("gap", changed(gaps, server.select(gaps, "pick-gap", critics, user=admin)))
    await camera.take("gap-dismissed", changed(gaps, server.click(gaps, "Dismiss", user=admin)))
    status = await camera.take("status", as_admin(server, "status"))
    assert status.ephemeral
    alter("queries RENAME COLUMN guild_id TO elsewhere")
    await camera.take("log-unreadable", as_admin(server, "log recent"))

    hold("discord/log", camera.pages)


@pytest.mark.usefixtures("bot")
async def test_going_on(discord_server: DiscordServer, camera: Camera) -> None:
    server = discord_server
    answer = await server.slash("ask", {"question": "can I visit the tower"})
    form = await server.click(answer, "Follow up")
    camera.skip()
    await camera.take("asked-on", server.submit_modal(form, {"Your next question": "when was it?"}))
    unknown = await server.slash("ask", STRANGE)
    private = await server.slash("ask", STRANGE | {"private": True})
    camera.skip()
    await camera.take("will-tell-here", server.click(unknown, "Tell me if it ever does"))
    await camera.take("will-tell-you", server.click(private, "Tell me if it ever does"))

    hold("discord/going-on", camera.pages)


@pytest.mark.usefixtures("bot_at_home")
async def test_teaching(discord_server: DiscordServer, camera: Camera) -> None:
    server, admin = discord_server, discord_server.admin
    glow = {"question": "how elevated is the glow"}
    taught = await camera.take("taught", as_admin(server, "teach", glow | {"fact": "lamp-height"}))
    await camera.take("taken-back", changed(taught, server.click(taught, "Take it back", user=admin)))
    await camera.take("not-there", as_admin(server, "unteach", glow))
    await camera.take("no-such-fact", as_admin(server, "teach", glow | {"fact": "lamp"}))
    await server.slash("ask", {"question": "who is Ada Brandt"})
    camera.skip()
    lesson = {"question": "who is the keeper Ada Brandt", "fact": "visitors"}
    await camera.take("waits-for-consent", as_admin(server, "teach", lesson))
    answer = await server.slash("ask", glow)
    why = await server.click(answer, "Why this answer?", user=admin)
    camera.skip()
    chosen = await camera.take("which-fact", server.click(why, "Should have been …", user=admin))
    picking = server.select(chosen, "Choose what it should lead to", "lamp-height", user=admin)
    await camera.take("tried", changed(chosen, picking))
    await camera.take("not-for-members", server.slash("teach", glow | {"fact": "lamp-height"}))

    hold("discord/teach", camera.pages)


@pytest.mark.usefixtures("bot_at_home")
async def test_stats_and_rollback(discord_server: DiscordServer, home: Path, camera: Camera) -> None:
    server = discord_server
    await camera.take("stats-of-nothing", as_admin(server, "stats"))
    for question in (LAMP, STRANGE):
        await server.slash("ask", question)
    camera.skip()
    await camera.take("stats", as_admin(server, "stats"))
    await camera.take("stats-not-for-members", server.slash("stats"))
    await camera.take("rollback-nothing-kept", as_admin(server, "rollback"))
    remove_visitors(home)
    held = await (await as_admin(server, "reload")).finished()
    await changed(held, server.click(held, "Apply", user=server.admin))
    camera.skip()
    await camera.take("rollback", as_admin(server, "rollback"))
    await camera.take("rollback-not-for-members", server.slash("rollback"))

    hold("discord/sheet", camera.pages)


@pytest.mark.usefixtures("at_home")
async def test_digest(discord_server: DiscordServer, daily: Daily, hours: Hours, camera: Camera) -> None:
    server = discord_server
    hours.sleepers = 1
    async with daily.live(daily.configure(**AT_HOME)) as bot:
        camera.skip()
        await camera.take("none-listed", as_admin(server, "digest list"))
        await camera.take("shown-unsubscribed", server.slash("digest show"))
        berlin = {"time": "9:00", "timezone": "Europe/Berlin"}
        await camera.take("subscribed", as_admin(server, "digest subscribe", berlin))
        hours.sleepers = 2
        await camera.take("no-time", as_admin(server, "digest subscribe", {"time": "25:00"}))
        await camera.take("no-zone", as_admin(server, "digest subscribe", {"timezone": "Berlun"}))
        await camera.take("listed", as_admin(server, "digest list"))
        await camera.take("paused", as_admin(server, "digest pause"))
        await camera.take("resumed", as_admin(server, "digest resume"))
        for question in (LAMP, OPEN, LAMP, STRANGE, LAMP):
            await server.slash("ask", question)
        await hours.quiet()
        camera.skip()
        preview = await as_admin(server, "digest preview")
        await preview.until(lambda each: bool(each.followups))
        camera.page("previewed")
        await hours.leap(NINE)
        camera.page("posted")
        await camera.take("shown", server.slash("digest show"))
        await server.autocomplete("digest subscribe", {"timezone": "berl"}, user=server.admin)
        camera.page("typing-a-zone")
        sound = bot.app.services.snapshots.current
        bot.app.services.snapshots.replace(replace(sound, briefing=None))  # type: ignore[arg-type]
        await camera.take("unforeseen", server.slash("digest show"))
        bot.app.services.snapshots.replace(sound)
        await camera.take("unsubscribed", as_admin(server, "digest unsubscribe"))

    hold("discord/digest", camera.pages)
