"""Ways of asking that curators taught a running bot, each spelling once."""

from collections.abc import Iterable
from typing import Final

from bot.database.connection import Database
from bot.database.instants import to_text
from bot.database.sheet_state import EVERY_WAY, taught_of
from bot.domain.question_key import question_key
from bot.domain.sheet_state import TaughtWay

_INSERT: Final = """
    INSERT INTO taught_ways (entry_id, way, spelling, taught_by, taught_at) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (spelling) DO UPDATE SET entry_id = excluded.entry_id, way = excluded.way,
        taught_by = excluded.taught_by, taught_at = excluded.taught_at
    RETURNING id"""


async def insert(database: Database, taught: TaughtWay) -> int:
    """Returns its number; the same words in another spelling are replaced."""
    (number,) = await insert_all(database, (taught,))
    return number


async def insert_all(database: Database, taught: Iterable[TaughtWay]) -> tuple[int, ...]:
    """Returns their numbers; either all are stored or none."""
    numbers = list[int]()
    async with database.lasting_transaction() as transaction:
        for each in taught:
            values = (
                each.entry_id,
                each.way,
                question_key(each.way),
                each.taught_by,
                to_text(each.taught_at),
            )
            (row,) = await transaction.run(_INSERT, values)
            numbers.append(int(row["id"]))
    return tuple(numbers)


async def remove_all(database: Database, numbers: Iterable[int]) -> None:
    async with database.lasting_transaction() as transaction:
        for number in numbers:
            await transaction.run("DELETE FROM taught_ways WHERE id = ?", (number,))


async def every(database: Database) -> tuple[TaughtWay, ...]:
    """All of them, in the order in which they were first taught."""
    return tuple(map(taught_of, await database.read(EVERY_WAY)))
