"""The sheets that were served, each whole, and the one that a rollback serves."""

import asyncio
import zlib
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from pydantic import ValidationError

from bot.database.connection import Database, Transaction
from bot.database.instants import from_text, to_text
from bot.database.sheet_state import HELD, held_of
from bot.domain.briefing import Briefing, packed, unpacked
from bot.domain.sheet_state import HeldSheet
from bot.errors import InputError

MOST_KEPT: Final = 10
_KEEP: Final = """
    INSERT INTO kept_sheets (version, title, facts, served_at, content) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (version) DO UPDATE SET served_at = excluded.served_at"""
_SERVE_AGAIN: Final = "UPDATE kept_sheets SET served_at = ? WHERE version = ?"
_PRUNE: Final = """
    DELETE FROM kept_sheets WHERE version NOT IN (
        SELECT version FROM kept_sheets ORDER BY served_at DESC LIMIT ?)
    AND version NOT IN (SELECT version FROM held_sheet)"""
_LISTED: Final = "SELECT version, title, facts, served_at FROM kept_sheets ORDER BY served_at DESC, version"
_HOLD: Final = """
    INSERT INTO held_sheet (only_one, version, files, held_at) VALUES (1, ?, ?, ?)
    ON CONFLICT (only_one) DO UPDATE
    SET version = excluded.version, files = excluded.files, held_at = excluded.held_at"""


@dataclass(frozen=True, slots=True)
class KeptSheet:
    """A sheet that can be brought back; `served_at` is when it began to serve last."""

    version: str
    title: str
    facts: int
    served_at: datetime


async def keep(database: Database, briefing: Briefing, now: datetime) -> None:
    """Keep a sheet that begins to serve, drop the oldest ones, and end any rollback."""
    content = await _content(database, briefing)
    async with database.lasting_transaction() as transaction:
        await _keep_in(transaction, briefing, content, now)
        await transaction.run("DELETE FROM held_sheet")


async def hold(database: Database, briefing: Briefing, files: str, now: datetime) -> None:
    """Serve this sheet from now on, as long as the files stay in this state."""
    content = await _content(database, briefing)
    async with database.lasting_transaction() as transaction:
        await _keep_in(transaction, briefing, content, now)
        await transaction.run(_HOLD, (briefing.version, files, to_text(now)))


async def _content(database: Database, briefing: Briefing) -> bytes | None:
    """All of it, to be kept; None where it is kept already."""
    there = await database.read("SELECT 1 FROM kept_sheets WHERE version = ?", (briefing.version,))
    return None if there else await asyncio.to_thread(_compressed, briefing)


def _compressed(briefing: Briefing) -> bytes:
    compressor = zlib.compressobj(level=1)  # a higher one takes four times as long for a tenth
    return b"".join([*map(compressor.compress, packed(briefing)), compressor.flush()])


def restored(content: bytes) -> Briefing:
    """The briefing as it was served; InputError when another version of the program kept it."""
    try:
        return unpacked(zlib.decompress(content))
    except (zlib.error, ValidationError) as error:
        raise InputError(
            "That sheet was kept by another version of this program and cannot be read."
        ) from error


async def _keep_in(
    transaction: Transaction, briefing: Briefing, content: bytes | None, now: datetime
) -> None:
    if content is None:
        await transaction.run(_SERVE_AGAIN, (to_text(now), briefing.version))
        return
    values = (briefing.version, briefing.sheet.title, len(briefing.facts), to_text(now), content)
    await transaction.run(_KEEP, values)
    await transaction.run(_PRUNE, (MOST_KEPT,))


async def kept(database: Database) -> tuple[KeptSheet, ...]:
    """The sheets that can be brought back, most recent first."""
    return tuple(
        KeptSheet(row["version"], row["title"], row["facts"], from_text(row["served_at"]))
        for row in await database.read(_LISTED)
    )


async def content(database: Database, version: str) -> bytes | None:
    row = await database.first("SELECT content FROM kept_sheets WHERE version = ?", (version,))
    return row["content"] if row else None


async def held(database: Database) -> HeldSheet | None:
    row = await database.first(HELD)
    return held_of(row) if row else None
