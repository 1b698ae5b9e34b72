"""What people thought of an answer: one verdict a person and question, and they may change their mind."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from bot.database.connection import Database, Transaction
from bot.database.instants import to_text


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


@dataclass(frozen=True, slots=True)
class FactFeedback:
    """All verdicts on the answers that one fact gave."""

    fact_id: str
    helpful: int
    wrong: int
    outdated: int
    unclear: int


_UPSERT: Final = """
    INSERT INTO feedback (query_id, user_hash, verdict, given_at)
    SELECT id, ?2, ?3, ?4 FROM queries WHERE request_id = ?1
    ON CONFLICT (query_id, user_hash) DO UPDATE
    SET verdict = excluded.verdict, given_at = excluded.given_at"""
_BY_FACT: Final = """
    SELECT fact_id,
        count(*) FILTER (WHERE verdict = 'helpful') AS helpful,
        count(*) FILTER (WHERE verdict = 'wrong') AS wrong,
        count(*) FILTER (WHERE verdict = 'outdated') AS outdated,
        count(*) FILTER (WHERE verdict = 'unclear') AS unclear
    FROM feedback JOIN queries ON id = query_id
    WHERE outcome = 'answered' AND given_at >= ?
    GROUP BY fact_id ORDER BY fact_id"""


async def put(transaction: Transaction, verdicts: Iterable[Feedback]) -> None:
    """Keep each person's last word; a verdict on a question that was forgotten is dropped."""
    rows = [(item.request_id, item.user_hash, item.verdict, to_text(item.given_at)) for item in verdicts]
    await transaction.run_many(_UPSERT, rows)


async def by_fact(database: Database, start: datetime) -> tuple[FactFeedback, ...]:
    """Verdicts given since an instant, fact by fact."""
    rows = await database.read(_BY_FACT, (to_text(start),))
    return tuple(
        FactFeedback(row["fact_id"], row["helpful"], row["wrong"], row["outdated"], row["unclear"])
        for row in rows
    )
