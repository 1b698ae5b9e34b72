"""/fact, /topics, /sources and /help."""

from pathlib import Path

from tests.discord_server.permission import Permission
from tests.discord_server.reply import CallbackKind
from tests.discord_server.server import DiscordServer
from tests.e2e.running import Bot


async def test_a_fact_is_shown_by_its_id(discord_server: DiscordServer, bot: Bot) -> None:
    reply = await discord_server.slash("fact", {"id": " Lamp-Height "})

    assert bot.app.client.is_ready()
    assert "42 metres" in reply.text
    assert reply.labels == ["In context"]


async def test_an_unknown_fact_is_told_without_the_words_that_were_typed(
    discord_server: DiscordServer, bot: Bot
) -> None:
    near = await discord_server.slash("fact", {"id": "lamp-hight @everyone"})
    far = await discord_server.slash("fact", {"id": "<@1> zzz"})

    assert bot.app.client.is_ready()
    assert near.ephemeral
    assert "everyone" not in near.text
    assert "`/topics` lists them all" in far.text
    assert "zzz" not in far.text


async def test_where_there_are_no_facts_yet_the_documents_are_offered(
    discord_server: DiscordServer, bot: Bot, home: Path
) -> None:
    sheet = home / "knowledge" / "lighthouse.yaml"
    sheet.write_text(sheet.read_text("utf-8").partition("vocabulary:")[0], "utf-8")
    held = await discord_server.slash("reload", user=discord_server.admin)
    await held.finished()
    applied = await discord_server.click(held, "Apply")
    await applied.until(lambda each: "is in use" in each.text)

    fact = await discord_server.slash("fact", {"id": "lamp-height"})
    sources = await discord_server.slash("sources")
    passages = await discord_server.select(sources, "Choose a document to see its passages", "paper")

    assert bot.app.client.is_ready()
    assert "`/search` searches its documents" in fact.text
    assert "`/search` searches it." in passages.text


async def test_a_misspelt_id_is_met_halfway(discord_server: DiscordServer, bot: Bot) -> None:
    reply = await discord_server.slash("fact", {"id": "lamp-hight"})

    assert bot.app.client.is_ready()
    assert "Did you mean `lamp-height`?" in reply.text


async def test_a_question_that_was_typed_and_not_picked_names_its_fact(
    discord_server: DiscordServer, bot: Bot
) -> None:
    own = await discord_server.slash("fact", {"id": "How high is the lamp above the sea?"})
    other = await discord_server.slash("fact", {"id": "height of the lamp"})
    near = await discord_server.slash("fact", {"id": "lamp above the sea"})

    assert bot.app.client.is_ready()
    assert "42 metres" in own.text
    assert "42 metres" in other.text
    assert "There is no fact with that id" in near.text


async def test_an_open_question_is_shown_by_its_id(discord_server: DiscordServer, bot: Bot) -> None:
    choices = await discord_server.autocomplete("fact", {"id": "built"})
    reply = await discord_server.slash("fact", {"id": "Architect"})
    misspelt = await discord_server.slash("fact", {"id": "architekt"})
    fact = await discord_server.select(reply, "See also", "first-lit")

    assert bot.app.client.is_ready()
    assert "architect" in [choice.value for choice in choices]
    assert "The briefing does not say." in reply.text
    assert "4 May 1871" in fact.text
    assert "`architect`" in misspelt.text


async def test_an_open_question_that_comes_closest_can_be_chosen(
    discord_server: DiscordServer, bot: Bot
) -> None:
    noun = await discord_server.slash("ask", {"question": "builder"})
    unsure = await discord_server.slash("ask", {"question": "how many builders"})
    by_number = await discord_server.slash("ask", {"question": "1"})
    await discord_server.click(noun, "Who built the lighthouse?")

    assert bot.app.client.is_ready()
    assert "1. Who built the lighthouse?\n2. " in unsure.text
    assert unsure.labels[0] == "Who built the lighthouse?"
    for shown in (noun, by_number):
        assert "Who built the lighthouse? The briefing does not say." in shown.text


async def test_topics_lead_to_facts_and_back(discord_server: DiscordServer, bot: Bot) -> None:
    topics = await discord_server.slash("topics")
    menu = topics.message.controls[0] if topics.message else {}
    history = next(option["value"] for option in menu["options"] if option["label"] == "history")

    topic = await discord_server.select(topics, "Choose a topic", history)
    within = topics.text
    fact = await discord_server.select(topics, "Choose a question", "never-missed")
    shown = topics.text
    await discord_server.click(topics, "All topics")

    assert bot.app.client.is_ready()
    assert topics.ephemeral
    assert {topic.kind, fact.kind} == {CallbackKind.UPDATE}
    assert "Did the keepers ever miss a night?" in within
    assert "Keeper Ada Brandt said that they never missed a night." in shown
    assert "**building** · 1 fact" in topics.text


async def test_sources_lead_to_passages_in_their_context(discord_server: DiscordServer, bot: Bot) -> None:
    sources = await discord_server.slash("sources")
    listed = sources.text
    await discord_server.select(sources, "Choose a document to see its passages", "paper")
    first = sources.text
    await discord_server.click(sources, "Next quote")

    assert bot.app.client.is_ready()
    assert sources.ephemeral
    assert "4 quotes" in listed
    assert "quote 1 of 4" in first
    assert "**was lit for the first time on 4 May 1871**" in first
    assert "**Its lamp stands 42 metres above the sea**" in sources.text
    assert sources.labels == ["Previous quote", "Next quote"]


async def test_help_names_every_command_of_members(discord_server: DiscordServer, bot: Bot) -> None:
    reply = await discord_server.slash("help")

    assert bot.app.client.is_ready()
    for command in ("/ask", "/fact", "/topics", "/sources", "Find in the briefing"):
        assert command in reply.text
    assert "The lighthouse at Hollow Point" in reply.text


async def test_help_names_what_members_of_a_server_may_and_nothing_for_admins(
    discord_server: DiscordServer, bot: Bot
) -> None:
    here = await discord_server.slash("help")
    alone = await discord_server.slash("help", installed="user")

    assert bot.app.client.is_ready()
    assert "`/digest show` · Show today's digest only to you" in here.text.replace("\\", "")
    assert "/digest" not in alone.text
    assert not any(f"`/{name}" in here.text for name in ("digest list", "log", "reload", "status"))
    assert "For admins" not in here.text


async def test_help_names_to_admins_what_they_may(discord_server: DiscordServer, bot: Bot) -> None:
    known = bot.app.client.wait_for("guild_channel_create")
    elsewhere = discord_server.add_guild("Elsewhere")
    discord_server.add_channel("general", elsewhere)
    manager = discord_server.add_user("manager")
    role = discord_server.add_role(elsewhere, "managers", Permission.MANAGE_GUILD)
    discord_server.add_member(elsewhere, manager, role)
    await known

    theirs = await discord_server.slash("help", user=manager, guild=elsewhere)
    owner = await discord_server.slash("help", user=discord_server.world.application.owner)

    assert "**For admins**\n`/status` · How the bot is doing" in theirs.text
    assert "`/digest` · The daily digest of the briefing" in theirs.text
    assert "/reload" not in theirs.text
    assert "`/reload`" in owner.text


async def test_a_withdrawn_fact_tells_why_and_leads_to_what_holds_instead(
    discord_server: DiscordServer, bot: Bot, home: Path
) -> None:
    sheet = home / "knowledge" / "lighthouse.yaml"
    answer = await discord_server.slash("ask", {"question": "can I visit the tower", "private": True})
    text = sheet.read_text("utf-8")
    start, end = text.index("  - id: visitors"), text.index("open_questions:")
    tombstone = "{id: visitors, date: 2026-01-02, reason: The plan was given up, replacement: first-lit}"
    sheet.write_text(f"{text[:start]}withdrawn: [{tombstone}]\n{text[end:]}", "utf-8")
    await bot.app.services.reloader.reload()

    shown = await discord_server.slash("fact", {"id": "visitors"})
    context = await discord_server.click(answer, "In context")
    instead = await discord_server.click(context, "When was the lighthouse first lit?")
    posted = await discord_server.click(answer, "Post here")

    told = "This fact was withdrawn on 2 January 2026: The plan was given up."
    assert [told in reply.text for reply in (shown, posted)] == [True, True]
    assert "Instead: When was the lighthouse first lit?" in shown.text.replace("\\", "")
    assert told in context.edits[-1].text if context.edits else told in context.text
    assert "4 May 1871" in instead.text
