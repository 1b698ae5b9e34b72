"""How a sheet learns from what is asked: week by week, and only what gaps and teaching propose is taken up.

The curator of this bench judges as the exam's gold does and knows nothing else. Of the entries that gaps
propose, the ways that ask for the fact named are taught, and an open question that the documents really leave
open is pasted; what is left is taught by the menu of *Should have been …*, if a fact in it is right. Whatever
would change another answer is not taken up.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import yaml
from rich.console import Console
from rich.table import Table

from bot.database import query_log
from bot.database.connection import Database
from bot.database.database_file import open_database
from bot.database.query_log import Feedback, LoggedQuery, Outcome, Surface, Verdict
from bot.domain.answering import Answer, Chat, Found, Unknown, Unsure
from bot.domain.briefing import Briefing
from bot.domain.exam import Examiner, ExamQuestion, Grade, Tally, examine, tally
from bot.domain.scrubbing import scrub
from bot.domain.sheet import OpenQuestion
from bot.services.asking import Reply, ask
from bot.services.gaps import GapReport, Gaps
from bot.services.reload import Reloader, ReloadPolicy
from bot.services.snapshot import Snapshots, snapshot_of
from bot.services.teaching import Lesson, RefusedLesson, Taught, Teaching, words_of
from bot.services.trial import answering_from, trial_of
from bot.sheets.exam_file import read_exams
from bot.sheets.knowledge import load
from bot.sheets.sheet_text import LearnedWays

KNOWLEDGE, EXAMS = Path("knowledge"), Path("tests/exams")
FRESH = range(11, 16)  # rounds that are never in the log
START = datetime(2026, 1, 5, 12, tzinfo=UTC)
WEEK = timedelta(days=7)
WAYS = 5  # beside the question, of each entry of the thinned sheet
MENU = 25  # so many entries a menu of Discord has


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What a lesson is tried on: so many of the newest questions, and every so-many-th golden one."""

    newest: int = 200
    every: int = 1
    golden: Path = KNOWLEDGE / "golden.yaml"


@dataclass
class Week:
    """What came of the gaps of one week."""

    gaps: int = 0
    proposed: int = 0
    named: int = 0
    opened: int = 0
    withheld: int = 0
    refused: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Mark:
    """The fresh questions after so many weeks."""

    week: int
    done: Week
    fresh: Tally


def thinned(briefing: Briefing) -> Briefing:
    """As a young sheet is: without what was learned, and with few ways of asking."""
    curated = briefing.without_learned()
    few = {
        "facts": tuple(each.model_copy(update={"also": each.also[:WAYS]}) for each in curated.sheet.facts),
        "open_questions": tuple(
            each.model_copy(update={"also": each.also[:WAYS]}) for each in curated.sheet.open_questions
        ),
    }
    return replace(curated, sheet=curated.sheet.model_copy(update=few))


class School:
    """A bot without a face: its log, its gaps and its teaching, and a curator who knows the gold."""

    def __init__(self, briefing: Briefing, database: Database, path: Path, newest: int) -> None:
        """The golden questions are those at the path."""
        self.now = START
        self.snapshots = Snapshots(snapshot_of(briefing))
        self._path = path
        self._database = database
        self._examiner = Examiner(briefing)
        self._reloader = Reloader(self.snapshots, ReloadPolicy(path, 20, newest), lambda: self.now, database)
        self._teaching = Teaching(self._reloader.serving, path, database)
        self._gaps = Gaps(self.snapshots, database, lambda: self.now)
        self._gold: dict[str, ExamQuestion] = {}
        self._asked = 0

    async def live(self, questions: Sequence[ExamQuestion]) -> Week:
        """A week in which these are asked; at its end somebody goes through the gaps."""
        await self._log(questions)
        self.now += WEEK
        week = Week()
        for gap in await self._gaps.find(None):
            week.gaps += 1
            await self._close(await self._gaps.report(gap), week)
        return week

    def mark(self, questions: Sequence[ExamQuestion]) -> Tally:
        snapshot = self.snapshots.current
        return tally(examine(snapshot.briefing, questions, answering_from(snapshot)))

    async def _log(self, questions: Sequence[ExamQuestion]) -> None:
        """Whoever gets a wrong answer says so, and whoever is offered the right fact picks it."""
        rows, disliked = list[LoggedQuery](), list[Feedback]()
        for question in questions:
            reply = ask(self.snapshots.current, question.question)
            self._asked += 1
            row = _row(self._asked, reply, self.now)
            self._gold[self._way(row.text)] = question
            rows.append(row)
            taken = next((m for m in _offered(reply.answer) if self._asks_for(self._way(row.text), m)), None)
            if taken is not None:
                rows.append(_choice(row, taken))
            if self._examiner.grade(question, row.text, reply.answer).grade is Grade.WRONG:
                disliked.append(Feedback(row.request_id, "somebody", Verdict.WRONG, self.now))
        async with self._database.transaction() as transaction:
            await query_log.insert(transaction, rows)
            await query_log.insert_feedback(transaction, disliked)

    async def _close(self, report: GapReport, week: Week) -> None:
        proposal = report.proposal
        if isinstance(proposal, LearnedWays):
            for way in proposal.ways:
                if self._asks_for(way, proposal.entry_id):
                    week.proposed += await self._teach(Lesson.of(way, proposal.entry_id), week)
        elif isinstance(proposal, OpenQuestion):
            await self._paste(proposal, week)
        for wording in report.gap.questions:
            for lesson in self._should_have_been(wording):
                week.named += await self._teach(lesson, week)

    async def _teach(self, lesson: Lesson, week: Week) -> bool:
        done = await self._teaching.teach(lesson, None)
        if isinstance(done, RefusedLesson):
            week.refused[done.objection.value] += 1
        elif not isinstance(done, Taught):
            week.withheld += 1
        return isinstance(done, Taught)

    def _should_have_been(self, wording: str) -> Iterator[Lesson]:
        way = self._way(wording)
        near = self.snapshots.current.matcher.rank(wording, limit=MENU).matches
        right = next((match.id for match in near if self._asks_for(way, match.id)), None)
        given = _given(ask(self.snapshots.current, wording).answer)
        if right is not None and not (given and self._asks_for(way, given)):
            yield Lesson.of(way, right)

    async def _paste(self, proposed: OpenQuestion, week: Week) -> None:
        """Into the sheet, with the ways that are open, if one is; not where a reload would cost an answer."""
        ways = tuple(way for way in proposed.also if way in self._gold and not self._gold[way].answerable)
        asked = proposed.question.rstrip("?").lower()
        is_open = any(
            way.rstrip(" .!?…").lower() == asked for way, q in self._gold.items() if not q.answerable
        )
        if not is_open:
            return
        before = self.snapshots.current
        sheet = before.written.sheet
        entries = (*sheet.open_questions, proposed.model_copy(update={"also": ways}))
        written = replace(before.written, sheet=sheet.model_copy(update={"open_questions": entries}))
        history = await self._reloader.serving.history(None)
        taught = await self._teaching.every()
        trial = trial_of(written, self._path, before, history, self.now.date(), taught)
        if trial.rehearsal.lost or trial.rehearsal.changed:
            week.withheld += 1
        else:
            week.opened += 1
            self.snapshots.replace(trial.snapshot)
            self._examiner = Examiner(trial.snapshot.briefing)

    def _asks_for(self, way: str, entry_id: str) -> bool:
        question = self._gold.get(way)
        facts = self.snapshots.current.briefing.facts
        return question is not None and entry_id in facts and self._examiner.answers(question, entry_id)

    def _way(self, text: str) -> str:
        return words_of(self.snapshots.current, text)


def _given(answer: Answer) -> str | None:
    return answer.best.id if isinstance(answer, Found) else None


def _offered(answer: Answer) -> tuple[str, ...]:
    match answer:
        case Unsure(choices=offered) | Unknown(nearest=offered):
            return tuple(match.id for match in offered)
        case _:
            return ()


def _choice(asked: LoggedQuery, fact_id: str) -> LoggedQuery:
    """The same person picks what was meant a little later."""
    return replace(
        asked,
        request_id=f"{asked.request_id}-choice",
        asked_at=asked.asked_at + timedelta(milliseconds=500),
        surface=Surface.CHOICE,
        outcome=Outcome.ANSWERED,
        fact_id=fact_id,
        open_question_id=None,
    )


def _row(number: int, reply: Reply, now: datetime) -> LoggedQuery:
    answer = reply.answer
    missed = Outcome.UNKNOWN if isinstance(answer, Unknown) else Outcome.UNSURE
    return LoggedQuery(
        request_id=str(number),
        asked_at=now + timedelta(seconds=number),
        surface=Surface.SLASH,
        guild_id=None,
        channel_id=None,
        user_hash=f"somebody-{number}",
        text=scrub(reply.question),
        outcome=Outcome.ANSWERED if isinstance(answer, Found) else missed,
        fact_id=_given(answer),
        open_question_id=answer.open_question if isinstance(answer, Unknown) else None,
        score=answer.score,
        sheet=reply.snapshot.version,
        elapsed_ms=reply.elapsed_ms,
        chat=isinstance(answer, Chat),
    )


async def learn(
    briefing: Briefing,
    weeks: Sequence[Sequence[ExamQuestion]],
    fresh: Sequence[ExamQuestion],
    tried: Rehearsed,
) -> AsyncIterator[Mark]:
    """The fresh questions before anything was asked, and after each week."""
    with TemporaryDirectory() as folder:
        await asyncio.to_thread(_write_golden, Path(folder), tried)
        async with open_database(Path(folder) / "bot.sqlite3") as database:
            school = School(briefing, database, Path(folder), tried.newest)
            yield Mark(0, Week(), school.mark(fresh))
            for number, week in enumerate(weeks, 1):
                done = await school.live(week)
                yield Mark(number, done, school.mark(fresh))


def _write_golden(folder: Path, tried: Rehearsed) -> None:
    golden = yaml.safe_load(tried.golden.read_text("utf-8"))["golden"]
    kept = yaml.safe_dump({"golden": golden[:: tried.every]}, allow_unicode=True)
    (folder / "golden.yaml").write_text(kept, encoding="utf-8")


@click.command("learning")
@click.option("--weeks", type=click.IntRange(1, 10), default=10, show_default=True)
@click.option("--newest", default=200, show_default=True, help="Logged questions each lesson is tried on.")
@click.option("--every", default=1, show_default=True, help="And every so-many-th golden question.")
def learning_command(weeks: int, newest: int, every: int) -> None:
    """The shipped sheet thinned, old rounds as its log week by week: fresh questions after each week."""
    asyncio.run(_show(weeks, Rehearsed(newest, every)))


async def _show(weeks: int, tried: Rehearsed) -> None:
    table = Table(
        "week", "gaps", "proposed", "named", "opened", "withheld", "correct", "wrong", "offered", "declined"
    )
    fresh = read_exams([EXAMS / f"round{number}.jsonl" for number in FRESH])
    rounds = [read_exams([EXAMS / f"round{number}.jsonl"]) for number in range(1, weeks + 1)]
    async for mark in learn(thinned(load(KNOWLEDGE)), rounds, fresh, tried):
        done, told = mark.done, mark.fresh
        counts = (mark.week, done.gaps, done.proposed, done.named, done.opened, done.withheld)
        shares = (told.correct, told.wrong, told.offered, told.declined)
        click.echo(f"week {mark.week}: {told.correct:.1f} % correct; refused: {dict(done.refused)}", err=True)
        table.add_row(*map(str, counts), *(f"{share:.1f}" for share in shares))
    Console().print(table)
