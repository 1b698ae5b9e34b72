"""/reload: what changed is told, a bad sheet changes nothing, and one that lost facts waits for consent."""

import asyncio
from pathlib import Path

import pytest

from tests.database.samples import deeds
from tests.discord_server.reply import Reply
from tests.discord_server.server import DiscordServer
from tests.e2e.running import Bot, Start
from tests.e2e.shown import shown

CRITICS = """  - id: critics
    topic: plans
    question: What do critics say about the plan?
    also: [who is against the plan, is the plan dear]
    answer: Critics call the plan too dear.
    quotes: [{source: paper, text: Critics call the plan too dear}]
open_questions:
"""
PLAN = "What do critics say about the plan?"
LAMP = "How high is the lamp above the sea?"


@pytest.fixture
def sheet(home: Path) -> Path:
    return home / "knowledge" / "lighthouse.yaml"


def edit(sheet: Path, old: str, new: str) -> None:
    text = sheet.read_text(encoding="utf-8")
    assert old in text
    sheet.write_text(text.replace(old, new), encoding="utf-8")


def remove_visitors(sheet: Path) -> None:
    text = sheet.read_text(encoding="utf-8")
    start, end = text.index("  - id: visitors"), text.index("open_questions:")
    sheet.write_text(text[:start] + text[end:], encoding="utf-8")


async def reload(server: DiscordServer) -> Reply:
    reply = await server.slash("reload", user=server.admin)
    return await reply.finished()


async def details(bot: Bot) -> list[str]:
    """What the book of admins says, oldest first."""
    actions = await deeds(bot.app.services.database)
    return [f"{action.user_name} {action.action} {action.detail}" for action in reversed(actions)]


async def test_a_new_fact_answers_and_the_change_is_told_and_recorded(
    discord_server: DiscordServer, bot: Bot, sheet: Path
) -> None:
    before = await discord_server.slash("ask", {"question": PLAN})
    old = bot.app.services.snapshots.current.version
    edit(sheet, "open_questions:\n", CRITICS)

    report = await reload(discord_server)
    after = await discord_server.slash("ask", {"question": PLAN})

    new = bot.app.services.snapshots.current.version
    assert report.ephemeral
    assert f"version {old} became {new}" in report.text
    assert "Facts added (1): critics" in report.text.replace("\\", "")
    assert "Gained: “What do critics say about the plan?” (critics)" in report.text.replace("\\", "")
    assert "too dear" not in before.text
    assert "Critics call the plan too dear." in after.text
    assert await details(bot) == [f"adam reload applied: {old} to {new}, facts 1 added, 0 changed, 0 removed"]


async def test_an_unchanged_sheet_is_told_so(discord_server: DiscordServer, bot: Bot) -> None:
    report = await reload(discord_server)

    assert f"Nothing has changed: version {bot.app.services.snapshots.current.version}" in report.text


async def test_every_problem_is_told_with_its_place_and_every_answer_stays(
    discord_server: DiscordServer, bot: Bot, sheet: Path
) -> None:
    before = await discord_server.slash("ask", {"question": LAMP})
    edit(sheet, "Its lamp stands 42 metres", "Its lamp stands 43 metres")
    edit(sheet, "topic: plans", "topc: plans")

    report = await reload(discord_server)
    after = await discord_server.slash("ask", {"question": LAMP})

    said = report.text.replace("\\", "")
    assert "The sheet has 2 problems and was not loaded" in said
    assert all(f"lighthouse.yaml:{line}:" in said for line in (24, 34))
    assert shown(before) == shown(after)
    assert await details(bot) == ["adam reload refused: 2 problems"]


async def test_only_the_owners_are_told_where_on_the_machine_the_files_are(
    discord_server: DiscordServer, start: Start, sheet: Path, home: Path
) -> None:
    owner = discord_server.add_user("owner")
    discord_server.add_member(discord_server.guild, owner)

    async with start(BOT_DISCORD__OWNER_IDS=str(owner.id)):
        edit(sheet, "topic: plans", "topc: plans")
        edit(sheet, "seeds/lighthouse.txt", "seeds/letter.txt")
        admins = (await reload(discord_server)).text.replace("\\", "")
        owners = await (await discord_server.slash("reload", user=owner)).finished()

    assert "knowledge/lighthouse.yaml:" in admins
    assert "seeds/letter.txt does not exist" in admins
    assert str(home) not in admins
    assert f"{home}/knowledge/lighthouse.yaml:" in owners.text.replace("\\", "")


async def test_a_long_report_comes_as_a_file_as_well(
    discord_server: DiscordServer, bot: Bot, sheet: Path
) -> None:
    copies = "".join(f"  - {{id: copy{number}, topic: plans}}\n" for number in range(80))
    edit(sheet, "open_questions:\n", f"{copies}open_questions:\n")

    report = await reload(discord_server)

    (file,) = report.files
    assert bot.app.client.is_ready()
    assert file.name == "reload.txt"
    assert "The full report is in the file." in report.text
    assert file.text.count("lighthouse.yaml:") > 40


async def test_a_long_list_of_facts_is_no_wall_on_a_phone(
    discord_server: DiscordServer, bot: Bot, sheet: Path
) -> None:
    start, end = CRITICS.index("  - id"), CRITICS.index("open_questions:")
    facts = "".join(CRITICS[start:end].replace("critics", f"critics-{number}", 1) for number in range(70))
    edit(sheet, "open_questions:\n", f"{facts}open_questions:\n")

    report = await reload(discord_server)

    (file,) = report.files
    listed = next(line for line in report.text.splitlines() if line.startswith("Facts added"))
    assert bot.app.client.is_ready()
    assert "Facts added \\(70\\): critics" in listed
    assert len(listed) <= 700
    assert "critics-69" in file.text


async def test_a_sheet_that_lost_facts_is_applied_by_its_button(
    discord_server: DiscordServer, bot: Bot, sheet: Path
) -> None:
    old = bot.app.services.snapshots.current
    remove_visitors(sheet)

    report = await reload(discord_server)
    held = bot.app.services.snapshots.current
    pressed = await discord_server.click(report, "Apply", user=discord_server.admin)
    await pressed.until(lambda each: "The new sheet is in use" in each.text)

    assert "This would remove 1 of 4 facts" in report.edits[-1].text
    assert report.edits[-1].labels == ["Apply", "Cancel"]
    assert held is old
    assert pressed.user == discord_server.admin
    assert report.labels == []
    assert "visitors" not in bot.app.services.snapshots.current.briefing.facts
    assert [line.split(":")[0] for line in await details(bot)] == ["adam reload held", "adam reload applied"]


async def test_a_sheet_that_lost_facts_can_be_left_alone(
    discord_server: DiscordServer, bot: Bot, sheet: Path
) -> None:
    old = bot.app.services.snapshots.current
    remove_visitors(sheet)

    report = await reload(discord_server)
    await discord_server.click(report, "Cancel", user=discord_server.admin)

    assert report.labels == []
    assert "Cancelled: the sheet stays as it is." in report.text
    assert bot.app.services.snapshots.current is old
    assert (await details(bot))[-1] == "adam reload cancelled"


async def test_the_button_works_after_a_restart(
    discord_server: DiscordServer, start: Start, sheet: Path
) -> None:
    async with start():
        remove_visitors(sheet)
        report = await reload(discord_server)

    async with start():
        pressed = await discord_server.click(report, "Apply", user=discord_server.admin)
        await pressed.until(lambda each: "Nothing has changed" in each.text)

    assert report.labels == []


async def test_consent_does_not_hold_for_another_sheet(
    discord_server: DiscordServer, bot: Bot, sheet: Path
) -> None:
    old = bot.app.services.snapshots.current
    remove_visitors(sheet)
    report = await reload(discord_server)
    edit(sheet, "No builder or architect is named.", "Nobody is named.")

    pressed = await discord_server.click(report, "Apply", user=discord_server.admin)
    await pressed.until(lambda each: len(each.edits) > 1)

    assert "so nothing has changed yet" in report.text
    assert report.labels == ["Apply", "Cancel"]
    assert bot.app.services.snapshots.current is old


async def test_questions_go_on_while_the_sheet_is_reloaded(
    discord_server: DiscordServer, bot: Bot, sheet: Path
) -> None:
    old = bot.app.services.snapshots.current.version
    edit(sheet, "open_questions:\n", CRITICS)

    reloading = discord_server.start_slash("reload", user=discord_server.admin)
    people = [discord_server.add_user(f"reader{number}") for number in range(10)]
    asked = [discord_server.start_slash("ask", {"question": LAMP}, user=user) for user in people]
    answers = await asyncio.gather(*(reply.answered() for reply in asked))
    await reloading.finished()

    new = bot.app.services.snapshots.current.version
    assert all("The lamp stands 42 metres" in answer.text for answer in answers)
    assert {row.sheet for row in await bot.log()} <= {old, new}
    assert len(await bot.log()) == 10


async def test_an_admin_sees_the_questions_of_their_own_server_alone(
    discord_server: DiscordServer, start: Start, sheet: Path
) -> None:
    guild = discord_server.add_guild("Elsewhere")
    channel = discord_server.add_channel("there", guild)
    owner = discord_server.add_user("owner")
    discord_server.add_member(discord_server.guild, owner)

    async with start(BOT_DISCORD__OWNER_IDS=str(owner.id)):
        await discord_server.slash("ask", {"question": PLAN}, channel=channel)
        edit(sheet, "open_questions:\n", CRITICS)
        report = await reload(discord_server)
        edit(sheet, "Critics call the plan too dear.", "They call it too dear.")
        everything = await (await discord_server.slash("reload", user=owner)).finished()

    assert PLAN not in report.text
    assert PLAN in everything.text.replace("\\", "")


async def test_a_rollback_lets_the_sheet_before_answer_again_and_status_says_so(
    discord_server: DiscordServer, start: Start, sheet: Path
) -> None:
    admin = discord_server.admin
    async with start() as bot:
        before = await discord_server.slash("ask", {"question": LAMP})
        edit(sheet, "answer: The lamp stands 42 metres", "answer: It stands 42 metres")
        await reload(discord_server)
        offered = await discord_server.autocomplete("rollback", {"version": ""}, user=admin)
        to_members = await discord_server.autocomplete("rollback", {"version": ""})
        back = await (await discord_server.slash("rollback", user=admin)).finished()
        recorded = await details(bot)
    async with start():
        after = await discord_server.slash("ask", {"question": LAMP})
        status = await (await discord_server.slash("status", user=admin)).finished()
        again = await (await discord_server.slash("rollback", {"version": "nope"}, user=admin)).finished()
        await reload(discord_server)
        reloaded = await (await discord_server.slash("status", user=admin)).finished()

    assert (len(offered), to_members) == (1, [])
    assert "answers again, in place of" in back.text
    assert recorded[-1].startswith("adam rollback back: ")
    assert after.text == before.text
    assert "Rolled back" in status.text
    assert "until its files change or somebody reloads" in status.text
    assert "No other sheet with version nope is kept." in again.text
    assert "Rolled back" not in reloaded.text
