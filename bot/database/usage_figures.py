"""Figures of use over some days: outcomes, facts, channels and how long answers took.

Sums are kept by days of UTC: an instant stands for the day that it is in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Final

from bot.database.connection import Database, of_server
from bot.database.instants import to_text
from bot.database.sums import ALL
from bot.domain.question_key import distinct


@dataclass(frozen=True, slots=True)
class FactFigures:
    """How often a fact answered, and what people thought of that."""

    fact_id: str
    answered: int
    helpful: int
    wrong: int
    outdated: int
    unclear: int

    @property
    def disliked(self) -> int:
        return self.wrong + self.outdated + self.unclear


@dataclass(frozen=True, slots=True)
class ChannelFigures:
    """The questions of a channel; direct messages have none."""

    channel_id: int | None
    questions: int
    answered: int


# Answer times are taken from so many answers.
MOST_TIMES: Final = 10_000
_FACTS: Final = """
    SELECT name, sum(times * (kind = 'fact')) AS answered,
        sum(times * (kind = 'helpful')), sum(times * (kind = 'wrong')),
        sum(times * (kind = 'outdated')), sum(times * (kind = 'unclear'))
    FROM sums
    WHERE guild_id = ?2 AND kind IN ('fact', 'helpful', 'wrong', 'outdated', 'unclear')
        AND at >= substr(?1, 1, 10)
    GROUP BY name ORDER BY answered DESC, name"""
_CHANNELS: Final = """
    SELECT CAST(nullif(name, '') AS INTEGER) AS channel_id, sum(times) AS questions,
        sum(times * (kind = 'channel answered'))
    FROM sums
    WHERE guild_id = ?2 AND kind IN ('channel answered', 'channel unsure', 'channel unknown')
        AND at >= substr(?1, 1, 10)
    GROUP BY name ORDER BY questions DESC, channel_id"""
_TAKEN_UP: Final = """
    SELECT coalesce(sum(times), 0) AS taken FROM sums
    WHERE guild_id = ?2 AND kind = 'taken up' AND at >= substr(?1, 1, 10)"""
_TIMES: Final = f"""
    SELECT elapsed_ms FROM queries
    WHERE NOT chat AND asked_at >= ?1 AND (?2 IS NULL OR guild_id = ?2)
    ORDER BY asked_at DESC LIMIT {MOST_TIMES}"""  # noqa: S608 - a constant of ours
_UNANSWERED: Final = """
    SELECT text FROM queries
    WHERE outcome <> 'answered' AND NOT chat AND asked_at >= ?1 AND (?2 IS NULL OR guild_id = ?2)
    ORDER BY asked_at DESC, id DESC LIMIT ?3"""


async def facts(database: Database, start: datetime, guild_id: int | None) -> tuple[FactFigures, ...]:
    """Those that answered somebody, the most asked first."""
    rows = await database.look(_FACTS, (to_text(start), guild_id or ALL))
    return tuple(FactFigures(*row) for row in rows)


async def channels(database: Database, start: datetime, guild_id: int | None) -> tuple[ChannelFigures, ...]:
    """The busiest first."""
    rows = await database.look(_CHANNELS, (to_text(start), guild_id or ALL))
    return tuple(ChannelFigures(*row) for row in rows)


async def taken_up(database: Database, start: datetime, guild_id: int | None) -> int:
    """How many of those who were offered choices soon opened one."""
    (row,) = await database.look(_TAKEN_UP, (to_text(start), guild_id or ALL))
    return int(row["taken"])


async def times(
    database: Database, start: datetime, guild_id: int | None, shares: Sequence[float]
) -> tuple[float, ...]:
    """The milliseconds within which these shares of the newest answers were given, if any were."""
    rows = await database.look(of_server(_TIMES, guild_id), (to_text(start), guild_id))
    taken = sorted(row["elapsed_ms"] for row in rows)
    return tuple(taken[ceil(share * len(taken)) - 1] for share in shares) if taken else ()


async def unanswered_texts(
    database: Database, start: datetime, guild_id: int | None, *, limit: int
) -> tuple[str, ...]:
    """Unanswered questions, each once, newest first."""
    rows = await database.look(of_server(_UNANSWERED, guild_id), (to_text(start), guild_id, limit))
    return distinct(row["text"] for row in rows)
