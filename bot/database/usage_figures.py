"""How the bot is used over some days: outcomes, facts, channels and how long answers took."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Final

from bot.database.connection import Database, of_server
from bot.database.instants import to_text
from bot.domain.alike import distinct


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


_SPAN: Final = "asked_at >= ?1 AND (?2 IS NULL OR guild_id = ?2)"
_FACTS: Final = f"""
    SELECT fact_id, count(DISTINCT id) AS answered,
        count(*) FILTER (WHERE verdict = 'helpful') AS helpful,
        count(*) FILTER (WHERE verdict = 'wrong') AS wrong,
        count(*) FILTER (WHERE verdict = 'outdated') AS outdated,
        count(*) FILTER (WHERE verdict = 'unclear') AS unclear
    FROM queries LEFT JOIN feedback ON query_id = id
    WHERE outcome = 'answered' AND fact_id IS NOT NULL AND {_SPAN}
    GROUP BY fact_id ORDER BY answered DESC, fact_id"""  # noqa: S608 - a constant of ours
_CHANNELS: Final = f"""
    SELECT channel_id, count(*) AS questions, count(*) FILTER (WHERE outcome = 'answered') AS answered
    FROM queries WHERE NOT chat AND {_SPAN}
    GROUP BY channel_id ORDER BY questions DESC, channel_id"""  # noqa: S608 - a constant of ours
# Whoever got choices and showed one of the facts within ten minutes took them up; the end of the range is for
# the index.
_TAKEN_UP: Final = f"""
    SELECT count(*) AS taken FROM queries AS unsure
    WHERE outcome = 'unsure' AND {_SPAN} AND EXISTS (
        SELECT 1 FROM queries AS choice
        WHERE choice.surface = 'choice' AND choice.user_hash = unsure.user_hash
            AND choice.asked_at >= unsure.asked_at
            AND choice.asked_at < strftime('%Y-%m-%dT%H:%M:%fZ', unsure.asked_at, '+11 minutes')
            AND julianday(choice.asked_at) - julianday(unsure.asked_at) <= 10.0 / (24 * 60))"""  # noqa: S608 - a constant of ours
_TIMES: Final = f"SELECT elapsed_ms FROM queries WHERE NOT chat AND {_SPAN} ORDER BY elapsed_ms"  # noqa: S608 - a constant of ours
# The plus keeps the planner from an index by time: by the server's they come in order, and few are read.
_UNANSWERED: Final = f"""
    SELECT text FROM queries WHERE outcome <> 'answered' AND NOT chat AND +{_SPAN}
    ORDER BY id DESC LIMIT ?3"""  # noqa: S608 - a constant of ours


async def facts(database: Database, start: datetime, guild_id: int | None) -> tuple[FactFigures, ...]:
    """Those that answered somebody, the most asked first."""
    rows = await database.look(of_server(_FACTS, guild_id), (to_text(start), guild_id))
    return tuple(FactFigures(*row) for row in rows)


async def channels(database: Database, start: datetime, guild_id: int | None) -> tuple[ChannelFigures, ...]:
    """The busiest first."""
    rows = await database.look(of_server(_CHANNELS, guild_id), (to_text(start), guild_id))
    return tuple(ChannelFigures(*row) for row in rows)


async def taken_up(database: Database, start: datetime, guild_id: int | None) -> int:
    """How many of those who got choices soon showed a fact."""
    (row,) = await database.look(of_server(_TAKEN_UP, guild_id), (to_text(start), guild_id))
    return int(row["taken"])


async def times(
    database: Database, start: datetime, guild_id: int | None, shares: Sequence[float]
) -> tuple[float, ...]:
    """The milliseconds below which such shares of the answers stayed; nothing when nothing was asked."""
    rows = await database.look(of_server(_TIMES, guild_id), (to_text(start), guild_id))
    return tuple(rows[ceil(share * len(rows)) - 1]["elapsed_ms"] for share in shares) if rows else ()


async def unanswered_texts(
    database: Database, start: datetime, guild_id: int | None, *, limit: int
) -> tuple[str, ...]:
    """What got no answer, each question once, the newest first."""
    rows = await database.look(of_server(_UNANSWERED, guild_id), (to_text(start), guild_id, limit))
    return distinct(row["text"] for row in rows)
