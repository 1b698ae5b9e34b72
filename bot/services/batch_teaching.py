"""Teaching in a batch: several ways of asking for one entry, tried together and taught in one step."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from itertools import chain

from bot.database import taught_ways
from bot.domain.answering import entry_of
from bot.domain.question_key import distinct, question_key
from bot.domain.rehearsal import GoldenQuestion, KnownWrong, Rehearsal, rehearse
from bot.domain.sheet_state import TaughtWay
from bot.services.asking import ask
from bot.services.serving import writable
from bot.services.snapshot import Snapshot, taught_anew
from bot.services.teaching import (
    Lesson,
    LessonTrial,
    Objection,
    RefusedLesson,
    Teaching,
    objection,
    other_questions,
)
from bot.services.trial import History, answering_from, giving
from bot.sheets.golden import golden_questions


@dataclass(frozen=True, slots=True)
class BatchTrial:
    """What teaching the fit lessons would change, and the lessons that are left out.

    A harmful lesson would take the answer from another question or change it. `sheet` is the version that the
    batch was tried on.
    """

    entry_id: str
    lessons: tuple[Lesson, ...]
    refused: tuple[RefusedLesson, ...]
    harmful: tuple[LessonTrial, ...]
    others: Rehearsal
    sheet: str

    @property
    def ways(self) -> tuple[str, ...]:
        return tuple(lesson.way for lesson in self.lessons)


@dataclass(frozen=True, slots=True)
class BatchTaught:
    """What was taught, and the numbers by which it can be taken back; none when no lesson was fit for it."""

    trial: BatchTrial
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BatchTeaching:
    """Teaches several ways of asking at once, or takes them back; none that would harm another question."""

    teaching: Teaching

    async def rehearse(
        self, ways: Sequence[str], entry_id: str, *, guild_id: int | None = None
    ) -> BatchTrial:
        """Only say what teaching them would change."""
        async with self.teaching.serving.turn:
            trial, _ = await self._try(ways, entry_id, guild_id)
        return trial

    async def teach(
        self, ways: Sequence[str], entry_id: str, by: str | None, *, guild_id: int | None = None
    ) -> BatchTaught:
        """Teach those that harm nothing; `by` is the curator's hash."""
        async with self.teaching.serving.turn:
            trial, snapshot = await self._try(ways, entry_id, guild_id)
            return await self._keep(trial, snapshot, by)

    async def teach_as_tried(self, trial: BatchTrial, by: str | None) -> BatchTaught | None:
        """Teach what a trial found harmless; None when another sheet serves by now."""
        teaching = self.teaching
        async with teaching.serving.turn:
            before = teaching.serving.snapshots.current
            if before.version != trial.sheet:
                return None
            taught = await teaching.every()
            snapshot = await asyncio.to_thread(_with, before, taught, trial.lessons)
            return await self._keep(replace(trial, refused=(), harmful=()), snapshot, by)

    async def take_back(self, numbers: Collection[int]) -> tuple[TaughtWay, ...]:
        """Take back those of them that are still there."""
        teaching = self.teaching
        async with teaching.serving.turn:
            with writable():
                taught = await taught_ways.every(teaching.database)
                gone = tuple(each for each in taught if each.number in numbers)
                await taught_ways.remove_all(teaching.database, [each.number for each in gone])
            if gone:
                left = [each for each in taught if each not in gone]
                await teaching.serving.serve(teaching.serving.snapshots.current.written, left)
            return gone

    async def last(self) -> tuple[TaughtWay, ...]:
        """The ways that were taught in the last step."""
        taught = await self.teaching.every()
        latest = max((each.taught_at for each in taught), default=None)
        return tuple(each for each in taught if each.taught_at == latest)

    async def _keep(self, trial: BatchTrial, snapshot: Snapshot, by: str | None) -> BatchTaught:
        """The caller holds the turn."""
        teaching = self.teaching
        now = teaching.serving.clock()
        taught = [TaughtWay(trial.entry_id, way, by, now) for way in trial.ways]
        with writable():
            numbers = await taught_ways.insert_all(teaching.database, taught)
        teaching.serving.snapshots.replace(snapshot)
        return BatchTaught(trial, numbers)

    async def _try(
        self, ways: Sequence[str], entry_id: str, guild_id: int | None
    ) -> tuple[BatchTrial, Snapshot]:
        teaching = self.teaching
        before, taught = teaching.serving.snapshots.current, await teaching.every()
        history = await teaching.serving.history(guild_id)
        lessons = [Lesson.of(way, entry_id) for way in distinct(ways)]

        def tried() -> tuple[BatchTrial, Snapshot]:
            golden, _ = golden_questions(teaching.path, before.briefing)
            return _Tryout(before, taught, lessons, history, golden).try_out(entry_id)

        return await asyncio.to_thread(tried)


class _Tryout:
    """Tries lessons over the same questions, whose answers before are asked for once."""

    def __init__(
        self,
        before: Snapshot,
        taught: Sequence[TaughtWay],
        lessons: Sequence[Lesson],
        history: History,
        golden: Sequence[GoldenQuestion],
    ) -> None:
        self._before = before
        self._taught = taught
        self._refused = [refusal for lesson in lessons if (refusal := objection(before, lesson))]
        unfit = {refusal.lesson for refusal in self._refused}
        self._fit = [lesson for lesson in lessons if lesson not in unfit]
        known = (*(one.ask for one in golden), *history.asked)
        own = {question_key(lesson.way) for lesson in self._fit}
        every = chain.from_iterable(other_questions(before, lesson.way, known) for lesson in self._fit)
        self._questions = [question for question in distinct(every) if question_key(question) not in own]
        self._was = cache(giving(before, answering_from(before)))
        self._wrong = KnownWrong(history.wrong, golden)

    def try_out(self, entry_id: str) -> tuple[BatchTrial, Snapshot]:
        """Try all together; where that does harm, add them one by one and ask only the harmed questions."""
        chosen, harmful = list(self._fit), list[LessonTrial]()
        while True:
            after = self._with(chosen)
            if fruitless := _fruitless(after, chosen):
                self._refused += fruitless
                chosen = [one for one in chosen if one not in {each.lesson for each in fruitless}]
                continue
            others = self._rehearsed(after, self._questions if chosen else ())
            if not others.harmed:
                return BatchTrial(
                    entry_id,
                    tuple(chosen),
                    tuple(self._refused),
                    tuple(harmful),
                    others,
                    self._before.version,
                ), after
            chosen, more = self._harmless(chosen, [shift.question for shift in others.harmed])
            harmful += more

    def _harmless(
        self, lessons: Sequence[Lesson], questions: Sequence[str]
    ) -> tuple[list[Lesson], list[LessonTrial]]:
        """The lessons that can be added and those that cannot; together, they did some harm."""
        chosen, harmful = list[Lesson](), list[LessonTrial]()
        for lesson in lessons:
            others = self._rehearsed(self._with([*chosen, lesson]), questions)
            if others.harmed:
                harmful.append(LessonTrial(lesson, _reached(self._before, lesson), others))
            else:
                chosen.append(lesson)
        return chosen, harmful

    def _with(self, lessons: Sequence[Lesson]) -> Snapshot:
        return _with(self._before, self._taught, lessons)

    def _rehearsed(self, after: Snapshot, questions: Sequence[str]) -> Rehearsal:
        return rehearse(questions, self._was, giving(after, answering_from(after)), self._wrong)


def _with(before: Snapshot, taught: Sequence[TaughtWay], lessons: Sequence[Lesson]) -> Snapshot:
    """The sheet as it would be with these lessons; taught words may be taught anew, to lead elsewhere."""
    if not lessons:
        return before
    own = {question_key(lesson.way) for lesson in lessons}
    kept = [each for each in taught if question_key(each.way) not in own]
    anew = [TaughtWay(one.entry_id, one.way, None, datetime.min) for one in lessons]  # noqa: DTZ901
    return taught_anew(before, [*kept, *anew])


def _fruitless(snapshot: Snapshot, lessons: Sequence[Lesson]) -> list[RefusedLesson]:
    """The lessons whose words would lead elsewhere even when taught."""
    reached = ((lesson, _reached(snapshot, lesson)) for lesson in lessons)
    return [
        RefusedLesson(lesson, Objection.FRUITLESS, entry)
        for lesson, entry in reached
        if entry != lesson.entry_id
    ]


def _reached(snapshot: Snapshot, lesson: Lesson) -> str | None:
    return entry_of(ask(snapshot, lesson.way).answer)
