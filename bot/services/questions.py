"""Members' questions and verdicts: each is on record before its answer goes out."""

import asyncio
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import assert_never

from bot.database import query_log
from bot.database.connection import Database
from bot.database.query_log import Feedback, LoggedQuery, Outcome, Surface, Verdict
from bot.database.user_key import UserKey
from bot.domain.answering import Chat, Found, Unknown, Unsure, is_settled
from bot.domain.scrubbing import scrub
from bot.matching.analysis import has_words
from bot.services.asking import LONGEST_QUESTION, Reply, ask, choose, offered
from bot.services.following_up import Conversations, follow_up, goes_on, picked
from bot.services.journal import Journal
from bot.services.snapshot import Snapshot, Snapshots


@dataclass(frozen=True, slots=True)
class Request:
    """Who asks, where and how; `request_id` is the id of the interaction or message."""

    request_id: int
    surface: Surface
    user_id: int
    guild_id: int | None
    channel_id: int | None


@dataclass(frozen=True, slots=True)
class QuestionService:
    """Answers each question from one snapshot, and keeps the record."""

    snapshots: Snapshots
    database: Database
    journal: Journal
    key: UserKey
    clock: Callable[[], datetime]
    conversations: Conversations = field(default_factory=Conversations)
    aside: asyncio.Lock = field(default_factory=asyncio.Lock)
    """One thread at a time: each further one would take its turns from the loop."""

    async def ask(self, question: str, request: Request, shown: str | None = None) -> Reply:
        """Answer a question; the id of a fact or an open question names it.

        A number alone picks what this person was offered last in this place. An elliptical question goes on
        from `shown`, or else from the fact that they saw last there.
        """
        snapshot = self.snapshots.current
        before = shown or self._last_shown(request)
        named = picked(question, self._last_offered(request)) or question
        reply = choose(snapshot, named) or await self._read(snapshot, question, before)
        self._remember(reply, request)
        parts = enumerate((reply, *reply.more), start=1)
        await self.journal.record(*(self._entry(part, request, at) for at, part in parts))
        return reply

    async def choose(self, name: str, request: Request) -> Reply | None:
        """Show what was picked from a list; None, and no record, when the sheet no longer has it."""
        reply = choose(self.snapshots.current, name)
        if reply is not None:
            self._remember(reply, request)
            await self.journal.record(self._entry(reply, request))
        return reply

    async def _read(self, snapshot: Snapshot, question: str, before: str | None) -> Reply:
        """Off the event loop whatever takes long: encoding a sentence, and reading a follow-up."""
        if snapshot.meaning is not None:
            async with self.aside:
                return await asyncio.to_thread(_read, snapshot, question, before)
        alone = ask(snapshot, question)
        if before is None or not goes_on(alone):
            return alone
        async with self.aside:
            return await asyncio.to_thread(follow_up, alone, before)

    def _last_shown(self, request: Request) -> str | None:
        return self.conversations.last(request.user_id, request.channel_id, self.clock().timestamp())

    def _last_offered(self, request: Request) -> tuple[str, ...]:
        return self.conversations.offered(request.user_id, request.channel_id, self.clock().timestamp())

    def _remember(self, reply: Reply, request: Request) -> None:
        if isinstance(reply.answer, Found):
            self.see(reply.answer.best.id, request.user_id, request.channel_id)
        names = tuple(entry.id for entry in offered(reply))
        now = self.clock().timestamp()
        self.conversations.offer(request.user_id, request.channel_id, names, now)

    def see(self, fact_id: str, user_id: int, channel_id: int | None) -> None:
        """Note that somebody is shown a fact, so that an elliptical question may go on from it."""
        self.conversations.show(user_id, channel_id, fact_id, self.clock().timestamp())

    async def recall(self, request_id: str) -> LoggedQuery | None:
        """What was asked with a request, unless it was forgotten or the log cannot be read."""
        waiting = self.journal.waiting_request(request_id)
        if waiting is not None:
            return waiting
        try:
            return await query_log.by_request(self.database, request_id)
        except sqlite3.Error:
            return None

    async def rate(self, request_id: str, user_id: int, verdict: Verdict) -> None:
        """Keep what a person thinks of the answer to a request."""
        await self.journal.record(Feedback(request_id, self.key.hash(user_id), verdict, self.clock()))

    def _entry(self, reply: Reply, request: Request, number: int = 1) -> LoggedQuery:
        """A row for the message and its first answer, and one for each further question (`7-2`)."""
        outcome, fact_id, open_question_id = _outcome_of(reply)
        return LoggedQuery(
            request_id=f"{request.request_id}-{number}" if number > 1 else str(request.request_id),
            asked_at=self.clock(),
            surface=request.surface,
            guild_id=request.guild_id,
            channel_id=request.channel_id,
            user_hash=self.key.hash(request.user_id),
            text=scrub(reply.question[:LONGEST_QUESTION]),
            outcome=outcome,
            fact_id=fact_id,
            open_question_id=open_question_id,
            score=reply.answer.score,
            sheet=reply.snapshot.version,
            elapsed_ms=reply.elapsed_ms,
            chat=_asks_nothing(reply),
        )


async def ask_aside(snapshot: Snapshot, question: str) -> Reply:
    """Ask in a thread where a sentence has to be encoded, which would hold up everybody else."""
    if snapshot.meaning is None:
        return ask(snapshot, question)
    return await asyncio.to_thread(ask, snapshot, question)


def _read(snapshot: Snapshot, question: str, shown: str | None) -> Reply:
    alone = ask(snapshot, question)
    return follow_up(alone, shown) if shown else alone


def _asks_nothing(reply: Reply) -> bool:
    """Whether it is small talk, or has no words."""
    return isinstance(reply.answer, Chat) or not (is_settled(reply.answer) or has_words(reply.question))


def _outcome_of(reply: Reply) -> tuple[Outcome, str | None, str | None]:
    """The outcome, the fact that was given or came nearest, and the open question that was met."""
    match reply.answer:
        case Found(best=best):
            return Outcome.ANSWERED, best.id, None
        case Unsure(choices=choices):
            return Outcome.UNSURE, choices[0].id, None
        case Unknown(open_question=asked, nearest=nearest):
            facts = reply.snapshot.briefing.facts
            near = next((m.id for m in (*nearest, *reply.ranking.matches) if m.id in facts), None)
            return Outcome.UNKNOWN, near, asked
        case Chat():
            return Outcome.UNKNOWN, None, None
        case unreachable:
            assert_never(unreachable)
