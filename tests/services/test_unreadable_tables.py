"""Where a table cannot be read, a person is told so or is answered without it; nothing ends with an error."""

from pathlib import Path

import pytest

from bot.database.connection import Database
from bot.database.human_questions import Declined
from bot.database.user_key import open_user_key
from bot.errors import InputError, StorageError
from bot.services.awaited_answers import AwaitedAnswers
from bot.services.human import HumanHelp
from bot.services.privacy.wiping import Wiper
from bot.services.rollback import Rollback
from bot.services.serving import Serving
from bot.services.snapshot import Snapshot, Snapshots
from bot.sheets.knowledge import RULES
from tests.database.samples import NOON

ADA = 123456789012345678


async def lose(database: Database, *tables: str) -> None:
    await database.read("PRAGMA foreign_keys = OFF")
    for table in tables:
        await database.read(f"DROP TABLE {table}")


async def test_who_asks_is_answered_without_what_waits_for_them(
    database: Database, snapshot: Snapshot
) -> None:
    key = await open_user_key(database)
    awaited = AwaitedAnswers(Snapshots(snapshot), database, key, lambda: NOON)
    human = HumanHelp(database, key, lambda: NOON)
    await lose(database, "awaited_answers", "human_questions")

    assert await awaited.of_person(ADA) is None
    assert await human.of_person(ADA) is None


async def test_a_wish_that_cannot_be_kept_is_told(database: Database, snapshot: Snapshot) -> None:
    key = await open_user_key(database)
    awaited = AwaitedAnswers(Snapshots(snapshot), database, key, lambda: NOON)
    await lose(database, "awaited_answers")

    with pytest.raises(StorageError, match="nothing has changed"):
        await awaited.wish("r", ADA, None)


async def test_a_question_that_has_gone_cannot_be_handed_on(database: Database) -> None:
    human = HumanHelp(database, await open_user_key(database), lambda: NOON)

    assert await human.begin("gone", ADA, None) is Declined.GONE
    assert await human.find(1) is None
    assert not await human.answer(1, "words")


async def test_the_sheet_serves_with_what_was_known_of_the_database(
    database: Database, snapshot: Snapshot
) -> None:
    serving = Serving(Snapshots(snapshot), lambda: NOON, database, 10, ())
    await lose(database, "taught_ways", "held_sheet", "kept_sheets", "queries")

    await serving.remember()
    history = await serving.history(None)

    assert await serving.what_was_taught() == ()
    assert history.asked == ()


async def test_a_trace_may_be_left_where_nobody_can_tell(database: Database) -> None:
    wiper = Wiper(database)
    well = await wiper.due()
    await lose(database, "meta")

    assert (well, await wiper.due()) == (False, True)


async def test_without_a_database_no_earlier_sheet_can_come_back(home: Path, snapshot: Snapshot) -> None:
    rollback = Rollback(Serving(Snapshots(snapshot), lambda: NOON, None, 10), home / "knowledge", RULES)

    with pytest.raises(InputError, match="no database here that could have kept an earlier sheet"):
        await rollback.others()
