"""The log of questions, one row a request, and what people thought of the answers."""

from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from bot.database.connection import Database, Row, Transaction, Value, of_server
from bot.database.instants import from_optional, from_text, to_text


class Outcome(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    UNSURE = "unsure"
    UNKNOWN = "unknown"


class Surface(StrEnum):
    """Where a person asked."""

    SLASH = "slash"
    MESSAGE = "message"
    MENTION = "mention"
    DIRECT = "direct"
    CHOICE = "choice"
    FOLLOW_UP = "follow-up"


@dataclass(frozen=True, slots=True)
class LoggedQuery:
    """One logged question.

    `request_id` names the interaction or message that asked, so that a repeated delivery is one row. `text`
    is scrubbed already. `chat` marks small talk. `fact_id` is the fact given, or the nearest one when none
    was.
    """

    request_id: str
    asked_at: datetime
    surface: Surface
    guild_id: int | None
    channel_id: int | None
    user_hash: str | None
    text: str
    outcome: Outcome
    fact_id: str | None
    open_question_id: str | None
    score: float
    sheet: str
    elapsed_ms: float
    chat: bool = False


_COLUMNS: Final = (
    "request_id, asked_at, surface, guild_id, channel_id, user_hash, text, outcome, fact_id, "
    "open_question_id, score, sheet, elapsed_ms, chat"
)
_ROW: Final = f"({', '.join('?' * 14)})"
_INSERT: Final = "INSERT INTO queries ({}) VALUES {} ON CONFLICT (request_id) DO NOTHING"
MOST_AT_ONCE: Final = 50  # rows: of their values SQLite takes 999 in a statement, in its older versions
_RECENT: Final = "SELECT * FROM queries WHERE ?1 IS NULL OR guild_id = ?1 ORDER BY id DESC LIMIT ?2"
_PAGE: Final = """
    SELECT request_id, asked_at, surface, guild_id, channel_id, page.user_hash, text, outcome, fact_id,
        open_question_id, score, sheet, elapsed_ms, chat,
        count(*) FILTER (WHERE verdict = 'helpful'),
        count(*) FILTER (WHERE verdict = 'wrong'),
        count(*) FILTER (WHERE verdict = 'outdated'),
        count(*) FILTER (WHERE verdict = 'unclear'),
        id
    FROM (
        SELECT * FROM queries WHERE asked_at >= ?1 AND (asked_at > ?1 OR id > ?2)
        ORDER BY asked_at, id LIMIT ?3) AS page
    LEFT JOIN feedback ON query_id = id
    GROUP BY asked_at, id ORDER BY asked_at, id"""
DELETE_BEFORE: Final = """
    DELETE FROM queries WHERE id IN (SELECT id FROM queries WHERE asked_at < ? ORDER BY asked_at LIMIT ?)
    RETURNING 1"""


async def insert(writing: Transaction | Database, queries: Sequence[LoggedQuery]) -> None:
    """Insert rows in order; a request that is there already stays as it was."""
    for start in range(0, len(queries), MOST_AT_ONCE):
        some = queries[start : start + MOST_AT_ONCE]
        rows = ", ".join(_ROW for _ in some)
        await writing.run(
            _INSERT.format(_COLUMNS, rows), [value for query in some for value in values(query)]
        )


async def recent(database: Database, *, limit: int, guild_id: int | None = None) -> tuple[LoggedQuery, ...]:
    """The newest questions first, of one server or of all."""
    rows = await database.read(of_server(_RECENT, guild_id), (guild_id, limit))
    return tuple(query_of(row) for row in rows)


async def by_request(database: Database, request_id: str) -> LoggedQuery | None:
    """The question of one request, unless it was forgotten."""
    row = await database.first("SELECT * FROM queries WHERE request_id = ?", (request_id,))
    return query_of(row) if row else None


async def pages_since(database: Database, start: datetime, *, page: int = 2000) -> AsyncIterator[list[Row]]:
    """Every question from an instant on, by time, page by page.

    The rows are as stored, followed by the counts of each verdict and the id.
    """
    last: tuple[str, int] = to_text(start), 0
    while rows := await database.read(_PAGE, (*last, page)):
        yield rows
        last = rows[-1]["asked_at"], rows[-1]["id"]


async def newest(database: Database) -> datetime | None:
    """When the last question was asked."""
    ((last,),) = await database.read("SELECT max(asked_at) FROM queries")
    return from_optional(last)


def values(query: LoggedQuery) -> Sequence[Value]:
    return (
        query.request_id,
        to_text(query.asked_at),
        query.surface,
        query.guild_id,
        query.channel_id,
        query.user_hash,
        query.text,
        query.outcome,
        query.fact_id,
        query.open_question_id,
        query.score,
        query.sheet,
        query.elapsed_ms,
        query.chat,
    )


def query_of(row: Row) -> LoggedQuery:
    return LoggedQuery(
        request_id=row["request_id"],
        asked_at=from_text(row["asked_at"]),
        surface=Surface(row["surface"]),
        guild_id=row["guild_id"],
        channel_id=row["channel_id"],
        user_hash=row["user_hash"],
        text=row["text"],
        outcome=Outcome(row["outcome"]),
        fact_id=row["fact_id"],
        open_question_id=row["open_question_id"],
        score=row["score"],
        sheet=row["sheet"],
        elapsed_ms=row["elapsed_ms"],
        chat=bool(row["chat"]),
    )


class Verdict(StrEnum):
    """Helpful, or why not."""

    HELPFUL = "helpful"
    WRONG = "wrong"
    OUTDATED = "outdated"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Feedback:
    """One person's verdict on the answer to a request."""

    request_id: str
    user_hash: str
    verdict: Verdict
    given_at: datetime


_UPSERT_FEEDBACK: Final = """
    INSERT INTO feedback (query_id, user_hash, verdict, given_at)
    SELECT id, ?2, ?3, ?4 FROM queries WHERE request_id = ?1
    ON CONFLICT (query_id, user_hash) DO UPDATE
    SET verdict = excluded.verdict, given_at = excluded.given_at"""


async def insert_feedback(transaction: Transaction, verdicts: Iterable[Feedback]) -> None:
    """Keep each person's last word; a verdict on a question that was forgotten is dropped."""
    rows = [(item.request_id, item.user_hash, item.verdict, to_text(item.given_at)) for item in verdicts]
    await transaction.run_many(_UPSERT_FEEDBACK, rows)
