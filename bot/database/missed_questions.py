"""Questions that got no good answer, and the gaps that somebody dismissed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.database.connection import Database, Row, of_server
from bot.database.instants import from_text, to_text
from bot.database.sums import TAKES

# How many of the newest are looked at; of disliked answers, so many over all servers.
MOST: Final = 5_000
_MISSED: Final = f"""
    WITH disliked AS MATERIALIZED (
        SELECT DISTINCT query_id FROM feedback
        WHERE verdict <> 'helpful' ORDER BY query_id DESC LIMIT {MOST}),
    missed AS (
        SELECT * FROM (
            SELECT id FROM queries
            WHERE outcome <> 'answered' AND NOT chat AND surface <> 'choice'
                AND asked_at >= ?1 AND (?2 IS NULL OR guild_id = ?2)
            ORDER BY asked_at DESC LIMIT {MOST})
        UNION SELECT query_id FROM disliked)
    SELECT request_id, text, asked_at, user_hash, id IN disliked AS disliked,
        CASE WHEN outcome <> 'answered' THEN (
            SELECT choice.fact_id FROM queries AS choice WHERE {TAKES.format(asked="queries")}
            ORDER BY choice.asked_at LIMIT 1
        ) END AS taken
    FROM missed CROSS JOIN queries USING (id)
    WHERE NOT chat AND surface <> 'choice' AND asked_at >= ?1 AND (?2 IS NULL OR guild_id = ?2)
    ORDER BY id DESC LIMIT {MOST}"""  # noqa: S608 - constants of ours
_DISMISSED: Final = (
    "SELECT DISTINCT question_hash FROM dismissed_gaps WHERE ?1 IS NULL OR guild_id IN (0, ?1)"
)
_DISMISS: Final = """
    INSERT INTO dismissed_gaps (question_hash, guild_id, dismissed_at) VALUES (?, ?, ?)
    ON CONFLICT DO NOTHING"""


@dataclass(frozen=True, slots=True)
class MissedQuestion:
    """One question that was not answered, got choices, or whose answer was disliked.

    `taken` is the fact that the same person chose right afterwards.
    """

    request_id: str
    text: str
    asked_at: datetime
    user_hash: str | None
    disliked: bool
    taken: str | None = None


async def missed(database: Database, start: datetime, *, guild_id: int | None) -> tuple[MissedQuestion, ...]:
    """The newest of one server or of all, as many as can be looked at."""
    rows = await database.look(of_server(_MISSED, guild_id), (to_text(start), guild_id))
    return tuple(map(_missed, rows))


def _missed(row: Row) -> MissedQuestion:
    asked_at, disliked = from_text(row["asked_at"]), bool(row["disliked"])
    return MissedQuestion(row["request_id"], row["text"], asked_at, row["user_hash"], disliked, row["taken"])


async def dismissed(database: Database, *, guild_id: int | None) -> frozenset[str]:
    """For one server, what it or all servers dismissed; for all, what anybody dismissed."""
    rows = await database.read(_DISMISSED, (guild_id,))
    return frozenset(str(row["question_hash"]) for row in rows)


async def dismiss(database: Database, hashes: Iterable[str], at: datetime, *, guild_id: int | None) -> None:
    async with database.transaction() as transaction:
        await transaction.run_many(_DISMISS, [(each, guild_id or 0, to_text(at)) for each in hashes])
