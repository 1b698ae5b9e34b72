"""Single values that outlive a restart, such as the fingerprint of the commands Discord knows."""

from enum import StrEnum
from typing import Final

from bot.database.connection import Database, Transaction


class Key(StrEnum):
    """Every value that is kept."""

    CLOCK = "clock"
    CLOCK_DOUBTS = "clock_doubts"
    COMMANDS = "commands"
    COMMANDS_REFUSED = "commands_refused"
    LAST_HEALTH = "last_health"
    LAST_PURGE = "last_purge"
    USER_KEY = "user_key"
    WIPE_DUE = "wipe_due"


_PUT: Final = "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"


async def get(database: Database, key: Key) -> str | None:
    row = await database.first("SELECT value FROM meta WHERE key = ?", (key,))
    return row["value"] if row else None


async def put(database: Database, key: Key, value: str) -> None:
    await database.run(_PUT, (key, value), lasting=True)


async def put_in(transaction: Transaction, key: Key, value: str) -> None:
    """Keep a value together with what it belongs to."""
    await transaction.run(_PUT, (key, value))


async def remove(database: Database, key: Key, value: str | None = None) -> None:
    """Remove a value, or only if it still is this one."""
    sql = "DELETE FROM meta WHERE key = ?1 AND (?2 IS NULL OR value = ?2)"
    await database.run(sql, (key, value), lasting=True)
