"""The ledger of digests: one row a channel and local day, moved from state to state by compare-and-set.

planned → sending → sent | skipped. `attempts` counts the claims and is the token of the one who holds
the row: whoever has an older number comes too late, and every change tells so by returning None.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from bot.database.connection import Database, Row, Transaction
from bot.database.instants import from_optional, from_text, to_text
from bot.domain.digest.label import nonce
from bot.domain.digest.schedule import Slot

NO_LIMIT: Final = -1  # as SQLite has it


class State(StrEnum):
    """How far a digest has come."""

    PLANNED = "planned"
    SENDING = "sending"
    SENT = "sent"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Content:
    """What a digest shows: the sheet, and its facts in order (the first is the day's)."""

    sheet: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One digest as the ledger knows it; `number` counts a channel's digests from 1."""

    channel_id: int
    slot: Slot
    state: State
    nonce: str
    number: int | None
    attempts: int
    sheet: str | None
    message_id: int | None
    reason: str | None
    settled_at: datetime | None
    asked_after: datetime | None = None
    """By Discord's time: its message is younger than this, whatever our own clock said."""


_OF_DAY: Final = "SELECT * FROM digests WHERE channel_id = ? AND day = ?"
_PLAN: Final = """
    INSERT INTO digests (channel_id, day, state, planned_for, nonce, planned_at)
    VALUES (?1, ?2, 'planned', ?3, ?4, ?5)
    ON CONFLICT (channel_id, day) DO UPDATE SET planned_for = excluded.planned_for WHERE state = 'planned'"""
_CLAIM: Final = """
    UPDATE digests SET state = 'sending', attempts = attempts + 1, claimed_at = ?4,
        sheet = ?5, asked_after = coalesce(asked_after, ?6), number = coalesce(number, (
            SELECT coalesce(max(number), 0) + 1 FROM digests AS others WHERE others.channel_id = ?1))
    WHERE channel_id = ?1 AND day = ?2 AND state IN ('planned', 'sending') AND attempts = ?3
    RETURNING *"""
_SENT: Final = """
    UPDATE digests SET state = 'sent', message_id = ?4, settled_at = ?5
    WHERE channel_id = ?1 AND day = ?2 AND state = 'sending' AND attempts = ?3 RETURNING *"""
_RELEASE: Final = """
    UPDATE digests SET state = 'planned', number = NULL
    WHERE channel_id = ?1 AND day = ?2 AND state = 'sending' AND attempts = ?3 RETURNING *"""
_SKIP: Final = """
    UPDATE digests SET state = 'skipped', number = NULL, reason = ?4, settled_at = ?5
    WHERE channel_id = ?1 AND day = ?2 AND state IN ('planned', 'sending') AND attempts = ?3 RETURNING *"""
_HISTORY: Final = """
    SELECT * FROM digests WHERE channel_id = ?1 AND (?2 IS NULL OR state = ?2) ORDER BY day DESC LIMIT ?3"""


async def plan(database: Database, channel_id: int, slot: Slot, now: datetime) -> LedgerRow:
    """The row of this channel and day, created when missing; a planned one moves to the new instant."""
    key = (channel_id, slot.day.isoformat())
    values = (*key, to_text(slot.instant), nonce(channel_id, slot.day), to_text(now))
    async with database.lasting_transaction() as transaction:
        await transaction.run(_PLAN, values)
        (row,) = await transaction.run(_OF_DAY, key)
    return _ledger_row(row)


async def claim(
    database: Database,
    seen: LedgerRow,
    content: Content,
    now: datetime,
    asked_after: datetime | None = None,
) -> LedgerRow | None:
    """Take a planned row, or take over one in sending, if it is still as it was seen.

    Of several claimants only one gets the row. What the digest shows is recorded with it.
    """
    after = to_text(asked_after) if asked_after else None
    values = (*_key(seen), to_text(now), content.sheet, after)
    async with database.lasting_transaction() as transaction:
        rows = await transaction.run(_CLAIM, values)
        for row in rows:
            await _note_facts(transaction, row["id"], content.facts)
    return _only(rows)


async def sent(database: Database, held: LedgerRow, message_id: int, now: datetime) -> LedgerRow | None:
    """Discord has the message."""
    return await _settle(database, _SENT, (*_key(held), message_id, to_text(now)))


async def release(database: Database, held: LedgerRow) -> LedgerRow | None:
    """Give the row back for a later try: it is certain that no message was made."""
    return await _settle(database, _RELEASE, _key(held))


async def skip(database: Database, seen: LedgerRow, reason: str, now: datetime) -> LedgerRow | None:
    """Record that this day has no digest, and why; its number goes to the next one."""
    return await _settle(database, _SKIP, (*_key(seen), reason, to_text(now)))


async def unsettled(database: Database) -> tuple[LedgerRow, ...]:
    """Rows in sending: after a crash it is unknown whether their message was made."""
    rows = await database.read("SELECT * FROM digests WHERE state = 'sending' ORDER BY planned_for, id")
    return tuple(_ledger_row(row) for row in rows)


async def history(
    database: Database, channel_id: int, *, limit: int = NO_LIMIT, state: State | None = None
) -> tuple[LedgerRow, ...]:
    """The days of a channel, newest first."""
    rows = await database.read(_HISTORY, (channel_id, state, limit))
    return tuple(_ledger_row(row) for row in rows)


async def row_of_day(database: Database, channel_id: int, day: date) -> LedgerRow | None:
    return _only(await database.read(_OF_DAY, (channel_id, day.isoformat())))


async def last_day(database: Database, channel_id: int) -> date | None:
    """The newest date that was posted or written off."""
    ((newest,),) = await database.read(
        "SELECT max(day) FROM digests WHERE channel_id = ? AND state IN ('sent', 'skipped')", (channel_id,)
    )
    return date.fromisoformat(newest) if newest else None


def _key(row: LedgerRow) -> tuple[int, str, int]:
    return row.channel_id, row.slot.day.isoformat(), row.attempts


async def _settle(database: Database, sql: str, values: Sequence[int | str | None]) -> LedgerRow | None:
    return _only(await database.run(sql, values, lasting=True))


def _only(rows: Sequence[Row]) -> LedgerRow | None:
    return next(map(_ledger_row, rows), None)


async def _note_facts(transaction: Transaction, digest_id: int, facts: Sequence[str]) -> None:
    await transaction.run("DELETE FROM shown_facts WHERE digest_id = ?", (digest_id,))
    await transaction.run_many(
        "INSERT INTO shown_facts VALUES (?, ?, ?)",
        [(digest_id, position, fact) for position, fact in enumerate(facts)],
    )


def _ledger_row(row: Row) -> LedgerRow:
    return LedgerRow(
        channel_id=row["channel_id"],
        slot=Slot(from_text(row["planned_for"]), date.fromisoformat(row["day"])),
        state=State(row["state"]),
        nonce=row["nonce"],
        number=row["number"],
        attempts=row["attempts"],
        sheet=row["sheet"],
        message_id=row["message_id"],
        reason=row["reason"],
        settled_at=from_optional(row["settled_at"]),
        asked_after=from_optional(row["asked_after"]),
    )
