"""What is kept of a reply: where, by whom and what was asked, scrubbed, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from bot.domain.answering import Found, Unknown, Unsure
from bot.domain.scrubbing import scrub
from bot.services.asking import LONGEST_QUESTION, Reply
from bot.storage.query_log import LoggedQuery, Outcome, Surface
from bot.storage.user_key import UserKey


@dataclass(frozen=True, slots=True)
class Request:
    """One delivery of a question; `id` is that of the interaction or message, so a repetition is known."""

    id: str
    at: datetime
    surface: Surface
    user_id: int | None = None
    guild_id: int | None = None
    channel_id: int | None = None


@dataclass(frozen=True, slots=True)
class _Fate:
    outcome: Outcome
    fact_id: str | None
    open_question_id: str | None = None


def logged(request: Request, reply: Reply, key: UserKey) -> LoggedQuery:
    """The row for the log."""
    fate = _fate(reply)
    return LoggedQuery(
        request_id=request.id,
        asked_at=request.at,
        surface=request.surface,
        guild_id=request.guild_id,
        channel_id=request.channel_id,
        user_hash=None if request.user_id is None else key.hash(request.user_id),
        text=scrub(reply.question[:LONGEST_QUESTION]),
        outcome=fate.outcome,
        fact_id=fate.fact_id,
        open_question_id=fate.open_question_id,
        score=reply.answer.score,
        sheet=reply.snapshot.version,
        elapsed_ms=reply.elapsed_ms,
    )


def _fate(reply: Reply) -> _Fate:
    match reply.answer:
        case Found(best=best):
            return _Fate(Outcome.ANSWERED, best.id)
        case Unsure(choices=choices):
            return _Fate(Outcome.UNSURE, choices[0].id)
        case Unknown(open_question=open_question, nearest=nearest):
            return _Fate(Outcome.UNKNOWN, nearest[0].id if nearest else None, open_question)
        case unreachable:
            assert_never(unreachable)
