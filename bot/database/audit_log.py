"""What admins did; they act for others, so they are named: their id and the name they had then."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.database.connection import Database, Row, Transaction
from bot.database.instants import from_text, to_text


@dataclass(frozen=True, slots=True)
class AdminAction:
    """Who did what, when; the person is empty after they asked to be forgotten."""

    request_id: str
    done_at: datetime
    user_id: int | None
    user_name: str | None
    guild_id: int | None
    action: str
    detail: str = ""


_INSERT: Final = """
    INSERT INTO admin_actions (request_id, done_at, user_id, user_name, guild_id, action, detail)
    VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (request_id) DO NOTHING"""
_LATEST: Final = "SELECT * FROM admin_actions WHERE action = ? ORDER BY id DESC LIMIT 1"

DELETE_BEFORE: Final = """
    DELETE FROM admin_actions WHERE id IN (
        SELECT id FROM admin_actions WHERE done_at < ? ORDER BY done_at LIMIT ?
    ) RETURNING 1"""


async def insert(transaction: Transaction, actions: Iterable[AdminAction]) -> None:
    await transaction.run_many(
        _INSERT,
        [
            (a.request_id, to_text(a.done_at), a.user_id, a.user_name, a.guild_id, a.action, a.detail)
            for a in actions
        ],
    )


async def latest(database: Database, action: str) -> AdminAction | None:
    """The last time that this was done."""
    row = await database.first(_LATEST, (action,))
    return action_of(row) if row else None


def action_of(row: Row) -> AdminAction:
    return AdminAction(
        request_id=row["request_id"],
        done_at=from_text(row["done_at"]),
        user_id=row["user_id"],
        user_name=row["user_name"],
        guild_id=row["guild_id"],
        action=row["action"],
        detail=row["detail"],
    )
