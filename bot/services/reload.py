"""Reloading: a new sheet is loaded, checked and rehearsed aside; only then does it take the place of the old.

A sheet with a problem changes nothing, and one that lost many facts waits until somebody agrees.
"""

import asyncio
import logging
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

from bot.database import query_figures, taught_ways
from bot.database.connection import Database
from bot.domain.alike import distinct
from bot.domain.answering import Answer, Found
from bot.domain.linting import lint_entries
from bot.domain.rehearsal import Answering, Given, Promises, Rehearsal, keep, rehearse
from bot.domain.revision import Revision, revise
from bot.domain.taught_way import TaughtWay
from bot.errors import Problem, SheetError
from bot.services.asking import ask
from bot.services.snapshot import Snapshot, Snapshots, snapshot_of
from bot.sheets.documents import ReadingRules
from bot.sheets.golden import golden_questions
from bot.sheets.knowledge import RULES, load

LOG: Final = logging.getLogger(__name__)
SHOWN: Final = {"answer", "kind", "said_by", "quotes", "as_of"}


class Effect(StrEnum):
    """What became of a sheet that could be served."""

    APPLIED = "applied"
    UNCHANGED = "unchanged"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Trial:
    """A sheet that could be served, what would be different with it, and how many weaknesses that brings."""

    snapshot: Snapshot
    revision: Revision
    weaknesses: int
    rehearsal: Rehearsal
    promises: Promises


@dataclass(frozen=True, slots=True)
class Rejected:
    """The sheet has problems; the version named here still answers."""

    version: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Reloaded:
    """The sheet has none; whether it answers now is its effect."""

    trial: Trial
    effect: Effect


ReloadReport = Rejected | Reloaded


@dataclass(frozen=True, slots=True)
class Policy:
    """Where the sheet is, how much of it may go unasked, and how many logged questions are rehearsed."""

    path: Path
    shrink_percent: float
    questions: int
    rules: ReadingRules = RULES


class Reloader:
    """Replaces the snapshot that serves, one reload at a time."""

    def __init__(
        self,
        snapshots: Snapshots,
        policy: Policy,
        clock: Callable[[], datetime],
        database: Database | None = None,
    ) -> None:
        self._snapshots = snapshots
        self._policy = policy
        self._clock = clock
        self._database = database
        self._taught: tuple[TaughtWay, ...] = ()
        self.turn = asyncio.Lock()
        """Held by whoever prepares another snapshot, from a look at the current one to its replacement."""

    async def reload(self, *, agreed: str | None = None, guild_id: int | None = None) -> ReloadReport:
        """`agreed` is the version that may remove as much as it does; a guild rehearses its own questions."""
        async with self.turn:
            before = self._snapshots.current
            asked = await self.lately_asked(guild_id)
            taught = await self._what_was_taught()
            try:
                # In a thread of its own, so that answers go on meanwhile.
                trial = await asyncio.to_thread(self._try_out, before, asked, taught)
            except SheetError as error:
                return Rejected(before.version, error.problems)
            return self._apply(trial, agreed)

    def _try_out(self, before: Snapshot, asked: Sequence[str], taught: Sequence[TaughtWay]) -> Trial:
        policy = self._policy
        return try_out(policy.path, before, asked, self._clock().date(), policy.rules, taught)

    def _apply(self, trial: Trial, agreed: str | None) -> Reloaded:
        revision = trial.revision
        if revision.shrinks_by_more_than(self._policy.shrink_percent) and agreed != revision.after:
            return Reloaded(trial, Effect.HELD)
        self._snapshots.replace(trial.snapshot)
        return Reloaded(trial, Effect.UNCHANGED if revision.unchanged else Effect.APPLIED)

    async def _what_was_taught(self) -> tuple[TaughtWay, ...]:
        """As it was known last, while the database cannot be read."""
        if self._database is not None:
            try:
                self._taught = await taught_ways.every(self._database)
            except sqlite3.Error as error:
                LOG.warning("The taught ways of asking could not be read: %s", error)
        return self._taught

    @property
    def path(self) -> Path:
        """Where the sheet's files are."""
        return self._policy.path

    async def lately_asked(self, guild_id: int | None) -> tuple[str, ...]:
        """The newest questions of the log, as many as are rehearsed."""
        if self._database is None:
            return ()
        try:
            return await query_figures.lately_asked(
                self._database, limit=self._policy.questions, guild_id=guild_id
            )
        except sqlite3.Error as error:
            LOG.warning("The logged questions could not be rehearsed: %s", error)
            return ()


def try_out(
    path: Path,
    before: Snapshot,
    asked: Sequence[str],
    today: date,
    rules: ReadingRules = RULES,
    taught: Sequence[TaughtWay] = (),
) -> Trial:
    """Load, check and rehearse the sheet at a path; SheetError says all that is wrong with it."""
    snapshot = snapshot_of(load(path, rules), before.thresholds, taught)
    golden, complaints = golden_questions(path, snapshot.briefing)
    snapshot.passages.prepare()
    revision = revise(before.briefing, snapshot.briefing)
    weak = lint_entries(snapshot.briefing, snapshot.matcher, today, revision.new_or_changed)
    questions = distinct((*(question.ask for question in golden), *asked))
    answering = cache(answering_from(snapshot))
    return Trial(
        snapshot=snapshot,
        revision=revision,
        weaknesses=len(weak) + len(complaints),
        rehearsal=rehearse(questions, giving(before, answering_from(before)), giving(snapshot, answering)),
        promises=keep(golden, answering),
    )


def answering_from(snapshot: Snapshot) -> Callable[[str], Answer]:
    return lambda question: ask(snapshot, question).answer


def giving(snapshot: Snapshot, answering: Callable[[str], Answer]) -> Answering:
    """What a reader would be told: another topic or another way to ask makes no other answer."""

    def give(question: str) -> Given | None:
        answer = answering(question)
        if not isinstance(answer, Found):
            return None
        fact = snapshot.briefing.facts[answer.best.id]
        return Given(fact.id, fact.model_dump_json(include=SHOWN))

    return give
