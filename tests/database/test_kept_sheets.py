"""A sheet is kept once, however often it begins to serve."""

from datetime import timedelta

from bot.database import kept_sheets
from bot.database.connection import Database
from bot.domain.briefing import Briefing
from tests.database.samples import NOON


async def test_what_serves_again_is_still_there_as_a_whole(database: Database, briefing: Briefing) -> None:
    later = NOON + timedelta(hours=1)
    await kept_sheets.keep(database, briefing, NOON)

    await kept_sheets.keep(database, briefing, later)

    (kept,) = await kept_sheets.kept(database)
    assert (kept.version, kept.served_at) == (briefing.version, later)
    assert kept_sheets.restored(await kept_sheets.content(database, kept.version) or b"") == briefing


async def test_what_serves_again_can_be_held(database: Database, briefing: Briefing) -> None:
    await kept_sheets.keep(database, briefing, NOON)

    await kept_sheets.hold(database, briefing, "as they are", NOON)

    held = await kept_sheets.held(database)
    assert held is not None
    assert kept_sheets.restored(held.content) == briefing
