"""/gaps: what people asked in vain, for admins of their server, with what would close it."""

import pytest

from bot.database import taught_ways
from bot.database.query_log import Outcome
from bot.services.gap_closing import MOST_WAYS
from bot.ui.texts import gaps as texts
from bot.ui.texts import teaching
from tests.database.samples import deeds
from tests.discord_server.reply import Reply
from tests.discord_server.server import DiscordServer
from tests.e2e.running import Bot
from tests.e2e.test_admin_reading import as_admin, fill
from tests.e2e.test_admin_refusals import REFUSAL
from tests.services.test_batch_teaching import HARMFUL, LOST

CRITICS = ("what do the critics say", "critics of the plan?", "what do critics say of it")


async def changed(server: DiscordServer, reply: Reply, wanted: str, *values: str) -> None:
    """Press a button or choose in a menu, and wait for what it shows instead."""
    before = len(reply.edits)
    if values:
        pressed = await server.select(reply, wanted, *values, user=server.admin)
    else:
        pressed = await server.click(reply, wanted, user=server.admin)
    await pressed.until(lambda each: len(each.edits) > before)


def keys(gaps: Reply) -> list[str]:
    """The gaps that can be chosen."""
    assert gaps.message is not None
    return [option["value"] for option in gaps.message.controls[0]["options"]]


async def test_a_gap_is_listed_opened_and_dismissed(discord_server: DiscordServer, bot: Bot) -> None:
    for question in CRITICS:
        await discord_server.slash("ask", {"question": question})
    gaps = await as_admin(discord_server, "gaps")
    listed = gaps.text
    await changed(discord_server, gaps, "pick-gap", *keys(gaps))
    opened = gaps.text
    await changed(discord_server, gaps, texts.DISMISS)
    again = await as_admin(discord_server, "gaps")

    assert gaps.ephemeral
    assert "3 times by 1 person" in listed
    assert "Critics call the plan too dear." in opened.replace("*", "")
    assert "facts:" in opened
    assert texts.NONE in again.text
    assert [a.action for a in await deeds(bot.app.services.database)][1] == "gap dismissed"


async def test_admins_see_the_gaps_of_their_own_server_alone(discord_server: DiscordServer, bot: Bot) -> None:
    await fill(bot, 999, 3, outcome=Outcome.UNKNOWN, text="what do the critics say")

    gaps = await as_admin(discord_server, "gaps")

    assert texts.NONE in gaps.text


async def test_a_gap_that_is_gone_is_told(discord_server: DiscordServer, bot: Bot) -> None:
    await fill(bot, discord_server.guild.id, 1, outcome=Outcome.UNKNOWN, text="what do the critics say")
    gaps = await as_admin(discord_server, "gaps")
    [key] = keys(gaps)
    async with bot.app.services.database.transaction() as transaction:
        await transaction.run("DELETE FROM queries")

    await changed(discord_server, gaps, "pick-gap", key)

    assert texts.GONE in gaps.text


GLOW = ("how elevated is the glow", "elevation of the glow", "what elevation has the glow")


async def opened_gap(
    server: DiscordServer, questions: tuple[str, ...] = GLOW, meant: str = "lamp-height"
) -> Reply:
    for question in questions:
        await server.slash("ask", {"question": question})
    gaps = await as_admin(server, "gaps")
    await changed(server, gaps, "pick-gap", *keys(gaps))
    await changed(server, gaps, teaching.TEACH_ALL)
    await changed(server, gaps, teaching.CHOOSE, meant)
    return gaps


async def answered(server: DiscordServer) -> list[bool]:
    replies = [await server.slash("ask", {"question": question}) for question in GLOW]
    return ["42 metres" in reply.text for reply in replies]


async def test_all_wordings_of_a_gap_are_taught_in_one_step_and_taken_back_in_one(
    discord_server: DiscordServer, bot: Bot
) -> None:
    gaps = await opened_gap(discord_server)
    tried, database = gaps.text.replace("\\", ""), bot.app.services.database
    before = await taught_ways.every(database)
    await changed(discord_server, gaps, teaching.VOUCH_ALL)
    taught = gaps.text
    kept, now = await taught_ways.every(database), await answered(discord_server)
    await changed(discord_server, gaps, teaching.TAKE_ALL_BACK)

    assert "These would lead to lamp-height:" in tried
    assert all(way in tried for way in GLOW)
    assert teaching.NO_NAMES in tried
    assert before == ()
    assert "Taught: these now lead to lamp-height." in taught.replace("\\", "")
    assert sorted(each.way for each in kept) == sorted(GLOW)
    assert {each.taught_by for each in kept} == {bot.app.services.key.hash(discord_server.admin.id)}
    assert now == [True, True, True]
    assert "Taken back: 3 ways of asking." in gaps.text
    assert await taught_ways.every(database) == ()
    details = [action.detail for action in await deeds(database)]
    assert not any("glow" in detail for detail in details)


async def test_the_wordings_of_a_gap_are_reworded_in_one_form(
    discord_server: DiscordServer, bot: Bot
) -> None:
    gaps = await opened_gap(discord_server)

    form = await discord_server.click(gaps, teaching.REWORD_ALL, user=discord_server.admin)
    words = "elevation of the glow\n\nhow elevated the light is"
    said = await discord_server.submit_modal(form, {teaching.REWORDED_ALL: words})
    await said.until(lambda each: "Taught" in each.text)

    kept = await taught_ways.every(bot.app.services.database)
    assert [each.way for each in kept] == ["elevation of the glow", "how elevated the light is"]


async def test_what_was_not_shown_is_not_vouched_for(discord_server: DiscordServer, bot: Bot) -> None:
    gaps = await opened_gap(discord_server)
    await discord_server.slash("ask", {"question": "glow elevation, my aunt asks"})

    await changed(discord_server, gaps, teaching.VOUCH_ALL)

    assert teaching.CHANGED in gaps.text
    assert await taught_ways.every(bot.app.services.database) == ()


async def test_what_was_shown_is_taught_whatever_was_asked_since(
    discord_server: DiscordServer, bot: Bot
) -> None:
    gaps = await opened_gap(discord_server, (HARMFUL,), "visitors")
    await discord_server.slash("ask", {"question": LOST})

    await changed(discord_server, gaps, teaching.VOUCH_ALL)

    assert teaching.CHANGED not in gaps.text
    assert [each.way for each in await taught_ways.every(bot.app.services.database)] == [HARMFUL]


async def test_a_gap_that_was_taught_is_gone_from_the_list(discord_server: DiscordServer, bot: Bot) -> None:
    gaps = await opened_gap(discord_server)

    await changed(discord_server, gaps, teaching.VOUCH_ALL)
    await changed(discord_server, gaps, texts.ALL_GAPS)
    closed = gaps.text
    again = await as_admin(discord_server, "gaps")

    assert bot.app.client.is_ready()
    assert texts.NONE in closed
    assert texts.NONE in again.text


async def test_a_gap_is_taught_whatever_another_server_asked(discord_server: DiscordServer, bot: Bot) -> None:
    await fill(bot, 999, 1, text=LOST)
    gaps = await opened_gap(discord_server, (HARMFUL,), "visitors")

    await changed(discord_server, gaps, teaching.VOUCH_ALL)

    assert teaching.CHANGED not in gaps.text
    assert [each.way for each in await taught_ways.every(bot.app.services.database)] == [HARMFUL]


@pytest.mark.parametrize("label", [teaching.VOUCH_ALL, teaching.REWORD_ALL])
async def test_who_is_no_curator_any_more_teaches_no_gap(
    discord_server: DiscordServer, bot: Bot, label: str
) -> None:
    gaps = await opened_gap(discord_server)
    discord_server.guild.members[discord_server.admin.id].roles.clear()

    refused = await discord_server.click(gaps, label, user=discord_server.admin)

    assert REFUSAL in refused.text
    assert await taught_ways.every(bot.app.services.database) == ()


async def test_of_more_lines_than_one_step_takes_the_rest_is_named(
    discord_server: DiscordServer, bot: Bot
) -> None:
    gaps = await opened_gap(discord_server)
    ways = [f"elevation of glow number {thing}" for thing in range(MOST_WAYS + 1)]

    form = await discord_server.click(gaps, teaching.REWORD_ALL, user=discord_server.admin)
    said = await discord_server.submit_modal(form, {teaching.REWORDED_ALL: "\n".join(ways)})
    await said.until(lambda each: teaching.TITLE in each.text and ways[-1] in each.text)

    assert teaching.too_many(ways[-1]) in said.text
    assert ways[-1] not in [each.way for each in await taught_ways.every(bot.app.services.database)]
