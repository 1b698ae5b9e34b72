"""What an owner was told about a channel already, so that it is said once."""

from datetime import datetime
from enum import StrEnum

from bot.database.connection import Database
from bot.database.instants import to_text


class Notice(StrEnum):
    """The things an owner is told."""

    PAUSED = "paused"
    OVERDUE = "overdue"
    SKIPPED = "skipped"


async def claim(database: Database, channel_id: int, notice: Notice, now: datetime) -> bool:
    """True for the one who shall tell it; nobody else gets True until it is cleared."""
    async with database.lasting_transaction() as transaction:
        rows = await transaction.run(
            "INSERT INTO notices VALUES (?, ?, ?) ON CONFLICT DO NOTHING RETURNING 1",
            (channel_id, notice, to_text(now)),
        )
    return bool(rows)


async def clear(database: Database, channel_id: int, notice: Notice) -> None:
    """The reason has gone; the next one is news again."""
    async with database.lasting_transaction() as transaction:
        await transaction.run("DELETE FROM notices WHERE channel_id = ? AND kind = ?", (channel_id, notice))
