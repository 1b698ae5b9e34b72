"""Reloading: a new sheet is loaded, checked and rehearsed aside, and only then replaces the old one.

A sheet with a problem changes nothing, and one that lost many facts waits until somebody agrees.
"""

import asyncio
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from bot.database.connection import Database
from bot.domain.sheet_state import TaughtWay
from bot.errors import Problem, SheetError
from bot.services.serving import Serving
from bot.services.snapshot import Snapshot, Snapshots, let_go
from bot.services.trial import History, Trial, try_out
from bot.sheets.documents import ReadingRules
from bot.sheets.knowledge import RULES, base_of


class ReloadEffect(StrEnum):
    """What became of a sheet that could be served."""

    APPLIED = "applied"
    UNCHANGED = "unchanged"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Rejected:
    """The sheet has problems; the version named here still answers."""

    version: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Reloaded:
    """The sheet has no problems; `effect` says whether it serves now."""

    trial: Trial
    effect: ReloadEffect


ReloadReport = Rejected | Reloaded


@dataclass(frozen=True, slots=True)
class ReloadPolicy:
    """Where the sheet is, how much of it may go without consent, and how many questions are rehearsed."""

    path: Path
    shrink_percent: float
    questions: int
    rules: ReadingRules = RULES


class Reloader:
    """Replaces the serving snapshot, one reload at a time."""

    def __init__(
        self,
        snapshots: Snapshots,
        policy: ReloadPolicy,
        clock: Callable[[], datetime],
        database: Database | None = None,
        taught: Sequence[TaughtWay] = (),
    ) -> None:
        self._policy = policy
        self.serving = Serving(snapshots, clock, database, policy.questions, taught)

    async def reload(self, *, agreed: str | None = None, guild_id: int | None = None) -> ReloadReport:
        """Read the sheet again; `agreed` is the version that somebody allowed to remove as much as it does.

        For a guild its own questions are rehearsed, and problems name no folder of the machine.
        """
        async with self.serving.turn:
            before = self.serving.snapshots.current
            history = await self.serving.history(guild_id)
            taught = await self.serving.what_was_taught()
            try:
                # In a thread of its own, so that answers go on meanwhile.
                trial = await asyncio.to_thread(self._try_out, before, history, taught)
            except SheetError as error:
                problems = error.problems if guild_id is None else self._without_folder(error.problems)
                return Rejected(before.version, problems)
            report = self._apply(trial, agreed)
            if report.effect is not ReloadEffect.HELD:
                left = [before]
                del before
                await asyncio.to_thread(let_go, left)
                await self.serving.keep()
            return report

    def _try_out(self, before: Snapshot, history: History, taught: Sequence[TaughtWay]) -> Trial:
        policy = self._policy
        return try_out(policy.path, before, history, self.serving.clock().date(), policy.rules, taught)

    def _without_folder(self, problems: Sequence[Problem]) -> tuple[Problem, ...]:
        folder = f"{base_of(self._policy.path)}{os.sep}"
        return tuple(
            replace(
                problem,
                file=problem.file.removeprefix(folder),
                message=problem.message.replace(folder, ""),
                hint=problem.hint.replace(folder, ""),
            )
            for problem in problems
        )

    def _apply(self, trial: Trial, agreed: str | None) -> Reloaded:
        revision = trial.revision
        if revision.shrinks_by_more_than(self._policy.shrink_percent) and agreed != revision.after:
            return Reloaded(trial, ReloadEffect.HELD)
        self.serving.snapshots.replace(trial.snapshot)
        return Reloaded(trial, ReloadEffect.UNCHANGED if revision.unchanged else ReloadEffect.APPLIED)
