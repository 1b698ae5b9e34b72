"""Ways of asking that curators taught a running bot, each spelling once."""

from typing import Final

from bot.database.connection import Database
from bot.database.instants import to_text
from bot.database.sheet_state import EVERY_WAY, taught_of
from bot.domain.alike import alike
from bot.domain.taught_way import TaughtWay

_INSERT: Final = """
    INSERT INTO taught_ways (entry_id, way, spelling, taught_by, taught_at) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (spelling) DO UPDATE SET entry_id = excluded.entry_id, way = excluded.way,
        taught_by = excluded.taught_by, taught_at = excluded.taught_at
    RETURNING id"""


async def insert(database: Database, taught: TaughtWay) -> int:
    """Its number; the same words in another spelling are replaced."""
    values = (taught.entry_id, taught.way, alike(taught.way), taught.taught_by, to_text(taught.taught_at))
    async with database.lasting_transaction() as transaction:
        (row,) = await transaction.run(_INSERT, values)
    return int(row["id"])


async def remove(database: Database, number: int) -> None:
    async with database.lasting_transaction() as transaction:
        await transaction.run("DELETE FROM taught_ways WHERE id = ?", (number,))


async def every(database: Database) -> tuple[TaughtWay, ...]:
    """All of them, in the order in which they were taught first."""
    return tuple(map(taught_of, await database.read(EVERY_WAY)))
