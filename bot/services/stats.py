"""Stats: how the bot was used over some days, in figures that add up."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.database import query_figures, usage_figures
from bot.database.connection import Database
from bot.database.query_figures import Counts
from bot.database.usage_figures import ChannelFigures, FactFigures
from bot.domain.answering import Chat, Found
from bot.domain.digest.interest import Week
from bot.services.asking import ask
from bot.services.log import readable
from bot.services.snapshot import Snapshot, Snapshots

DEFAULT_DAYS: Final = 30
MOST_DAYS: Final = 365
_MOST_GAPS: Final = 500
_SHARES: Final = (0.5, 0.95)
_UTC: Final = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class Stats:
    """All figures of so many days, today included, for one server or for all.

    `taken_up` of the unsure answers led to a choice; `closed` of the `gaps`, questions that got no answer
    then, would be answered by today's sheet. `never` lists the facts that answered nobody.
    """

    days: int
    counts: Counts
    by_day: Week
    taken_up: int
    gaps: int
    closed: int
    facts: tuple[FactFigures, ...]
    never: tuple[str, ...]
    channels: tuple[ChannelFigures, ...]
    median_ms: float | None
    slow_ms: float | None


@dataclass(frozen=True, slots=True)
class StatsReader:
    """Reads the figures; days are days of UTC."""

    database: Database
    snapshots: Snapshots
    clock: Callable[[], datetime]

    async def read(self, days: int = DEFAULT_DAYS, guild_id: int | None = None) -> Stats:
        last = self.clock().astimezone(UTC).date()
        first = datetime.combine(last - timedelta(days=days - 1), datetime.min.time(), UTC)
        snapshot, span = self.snapshots.current, (self.database, first, guild_id)
        with readable():
            facts = await usage_figures.facts(*span)
            gaps = await usage_figures.unanswered_texts(*span, limit=_MOST_GAPS)
            times = await usage_figures.times(*span, _SHARES)
            by_day = await query_figures.daily(self.database, last, _UTC, days=days, guild_id=guild_id)
            counts = await query_figures.counts(self.database, first, guild_id=guild_id)
            taken_up = await usage_figures.taken_up(*span)
            channels = await usage_figures.channels(*span)
        answered = {fact.fact_id for fact in facts}
        return Stats(
            days=days,
            counts=counts,
            by_day=Week(by_day),
            taken_up=taken_up,
            gaps=len(gaps),
            closed=await asyncio.to_thread(_closed, snapshot, gaps),
            facts=facts,
            never=tuple(name for name in snapshot.briefing.facts if name not in answered),
            channels=channels,
            median_ms=times[0] if times else None,
            slow_ms=times[1] if times else None,
        )


def _closed(snapshot: Snapshot, gaps: tuple[str, ...]) -> int:
    """Small talk counts as well: it was no gap."""
    return sum(isinstance(ask(snapshot, question).answer, Found | Chat) for question in gaps)
