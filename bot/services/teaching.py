"""Teaching: a way of asking is tried on the sheet that serves, kept in the database, and answers at once.

A member's words become a way of asking only when a curator has reworded them or vouches that they hold
nothing personal; that is for the faces to ask.
"""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Final, Self

from bot.database import taught_ways
from bot.database.connection import Database
from bot.domain.answering import entry_of
from bot.domain.question_key import distinct, question_key
from bot.domain.rehearsal import KnownWrong, Rehearsal, rehearse
from bot.domain.scrubbing import is_clean
from bot.domain.sheet_state import TaughtWay
from bot.matching.analysis import plain
from bot.matching.smalltalk import is_empty_word
from bot.services.asking import ask
from bot.services.serving import Serving, writable
from bot.services.snapshot import Snapshot, taught_anew
from bot.services.trial import History, answering_from, giving
from bot.sheets.golden import golden_questions

LONGEST_WAY: Final = 300  # characters; a longer text is a story, and no way of asking
_RIVALS: Final = 6
_WAYS_A_RIVAL: Final = 20


@dataclass(frozen=True, slots=True)
class Lesson:
    """Words, and the fact or open question that they should lead to."""

    way: str
    entry_id: str

    @classmethod
    def of(cls, way: str, entry_id: str) -> Self:
        """From what a person typed."""
        return cls(" ".join(way.split()), entry_id.strip().lower())


def words_of(snapshot: Snapshot, question: str) -> str:
    """A person's question as a way of asking: without the talk around it."""
    return " ".join(snapshot.matcher.without_chatter(plain(question)).split())


class Objection(StrEnum):
    """Why a lesson cannot be taught."""

    NO_ENTRY = "no entry"
    EMPTY = "empty"
    TOO_LONG = "too long"
    PERSONAL = "personal"
    SMALL_TALK = "small talk"
    KNOWN = "known"
    TAKEN = "taken"
    FRUITLESS = "fruitless"


@dataclass(frozen=True, slots=True)
class RefusedLesson:
    """Nothing has changed; `entry_id` is what the words lead to where that is the reason."""

    lesson: Lesson
    objection: Objection
    entry_id: str | None = None


@dataclass(frozen=True, slots=True)
class LessonTrial:
    """What teaching would change, for the words themselves and for other questions.

    `sheet` is the version that it was tried on.
    """

    lesson: Lesson
    before: str | None
    others: Rehearsal
    sheet: str = ""

    @property
    def harmless(self) -> bool:
        """Whether no other question loses its answer or gets another one."""
        return not self.others.harmed


@dataclass(frozen=True, slots=True)
class Withheld:
    """Nothing has changed: other answers would change, and nobody has agreed to that."""

    trial: LessonTrial


@dataclass(frozen=True, slots=True)
class Taught:
    """The words lead to the entry now; the number takes them back."""

    trial: LessonTrial
    number: int


TeachReport = RefusedLesson | Withheld | Taught


@dataclass(frozen=True, slots=True)
class Teaching:
    """Teaches ways of asking to the serving sheet, and takes them back; `path` is where its files are."""

    serving: Serving
    path: Path
    database: Database

    async def teach(
        self, lesson: Lesson, by: str | None, *, agreed: bool = False, guild_id: int | None = None
    ) -> TeachReport:
        """Teach a lesson unless other answers suffer, or in any case when somebody agreed.

        `by` is the curator's hash. The report names questions of one server, or of all.
        """
        async with self.serving.turn:
            tried = await self._try(lesson, guild_id)
            if isinstance(tried, RefusedLesson):
                return tried
            trial, snapshot = tried
            if not (trial.harmless or agreed):
                return Withheld(trial)
            return await self._keep(trial, snapshot, by)

    async def teach_as_tried(self, trial: LessonTrial, by: str | None) -> Taught | None:
        """Teach what somebody agreed to after seeing the trial; None when another sheet serves by now."""
        async with self.serving.turn:
            before = self.serving.snapshots.current
            if before.version != trial.sheet:
                return None
            taught = await self._taught_with(trial.lesson)
            return await self._keep(trial, await asyncio.to_thread(taught_anew, before, taught), by)

    async def rehearse(self, lesson: Lesson, *, guild_id: int | None = None) -> RefusedLesson | LessonTrial:
        """Only say what teaching it would change."""
        async with self.serving.turn:
            tried = await self._try(lesson, guild_id)
        return tried if isinstance(tried, RefusedLesson) else tried[0]

    async def find(self, way: str) -> TaughtWay | None:
        """The taught way with these words, in any spelling."""
        taught = await self.every()
        return next((each for each in taught if question_key(each.way) == question_key(way)), None)

    async def every(self) -> tuple[TaughtWay, ...]:
        with writable():
            return await taught_ways.every(self.database)

    async def _keep(self, trial: LessonTrial, snapshot: Snapshot, by: str | None) -> Taught:
        """The caller holds the turn."""
        taught = TaughtWay(trial.lesson.entry_id, trial.lesson.way, by, self.serving.clock())
        with writable():
            number = await taught_ways.insert(self.database, taught)
        self.serving.snapshots.replace(snapshot)
        return Taught(trial, number)

    async def _try(
        self, lesson: Lesson, guild_id: int | None
    ) -> RefusedLesson | tuple[LessonTrial, Snapshot]:
        before = self.serving.snapshots.current
        refused = objection(before, lesson)
        if refused is not None:
            return refused
        taught = await self._taught_with(lesson)
        history = await self.serving.history(guild_id)
        after = await asyncio.to_thread(taught_anew, before, taught)
        return await asyncio.to_thread(self._compare, lesson, before, after, history)

    async def _taught_with(self, lesson: Lesson) -> tuple[TaughtWay, ...]:
        """Taught words may be taught anew, to lead elsewhere."""
        with writable():
            taught = await taught_ways.every(self.database)
        others = [each for each in taught if question_key(each.way) != question_key(lesson.way)]
        return *others, TaughtWay(lesson.entry_id, lesson.way, None, self.serving.clock())

    def _compare(
        self, lesson: Lesson, before: Snapshot, after: Snapshot, history: History
    ) -> RefusedLesson | tuple[LessonTrial, Snapshot]:
        reached = entry_of(ask(after, lesson.way).answer)
        if reached != lesson.entry_id:
            return RefusedLesson(lesson, Objection.FRUITLESS, reached)
        golden, _ = golden_questions(self.path, before.briefing)
        others = other_questions(before, lesson.way, (*(one.ask for one in golden), *history.asked))
        was, becomes = giving(before, answering_from(before)), giving(after, answering_from(after))
        rehearsal = rehearse(others, was, becomes, KnownWrong(history.wrong, golden))
        reached_before = entry_of(ask(before, lesson.way).answer)
        return LessonTrial(lesson, reached_before, rehearsal, before.version), after


def objection(snapshot: Snapshot, lesson: Lesson) -> RefusedLesson | None:
    """Why a lesson need not even be tried."""
    way, written = lesson.way, snapshot.written
    ways = ((name, own) for name, entry in written.entries.items() for own in written.sheet.phrasings(entry))
    owner = next((name for name, own in ways if question_key(own) == question_key(way)), None)
    if flaw := _flaw(snapshot, lesson):
        return RefusedLesson(lesson, flaw)
    if owner is not None and owner != lesson.entry_id:
        return RefusedLesson(lesson, Objection.TAKEN, owner)
    if owner is not None or entry_of(ask(snapshot, way).answer) == lesson.entry_id:
        return RefusedLesson(lesson, Objection.KNOWN, lesson.entry_id)
    return None


def _flaw(snapshot: Snapshot, lesson: Lesson) -> Objection | None:
    """The first objection to the words themselves, or to what they should lead to."""
    way = lesson.way
    flaws = {
        Objection.NO_ENTRY: lesson.entry_id not in snapshot.written.entries,
        Objection.EMPTY: not any(map(str.isalnum, way)) or is_empty_word(way),
        Objection.TOO_LONG: len(way) > LONGEST_WAY,
        Objection.PERSONAL: not is_clean(way),
        Objection.SMALL_TALK: snapshot.smalltalk.covers(way),
    }
    return next((objection for objection, holds in flaws.items() if holds), None)


def other_questions(snapshot: Snapshot, way: str, known: Sequence[str]) -> list[str]:
    """The questions whose answers a new way may change: known ones, and ways of asking for near entries."""
    every = distinct((*known, *_ways_of_rivals(snapshot, way)))
    return [question for question in every if question_key(question) != question_key(way)]


def _ways_of_rivals(snapshot: Snapshot, way: str) -> Iterator[str]:
    """How people ask for the entries that come near, where a new way does harm if it does any."""
    briefing = snapshot.briefing
    for match in snapshot.matcher.rank(way, limit=_RIVALS).matches:
        yield from islice(briefing.sheet.phrasings(briefing.entries[match.id]), _WAYS_A_RIVAL)
