"""The next digest knows what the earlier ones showed, and the sheet they were made from."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from bot.database import digest_log
from bot.database.connection import Database
from bot.database.digest_log import Content, LedgerRow
from bot.database.digest_past import past, remember
from bot.domain.digest.changes import Entry, EntryKind
from bot.domain.digest.digest import EarlierDigests
from bot.domain.digest.rotation import Showing
from bot.domain.digest.schedule import Slot
from tests.database.samples import NOON

FIRST = date(2025, 4, 9)
ALWAYS = date(9999, 1, 1)


def entries(*ids: str) -> list[Entry]:
    facts = [Entry(EntryKind.FACT, id_, f"hash of {id_}", f"What is {id_}?") for id_ in ids]
    return [*facts, Entry(EntryKind.OPEN, "age", "hash", "How old?")]


async def begin(database: Database, day: int, sheet: str, ids: Sequence[str], channel: int = 1) -> LedgerRow:
    slot = Slot(NOON + timedelta(days=day), FIRST + timedelta(days=day))
    seen = await digest_log.plan(database, channel, slot, NOON)
    held = await digest_log.claim(database, seen, Content(sheet, tuple(ids)[:2]), NOON)
    assert held is not None
    await remember(database, held, entries(*ids), NOON)
    return held


async def post(database: Database, day: int, sheet: str, ids: Sequence[str], channel: int = 1) -> None:
    held = await begin(database, day, sheet, ids, channel)
    assert await digest_log.sent(database, held, 1000 + day, NOON)


async def test_a_new_channel_has_no_past(database: Database) -> None:
    assert await past(database, 1, ALWAYS) == EarlierDigests()


async def test_the_past_is_what_was_posted_in_order_with_arrivals_and_the_last_sheet(
    database: Database,
) -> None:
    await post(database, 0, "v1", "abc")
    await post(database, 1, "v2", "bcd")
    await post(database, 1, "v1", "xyz", channel=2)

    known = await past(database, 1, ALWAYS)

    assert known.history == (
        Showing(FIRST, ("a", "b")),
        Showing(FIRST + timedelta(days=1), ("b", "c")),
    )
    assert known.arrivals == {"b": 0, "c": 0, "d": 1}
    assert known.entries is not None
    assert set(known.entries) == set(entries("b", "c", "d"))


async def test_a_digest_that_was_not_posted_has_shown_nothing(database: Database) -> None:
    await post(database, 0, "v1", "ab")
    skipped = await begin(database, 1, "v2", "bc")
    await digest_log.skip(database, skipped, "refused", NOON)
    await begin(database, 2, "v3", "cd")

    known = await past(database, 1, ALWAYS)

    assert [showing.facts for showing in known.history] == [("a", "b")]
    assert known.entries is not None
    assert set(known.entries) == set(entries("a", "b"))


async def test_a_digest_without_facts_is_still_a_day_of_the_past(database: Database) -> None:
    await post(database, 0, "v1", "")

    known = await past(database, 1, ALWAYS)

    assert known.history == (Showing(FIRST, ()),)
    assert known.entries is not None
    assert list(known.entries) == entries()


async def test_a_preview_of_an_earlier_day_sees_only_what_was_before_it(database: Database) -> None:
    for day in range(3):
        await post(database, day, "v1", "ab")

    known = await past(database, 1, FIRST + timedelta(days=2))

    assert [showing.day for showing in known.history] == [FIRST, FIRST + timedelta(days=1)]


async def test_a_sheet_that_is_no_longer_kept_is_not_replaced_by_an_older_one(database: Database) -> None:
    await post(database, 0, "v0", "ab", channel=2)
    for day in range(4):
        await post(database, day, f"v{day}", "ab")

    known = await past(database, 1, FIRST + timedelta(days=2))

    assert len(known.history) == 2
    assert known.entries is None


async def test_remembering_twice_changes_nothing(database: Database) -> None:
    held = await begin(database, 0, "v1", "ab")

    await remember(database, held, entries("a", "b"), NOON + timedelta(days=1))
    await digest_log.sent(database, held, 1, NOON)
    known = await past(database, 1, ALWAYS)

    assert known.arrivals == {"a": 0, "b": 0}
    assert known.entries is not None
    assert len(known.entries) == 3


async def test_only_sheets_that_a_digest_may_be_compared_with_are_kept(database: Database) -> None:
    for day in range(5):
        await post(database, day, f"v{day}", "ab")
    await post(database, 0, "v0", "ab", channel=2)

    await begin(database, 5, "v5", "ab")
    rows = await database.read("SELECT version FROM sheets ORDER BY version")

    assert [row["version"] for row in rows] == ["v0", "v4", "v5"]


async def test_a_digest_that_nobody_holds_has_no_sheet_to_remember(database: Database) -> None:
    planned = await digest_log.plan(database, 1, Slot(NOON, FIRST), NOON)

    with pytest.raises(ValueError, match="claimed"):
        await remember(database, planned, entries("a"), NOON)
