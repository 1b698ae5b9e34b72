"""One row a channel and day, and only one holder of it, whoever else tries."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.database import digest_log
from bot.database.connection import Database
from bot.database.digest_log import Content, LedgerRow, State
from bot.domain.digest.schedule import Slot
from tests.database.samples import NOON, furnished

TODAY = date(2025, 4, 9)
SLOT = Slot(NOON, TODAY)
CONTENT = Content("sheet-1", ("a", "b"))
HUGE = 2**63 - 1


PATIENT = 60.0  # seconds: whoever takes part in a race waits for the others, however busy the machine


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with furnished(tmp_path / "bot.sqlite3", busy_seconds=PATIENT) as opened:
        yield opened


@pytest.fixture
async def other(database: Database) -> AsyncIterator[Database]:
    """A second connection, as of a second process."""
    async with furnished(database.path, busy_seconds=PATIENT) as opened:
        yield opened


def slot(day: int) -> Slot:
    return Slot(NOON + timedelta(days=day), TODAY + timedelta(days=day))


async def held(database: Database, channel: int = 1, at: Slot = SLOT) -> LedgerRow:
    row = await digest_log.claim(database, await digest_log.plan(database, channel, at, NOON), CONTENT, NOON)
    assert row is not None
    return row


async def test_a_day_is_planned_once(database: Database, other: Database) -> None:
    rows = await asyncio.gather(*(digest_log.plan(db, 1, SLOT, NOON) for db in (database, other) * 5))

    assert len(set(rows)) == 1
    assert rows[0].state is State.PLANNED
    assert rows[0].slot == SLOT
    assert len(await digest_log.history(database, 1, limit=10)) == 1


async def test_a_planned_day_follows_a_changed_hour_and_a_sent_one_does_not(database: Database) -> None:
    moved = Slot(NOON + timedelta(hours=2), TODAY)
    await digest_log.plan(database, 1, SLOT, NOON)

    planned = await digest_log.plan(database, 1, moved, NOON)
    await digest_log.sent(database, await held(database, at=moved), 77, NOON)
    sent = await digest_log.plan(database, 1, SLOT, NOON)

    assert planned.slot == moved
    assert (sent.state, sent.slot) == (State.SENT, moved)


async def test_of_many_claimants_on_two_connections_one_gets_the_row(
    database: Database, other: Database
) -> None:
    seen = [await digest_log.plan(db, 1, SLOT, NOON) for db in (database, other) * 10]

    claims = await asyncio.gather(
        *(
            digest_log.claim(db, row, CONTENT, NOON)
            for db, row in zip((database, other) * 10, seen, strict=True)
        )
    )

    winners = [row for row in claims if row]
    assert len(winners) == 1
    assert (winners[0].state, winners[0].attempts, winners[0].number) == (State.SENDING, 1, 1)
    assert winners[0].sheet == "sheet-1"


async def test_of_many_that_take_over_one_gets_the_row_and_the_first_holder_is_too_late(
    database: Database, other: Database
) -> None:
    crashed = await held(database)

    takeovers = await asyncio.gather(
        *(digest_log.claim(db, crashed, CONTENT, NOON) for db in (database, other) * 5)
    )
    (winner,) = [row for row in takeovers if row]
    too_late = [
        await digest_log.sent(database, crashed, 1, NOON),
        await digest_log.release(database, crashed),
        await digest_log.skip(database, crashed, "too late", NOON),
    ]
    sent = await digest_log.sent(other, winner, 77, NOON)

    assert winner.attempts == 2
    assert winner.number == crashed.number
    assert too_late == [None, None, None]
    assert sent is not None
    assert (sent.state, sent.message_id, sent.settled_at) == (State.SENT, 77, NOON)


async def test_what_is_settled_stays_settled(database: Database) -> None:
    sent = await digest_log.sent(database, await held(database), 77, NOON)
    skipped = await digest_log.skip(
        database, await digest_log.plan(database, 2, SLOT, NOON), "channel gone", NOON
    )
    assert sent is not None
    assert skipped is not None

    changes = [
        change
        for row in (sent, skipped)
        for change in (
            await digest_log.claim(database, row, CONTENT, NOON),
            await digest_log.sent(database, row, 78, NOON),
            await digest_log.release(database, row),
            await digest_log.skip(database, row, "again", NOON),
        )
    ]

    assert changes == [None] * 8
    assert await digest_log.row_of_day(database, 1, TODAY) == sent
    assert await digest_log.row_of_day(database, 2, TODAY) == skipped
    assert skipped.reason == "channel gone"


async def test_numbers_count_the_digests_of_a_channel_without_a_gap(database: Database) -> None:
    first = await digest_log.sent(database, await held(database, at=slot(0)), 70, NOON)
    await digest_log.skip(database, await held(database, at=slot(1)), "refused", NOON)
    released = await digest_log.release(database, await held(database, at=slot(2)))
    assert released is not None
    again = await digest_log.claim(database, released, CONTENT, NOON)
    elsewhere = await held(database, channel=2, at=slot(2))

    assert first is not None
    assert again is not None
    assert (first.number, again.number, elsewhere.number) == (1, 2, 1)
    assert (released.state, released.number, released.attempts, again.attempts) == (State.PLANNED, None, 1, 2)


async def test_rows_in_sending_are_found_after_a_crash(database: Database) -> None:
    crashed = [await held(database, channel) for channel in (1, 2)]
    await digest_log.sent(database, await held(database, 3), 77, NOON)
    await digest_log.plan(database, 4, SLOT, NOON)

    found = await digest_log.unsettled(database)

    assert list(found) == crashed


async def test_history_is_the_newest_first_and_may_be_of_one_state(database: Database) -> None:
    for day in range(4):
        row = await held(database, at=slot(day))
        if day % 2:
            await digest_log.skip(database, row, "too late", NOON)
        else:
            await digest_log.sent(database, row, 70 + day, NOON)

    everything = await digest_log.history(database, 1, limit=3)
    sent = await digest_log.history(database, 1, limit=3, state=State.SENT)

    assert [row.slot.day.day for row in everything] == [12, 11, 10]
    assert [row.message_id for row in sent] == [72, 70]


async def test_the_last_day_is_the_newest_that_was_posted_or_written_off(database: Database) -> None:
    before = await digest_log.last_day(database, 1)
    await digest_log.sent(database, await held(database, at=slot(0)), 70, NOON)
    await digest_log.skip(database, await held(database, at=slot(1)), "too late", NOON)
    await held(database, at=slot(2))
    await digest_log.plan(database, 1, slot(3), NOON)

    after = await digest_log.last_day(database, 1)

    assert before is None
    assert after == slot(1).day


async def test_the_largest_ids_of_discord_fit(database: Database) -> None:
    row = await digest_log.sent(database, await held(database, channel=HUGE), HUGE, NOON)

    assert row is not None
    assert (row.channel_id, row.message_id) == (HUGE, HUGE)
    assert len(row.nonce) <= 25


@pytest.mark.parametrize(
    "change",
    [
        """INSERT INTO digests (channel_id, day, state, planned_for, nonce, planned_at)
            SELECT channel_id, day, 'planned', planned_for, nonce, planned_at FROM digests""",
        "UPDATE digests SET state = 'sent'",
        "UPDATE digests SET state = 'skipped'",
        "UPDATE digests SET state = 'elsewhere'",
        "UPDATE digests SET nonce = printf('%026d', 1)",
        "UPDATE digests SET number = NULL",
    ],
)
async def test_the_database_itself_refuses_a_row_that_cannot_be(database: Database, change: str) -> None:
    await held(database)

    with pytest.raises(sqlite3.IntegrityError):
        await database.read(change)


async def test_the_ledger_outlives_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite3"
    async with furnished(path) as database:
        before = await held(database)

    async with furnished(path) as database:
        after = await digest_log.row_of_day(database, 1, TODAY)

    assert after == before
