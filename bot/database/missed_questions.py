"""Questions that nothing answered well, and the gaps that somebody dismissed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.database.connection import Database, Row, of_server
from bot.database.instants import from_text, to_text

MOST: Final = 5_000
# The plus keeps the planner from an index by time: by the server's they come in order, and few are read.
_MISSED: Final = """
    SELECT request_id, text, asked_at, user_hash,
        EXISTS (SELECT 1 FROM feedback WHERE query_id = id AND verdict <> 'helpful') AS disliked
    FROM queries
    WHERE NOT chat AND surface <> 'choice' AND +asked_at >= ?1 AND (?2 IS NULL OR guild_id = ?2)
        AND (outcome <> 'answered' OR disliked)
    ORDER BY id DESC LIMIT ?3"""
_DISMISSED: Final = (
    "SELECT DISTINCT question_hash FROM dismissed_gaps WHERE ?1 IS NULL OR guild_id IN (0, ?1)"
)
_DISMISS: Final = """
    INSERT INTO dismissed_gaps (question_hash, guild_id, dismissed_at) VALUES (?, ?, ?)
    ON CONFLICT DO NOTHING"""


@dataclass(frozen=True, slots=True)
class MissedQuestion:
    """One time that somebody asked in vain, was offered choices, or disliked the answer."""

    request_id: str
    text: str
    asked_at: datetime
    user_hash: str | None
    disliked: bool


async def missed(database: Database, start: datetime, *, guild_id: int | None) -> tuple[MissedQuestion, ...]:
    """The newest first, of one server or of all; at most so many that they can be looked at."""
    rows = await database.look(of_server(_MISSED, guild_id), (to_text(start), guild_id, MOST))
    return tuple(map(_missed, rows))


def _missed(row: Row) -> MissedQuestion:
    asked_at, disliked = from_text(row["asked_at"]), bool(row["disliked"])
    return MissedQuestion(row["request_id"], row["text"], asked_at, row["user_hash"], disliked)


async def dismissed(database: Database, *, guild_id: int | None) -> frozenset[str]:
    """What one server dismissed or all did; seen from all of them, what any did."""
    rows = await database.read(_DISMISSED, (guild_id,))
    return frozenset(str(row["question_hash"]) for row in rows)


async def dismiss(database: Database, hashes: Iterable[str], at: datetime, *, guild_id: int | None) -> None:
    async with database.transaction() as transaction:
        await transaction.run_many(_DISMISS, [(each, guild_id or 0, to_text(at)) for each in hashes])
