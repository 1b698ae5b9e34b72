"""Figures of the log: counts, gaps, favourites and days; small talk does not count."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.database.connection import Database, Row, of_server
from bot.database.instants import bounds, from_text, hours, to_text
from bot.database.missed_questions import MOST
from bot.database.sums import ALL
from bot.domain.digest.interest import Asked, DayFigures
from bot.domain.question_key import distinct


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
    """Unanswered questions with one key: `text` is the newest wording, `fact_id` what came nearest then."""

    text: str
    times: int
    askers: int
    last_at: datetime
    fact_id: str | None
    open_question_id: str | None


# The bare columns are those of the row that max() picked: https://sqlite.org/lang_select.html#bareagg
_UNANSWERED: Final = f"""
    SELECT text, count(*) AS times, count(DISTINCT user_hash) AS askers,
        max(asked_at) AS last_at, fact_id, open_question_id
    FROM (
        SELECT * FROM queries
        WHERE outcome <> 'answered' AND NOT chat AND asked_at >= ?1 AND (?2 IS NULL OR guild_id = ?2)
        ORDER BY asked_at DESC LIMIT {MOST})
    GROUP BY question_key(text)
    ORDER BY askers DESC, times DESC, last_at DESC, text LIMIT ?3"""  # noqa: S608 - a constant of ours
_LATELY: Final = """
    SELECT text FROM queries WHERE NOT chat AND (?1 IS NULL OR guild_id = ?1) ORDER BY id DESC LIMIT ?2"""
_ANSWERED: Final = """
    SELECT DISTINCT name AS fact_id FROM sums
    WHERE guild_id = 0 AND kind = 'fact' AND at >= substr(?1, 1, 10)"""
_WRONG: Final = f"""
    SELECT DISTINCT text, fact_id FROM queries JOIN (
        SELECT query_id FROM feedback WHERE verdict <> 'helpful' AND verdict = 'wrong'
        ORDER BY query_id DESC LIMIT {MOST}) ON query_id = id
    WHERE outcome = 'answered' AND fact_id IS NOT NULL"""  # noqa: S608 - a constant of ours
_FAVOURITES: Final = """
    SELECT fact_id, count(DISTINCT user_hash) AS askers
    FROM queries
    WHERE outcome = 'answered' AND asked_at >= ?1 AND asked_at < ?2 AND (?3 IS NULL OR guild_id = ?3)
    GROUP BY fact_id HAVING askers >= ?4
    ORDER BY askers DESC, fact_id LIMIT ?5"""
# Of each span whole hours are summed up; what it has before the first of them and after the last is read.
_OUTCOMES: Final = """
    WITH spans (number, start, first, last, end) AS (VALUES {spans})
    SELECT number, name AS outcome, sum(times) AS questions FROM (
        SELECT number, name, times FROM spans CROSS JOIN sums
        WHERE guild_id = ?2 AND kind = 'outcome' AND at >= substr(first, 1, 13) AND at < substr(last, 1, 13)
        UNION ALL SELECT number, outcome, 1 FROM spans CROSS JOIN queries
        WHERE NOT chat AND asked_at >= start AND asked_at < first AND (?1 IS NULL OR guild_id = ?1)
        UNION ALL SELECT number, outcome, 1 FROM spans CROSS JOIN queries
        WHERE NOT chat AND asked_at >= last AND asked_at < end AND (?1 IS NULL OR guild_id = ?1))
    GROUP BY number, name"""
_ASKERS: Final = "SELECT count(*) AS askers FROM askers WHERE guild_id = ?1 AND last_at >= ?2"
_END_OF_TIME: Final = "9999-12-31T23:59:59.999999Z"


async def counts(database: Database, start: datetime, *, guild_id: int | None = None) -> Counts:
    """The figures from an instant until now."""
    (outcomes,) = await _outcomes(database, [(to_text(start), _END_OF_TIME)], guild_id)
    (row,) = await database.look(_ASKERS, (guild_id or ALL, to_text(start)))
    answered, unsure, unknown = (outcomes[each] for each in ("answered", "unsure", "unknown"))
    return Counts(answered, unsure, unknown, row["askers"])


async def unanswered(
    database: Database, start: datetime, *, limit: int, guild_id: int | None = None
) -> tuple[UnansweredGroup, ...]:
    """What people could not find, most asked first; among very many only the newest count."""
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
    """The newest questions, each once; looks at ten times as many rows at most."""
    rows = await database.look(of_server(_LATELY, guild_id), (guild_id, 10 * limit))
    return distinct(row["text"] for row in rows)[:limit]


async def answered_since(database: Database, start: datetime) -> frozenset[str]:
    """The facts that answered anybody since the day of that instant began."""
    rows = await database.look(_ANSWERED, (to_text(start),))
    return frozenset(row["fact_id"] for row in rows)


async def wrong_answers(database: Database) -> frozenset[tuple[str, str]]:
    """The questions whose answer somebody called wrong, each with its fact; the newest among very many."""
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
    """Consecutive local days up to and including the last, silent ones too."""
    local = [last - timedelta(days=back) for back in reversed(range(days))]
    every = await _outcomes(database, [bounds(day, zone) for day in local], guild_id)
    return tuple(DayFigures(day, every[at].total(), every[at]["answered"]) for at, day in enumerate(local))


async def _outcomes(
    database: Database, spans: Sequence[tuple[str, str]], guild_id: int | None
) -> list[Counter[str]]:
    """How many questions of each outcome each span has."""
    sql = of_server(_of_spans(len(spans)), guild_id)
    values = [value for number, span in enumerate(spans) for value in (number, *hours(span))]
    found = [Counter[str]() for _ in spans]
    for row in await database.look(sql, (guild_id, guild_id or ALL, *values)):
        found[row["number"]][row["outcome"]] = row["questions"]
    return found


def _of_spans(number: int) -> str:
    """Parameters 1 and 2 are the server's."""
    marks = [f"({', '.join(f'?{at + 3}' for at in range(5 * span, 5 * span + 5))})" for span in range(number)]
    return _OUTCOMES.format(spans=", ".join(marks))
