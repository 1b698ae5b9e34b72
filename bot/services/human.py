"""Asking a human: a question goes to the curators, and what one of them writes goes back, once."""

import asyncio
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from bot.database import human_questions
from bot.database.awaited_answers import PublicMessage
from bot.database.connection import Database
from bot.database.human_questions import Declined, HumanQuestion, Limit
from bot.database.user_key import UserKey
from bot.domain.answering import Unknown
from bot.domain.sheet import Fact, OpenQuestion, Quote
from bot.services.asking import ask
from bot.services.awaited_answers import AnybodyWaiting
from bot.services.gap_closing import enough, propose, propose_new
from bot.services.gap_quotes import TOPIC
from bot.services.serving import writable
from bot.services.snapshot import Snapshot
from bot.sheets.sheet_text import LearnedWays, Proposal

MOST_A_DAY: Final = 3
DAY: Final = timedelta(days=1)
LONGEST_ANSWER: Final = 1500
# A quote is the words of a document, which only a curator can find.
TO_QUOTE: Final = Quote(source="the-id-of-a-source", text="Its very words, which carry the answer")


@dataclass(frozen=True, slots=True)
class HumanHelp:
    """Keeps the questions that were handed to the curators; without a channel there are none."""

    database: Database
    key: UserKey
    clock: Callable[[], datetime]
    channel: int | None = None
    role: int | None = None
    waiting: AnybodyWaiting = field(default_factory=AnybodyWaiting)

    @property
    def offered(self) -> bool:
        return self.channel is not None

    async def begin(self, request_id: str, user_id: int, place: PublicMessage | None) -> int | Declined:
        """Note that a question is handed on; returns its number."""
        now, hashed = self.clock(), self.key.hash(user_id)
        with writable():
            return await human_questions.insert(
                self.database, request_id, hashed, place, now, Limit(MOST_A_DAY, now - DAY)
            )

    async def declined(self, request_id: str, user_id: int) -> Declined | None:
        """Why a question would not be taken, as far as can be told now."""
        limit = Limit(MOST_A_DAY, self.clock() - DAY)
        try:
            return await human_questions.declined(self.database, request_id, self.key.hash(user_id), limit)
        except sqlite3.Error:
            return None

    async def posted(self, number: int, card: PublicMessage) -> None:
        with writable():
            await human_questions.card_posted(self.database, number, card)

    async def withdraw(self, number: int) -> None:
        """The question could not be handed on after all."""
        with writable():
            await human_questions.remove(self.database, number)

    async def find(self, number: int) -> HumanQuestion | None:
        """None when the asker was forgotten, or the question has expired."""
        with writable():
            return await human_questions.by_number(self.database, number)

    async def answer(self, number: int, words: str) -> bool:
        """False when another curator was faster, or the question is gone."""
        try:
            with writable():
                return await human_questions.answer(self.database, number, words, self.clock())
        finally:
            self.waiting.changed()

    async def in_public(self) -> tuple[HumanQuestion, ...]:
        return await human_questions.in_public(self.database)

    async def of_person(self, user_id: int) -> HumanQuestion | None:
        """The oldest answer that waits for somebody, to be told with whatever they ask next."""
        look = partial(human_questions.is_any_private, self.database)
        try:
            if not await self.waiting.anybody(self.database.file, look):
                return None
            return await human_questions.of_person(self.database, self.key.hash(user_id))
        except sqlite3.Error:
            return None

    async def told(self, answered: HumanQuestion) -> None:
        await human_questions.told(self.database, answered.number, self.clock())

    async def cannot_tell_there(self, answered: HumanQuestion) -> None:
        try:
            await human_questions.take_back_inside(self.database, answered.number)
        finally:
            self.waiting.changed()

    async def withdrawn_cards(self) -> tuple[PublicMessage, ...]:
        return await human_questions.withdrawn_cards(self.database)

    async def card_gone(self, card: PublicMessage) -> None:
        await human_questions.card_gone(self.database, card)


async def fact_entry(snapshot: Snapshot, question: str, answer: str) -> Proposal:
    """What would close the gap, with a curator's words for its answer; it takes an open question's place."""
    return await asyncio.to_thread(_entry, snapshot, question, answer)


def _entry(snapshot: Snapshot, question: str, answer: str) -> Proposal:
    known = ask(snapshot, question).answer
    if isinstance(known, Unknown) and known.open_question is not None:
        asked = snapshot.briefing.open_questions[known.open_question]
        return _answered(asked, answer)
    proposal = propose(snapshot, (question,))
    if isinstance(proposal, LearnedWays) and not _says(snapshot, proposal.entry_id, answer):
        proposal = propose_new(snapshot, (question,))
    return _saying(snapshot, proposal, answer)


def _says(snapshot: Snapshot, fact_id: str, answer: str) -> bool:
    """Whether the fact that came near tells what the curator had to say, or most of it."""
    said = _telling(snapshot, answer)
    told = _telling(snapshot, snapshot.briefing.facts[fact_id].answer)
    return len(said & told) * 2 >= len(said)


def _answered(asked: OpenQuestion, answer: str) -> Fact:
    return Fact(
        id=asked.id,
        topic=TOPIC,
        question=asked.question,
        also=asked.also,
        answer=answer,
        quotes=(TO_QUOTE,),
    )


def _saying(snapshot: Snapshot, proposal: Proposal, answer: str) -> Proposal:
    """A proposed quote stays only if it speaks of what the answer says."""
    match proposal:
        case Fact(quotes=quotes):
            said = _telling(snapshot, answer)
            carrying = tuple(quote for quote in quotes if said & _telling(snapshot, quote.text))
            return proposal.model_copy(update={"answer": answer, "quotes": carrying or (TO_QUOTE,)})
        case OpenQuestion():
            ways = enough(snapshot, proposal.question, proposal.also)
            return _answered(proposal.model_copy(update={"also": ways}), answer)
        case _:
            return proposal


def _telling(snapshot: Snapshot, text: str) -> frozenset[str]:
    return frozenset(term.text for term in snapshot.matcher.parse(text).terms if term.is_telling)
