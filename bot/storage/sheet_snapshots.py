"""What the sheet held at a channel's last digest: ids and content hashes, to tell what has changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from bot.storage.database import Database
from bot.storage.instants import to_text


class EntryKind(StrEnum):
    """A fact, or a question the briefing leaves open."""

    FACT = "fact"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """One entry; the title lets a withdrawn fact be named when the sheet has it no more."""

    kind: EntryKind
    id: str
    content_hash: str
    title: str


_LAST: Final = """
    SELECT sheet FROM digests WHERE channel_id = ? AND state = 'sent' ORDER BY day DESC LIMIT 1"""
# One copy a version, kept as long as the last digest of any channel was made from it.
_PRUNE: Final = """
    DELETE FROM sheets WHERE version <> ?1 AND version NOT IN (
        SELECT sheet FROM digests WHERE state = 'sending'
        UNION SELECT sheet FROM digests AS last WHERE state = 'sent' AND day = (
            SELECT max(day) FROM digests WHERE channel_id = last.channel_id AND state = 'sent'))"""


async def keep(database: Database, version: str, entries: Iterable[SheetEntry], now: datetime) -> None:
    """Keep a version of the sheet, once, and let go of those that no digest is compared with any more.

    Call it while the digest made from it is in sending: only then is the version sure to be kept.
    """
    async with database.transaction() as transaction:
        await transaction.run(_PRUNE, (version,))
        new = await transaction.run(
            "INSERT INTO sheets VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING 1", (version, to_text(now))
        )
        if new:
            await transaction.run_many(
                "INSERT INTO sheet_entries VALUES (?, ?, ?, ?, ?)",
                [(version, e.kind, e.id, e.content_hash, e.title) for e in entries],
            )


async def at_last_digest(database: Database, channel_id: int) -> tuple[SheetEntry, ...] | None:
    """The sheet that a channel's last digest was made from; None before its first."""
    last = await database.read(_LAST, (channel_id,))
    return await kept(database, last[0]["sheet"]) if last else None


async def kept(database: Database, version: str) -> tuple[SheetEntry, ...] | None:
    """The entries of a version, or None when it is not kept."""
    if not await database.read("SELECT 1 FROM sheets WHERE version = ?", (version,)):
        return None
    rows = await database.read(
        "SELECT * FROM sheet_entries WHERE version = ? ORDER BY kind, entry_id", (version,)
    )
    return tuple(
        SheetEntry(EntryKind(row["kind"]), row["entry_id"], row["content_hash"], row["title"]) for row in rows
    )
