"""What the log adds up to: counts, gaps, favourites and days; small talk counts for nothing."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.database.connection import Database, Row, of_server
from bot.database.instants import bounds, from_text, to_text
from bot.domain.alike import distinct
from bot.domain.digest.interest import Asked, DayFigures


@dataclass(frozen=True, slots=True)
class Counts:
    """How many questions, by outcome, from how many people."""

    answered: int
    unsure: int
    unknown: int
    askers: int

    @property
    def total(self) -> int:
        return self.answered + self.unsure + self.unknown


@dataclass(frozen=True, slots=True)
class UnansweredGroup:
    """One question that got no answer, however its letters' case, spaces and end marks were written.

    `text` is its newest wording and `fact_id` the fact that came nearest to it then.
    """

    text: str
    times: int
    askers: int
    last_at: datetime
    fact_id: str | None
    open_question_id: str | None


# The bare columns are those of the row that max() picked: https://sqlite.org/lang_select.html#bareagg
_UNANSWERED: Final = """
    SELECT text, count(*) AS times, count(DISTINCT user_hash) AS askers,
        max(asked_at) AS last_at, fact_id, open_question_id
    FROM queries
    WHERE outcome <> 'answered' AND NOT chat AND asked_at >= ?1 AND (?2 IS NULL OR guild_id = ?2)
    GROUP BY alike(text)
    ORDER BY askers DESC, times DESC, last_at DESC, text LIMIT ?3"""
_LATELY: Final = """
    SELECT text FROM queries WHERE NOT chat AND (?1 IS NULL OR guild_id = ?1) ORDER BY id DESC LIMIT ?2"""
_ANSWERED: Final = """
    SELECT DISTINCT fact_id FROM queries
    WHERE outcome = 'answered' AND fact_id IS NOT NULL AND asked_at >= ?"""
_WRONG: Final = """
    SELECT DISTINCT text, fact_id FROM queries JOIN feedback ON query_id = id
    WHERE outcome = 'answered' AND fact_id IS NOT NULL AND verdict = 'wrong'"""
_FAVOURITES: Final = """
    SELECT fact_id, count(DISTINCT user_hash) AS askers
    FROM queries
    WHERE outcome = 'answered' AND asked_at >= ?1 AND asked_at < ?2 AND (?3 IS NULL OR guild_id = ?3)
    GROUP BY fact_id HAVING askers >= ?4
    ORDER BY askers DESC, fact_id LIMIT ?5"""
_COUNTS: Final = """
    SELECT count(*) FILTER (WHERE outcome = 'answered') AS answered,
        count(*) FILTER (WHERE outcome = 'unsure') AS unsure,
        count(*) FILTER (WHERE outcome = 'unknown') AS unknown,
        count(DISTINCT user_hash) AS askers
    FROM queries WHERE NOT chat AND asked_at >= ?1 AND asked_at < ?2 AND (?3 IS NULL OR guild_id = ?3)"""
_END_OF_TIME: Final = "9999-12-31T23:59:59.999999Z"


async def counts(database: Database, start: datetime, *, guild_id: int | None = None) -> Counts:
    """The figures from an instant until now."""
    return await _counts(database, (to_text(start), _END_OF_TIME), guild_id)


async def unanswered(
    database: Database, start: datetime, *, limit: int, guild_id: int | None = None
) -> tuple[UnansweredGroup, ...]:
    """What people could not find, what most people asked first."""
    rows = await database.look(of_server(_UNANSWERED, guild_id), (to_text(start), guild_id, limit))
    return tuple(map(_group, rows))


def _group(row: Row) -> UnansweredGroup:
    return UnansweredGroup(
        text=row["text"],
        times=row["times"],
        askers=row["askers"],
        last_at=from_text(row["last_at"]),
        fact_id=row["fact_id"],
        open_question_id=row["open_question_id"],
    )


async def lately_asked(database: Database, *, limit: int, guild_id: int | None = None) -> tuple[str, ...]:
    """The newest questions, each once; to find them it looks at ten times as many rows at most."""
    rows = await database.look(of_server(_LATELY, guild_id), (guild_id, 10 * limit))
    return distinct(row["text"] for row in rows)[:limit]


async def answered_since(database: Database, start: datetime) -> frozenset[str]:
    """The facts that answered anybody since then."""
    rows = await database.look(_ANSWERED, (to_text(start),))
    return frozenset(row["fact_id"] for row in rows)


async def wrong_answers(database: Database) -> frozenset[tuple[str, str]]:
    """The questions whose answer somebody called wrong, each with the fact it got."""
    return frozenset((row["text"], row["fact_id"]) for row in await database.look(_WRONG))


async def most_asked(
    database: Database, day: date, zone: ZoneInfo, *, at_least: int, limit: int, guild_id: int | None = None
) -> tuple[Asked, ...]:
    """The facts that at least so many different people asked for on a local day."""
    rows = await database.look(
        of_server(_FAVOURITES, guild_id), (*bounds(day, zone), guild_id, at_least, limit)
    )
    return tuple(Asked(row["fact_id"], row["askers"]) for row in rows)


async def daily(
    database: Database, last: date, zone: ZoneInfo, *, days: int = 7, guild_id: int | None = None
) -> tuple[DayFigures, ...]:
    """Local days one by one up to and with the last, the silent ones too."""
    series = []
    for back in reversed(range(days)):
        day = last - timedelta(days=back)
        figures = await _counts(database, bounds(day, zone), guild_id)
        series.append(DayFigures(day, figures.total, figures.answered))
    return tuple(series)


async def _counts(database: Database, span: tuple[str, str], guild_id: int | None) -> Counts:
    (row,) = await database.look(of_server(_COUNTS, guild_id), (*span, guild_id))
    return Counts(row["answered"], row["unsure"], row["unknown"], row["askers"])
