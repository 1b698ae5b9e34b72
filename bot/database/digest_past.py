"""What a channel's next digest must know of earlier ones: facts shown, arrivals, the sheet of then."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Final

from bot.database.connection import Database, Row, Transaction
from bot.database.digest_log import LedgerRow
from bot.database.instants import to_text
from bot.domain.digest.changes import Entry, EntryKind
from bot.domain.digest.digest import EarlierDigests
from bot.domain.digest.rotation import Showing

_SHOWN: Final = """
    SELECT day, fact_id FROM digests LEFT JOIN shown_facts ON digest_id = id
    WHERE channel_id = ? AND state = 'sent' AND day < ? ORDER BY day, position"""
_LAST_ENTRIES: Final = """
    SELECT kind, entry_id, content_hash, title FROM sheet_entries
    WHERE version = ? ORDER BY kind, entry_id"""
_LAST_SHEET: Final = """
    SELECT version FROM digests LEFT JOIN sheets ON version = sheet
    WHERE channel_id = ? AND state = 'sent' AND day < ? ORDER BY day DESC LIMIT 1"""
# One copy a version, kept as long as a digest may be compared with it.
_PRUNE: Final = """
    DELETE FROM sheets WHERE version NOT IN (
        SELECT sheet FROM digests WHERE state = 'sending'
        UNION SELECT sheet FROM digests AS last WHERE state = 'sent' AND day = (
            SELECT max(day) FROM digests WHERE channel_id = last.channel_id AND state = 'sent'))"""
_KEEP: Final = "INSERT INTO sheets VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING 1"
_POSTED: Final = "SELECT count(*) FROM digests WHERE channel_id = ? AND state = 'sent'"
_ARRIVE: Final = "INSERT INTO arrivals VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
_LEAVE: Final = """
    DELETE FROM arrivals WHERE channel_id = ?1 AND NOT EXISTS (
        SELECT 1 FROM sheet_entries WHERE version = ?2 AND kind = 'fact' AND entry_id = fact_id)"""


async def past(database: Database, channel_id: int, before: date) -> EarlierDigests:
    """A channel's digests before a day."""
    key = (channel_id, before.isoformat())
    shown = await database.read(_SHOWN, key)
    arrived = await database.read("SELECT fact_id, digest FROM arrivals WHERE channel_id = ?", (channel_id,))
    sheet = await database.read(_LAST_SHEET, key)
    version = sheet[0]["version"] if sheet else None
    entries = await database.read(_LAST_ENTRIES, (version,)) if version else None
    return EarlierDigests(
        history=tuple(_showings(shown)),
        arrivals={row["fact_id"]: row["digest"] for row in arrived},
        entries=None if entries is None else tuple(map(_entry, entries)),
    )


async def remember(database: Database, held: LedgerRow, entries: Sequence[Entry], now: datetime) -> None:
    """Keep the sheet of a digest that is in sending; doing it again changes nothing."""
    if held.sheet is None:
        raise ValueError("a digest has no sheet before it is claimed")
    async with database.lasting_transaction() as transaction:
        await transaction.run(_PRUNE)
        if await transaction.run(_KEEP, (held.sheet, to_text(now))):
            await transaction.run_many(
                "INSERT INTO sheet_entries VALUES (?, ?, ?, ?, ?)",
                [(held.sheet, entry.kind, entry.id, entry.content_hash, entry.title) for entry in entries],
            )
        await _note_arrivals(transaction, held.channel_id, held.sheet, entries)


async def _note_arrivals(
    transaction: Transaction, channel_id: int, sheet: str, entries: Sequence[Entry]
) -> None:
    await transaction.run(_LEAVE, (channel_id, sheet))
    (posted,) = await transaction.run(_POSTED, (channel_id,))
    facts = [(channel_id, entry.id, posted[0]) for entry in entries if entry.kind is EntryKind.FACT]
    await transaction.run_many(_ARRIVE, facts)


def _showings(rows: Sequence[Row]) -> Iterator[Showing]:
    for day, group in groupby(rows, key=itemgetter("day")):
        facts = tuple(row["fact_id"] for row in group if row["fact_id"] is not None)
        yield Showing(date.fromisoformat(day), facts)


def _entry(row: Row) -> Entry:
    return Entry(EntryKind(row["kind"]), row["entry_id"], row["content_hash"], row["title"])
