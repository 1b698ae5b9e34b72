"""/gaps: what people asked in vain, for admins of their server, with what would close it."""

from bot.database import audit_log
from bot.database.query_log import Outcome
from bot.ui.texts import gaps as texts
from tests.discord_server.reply import Reply
from tests.discord_server.server import DiscordServer
from tests.e2e.running import Bot
from tests.e2e.test_admin_reading import as_admin, fill

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
    assert [a.action for a in await audit_log.recent(bot.app.services.database, limit=9)][
        1
    ] == "gap dismissed"


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
