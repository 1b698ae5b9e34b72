"""Rollback: an earlier sheet answers again, until the files change or somebody reloads."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.database import kept_sheets
from bot.database.connection import Database
from bot.database.kept_sheets import KeptSheet
from bot.domain.briefing import Briefing
from bot.domain.sheet_state import TaughtWay
from bot.errors import InputError
from bot.services.serving import Serving, writable
from bot.services.snapshot import Snapshot
from bot.services.trial import History, Trial, trial_of
from bot.sheets.documents import ReadingRules
from bot.sheets.knowledge import state_of_files


@dataclass(frozen=True, slots=True)
class RolledBack:
    """An earlier sheet answers again; `served_at` is when it began to serve before.

    `before` is the version that it replaces, as the list of kept sheets names it.
    """

    trial: Trial
    served_at: datetime
    before: str


@dataclass(frozen=True, slots=True)
class NotKept:
    """No sheet of that version is kept, or none but the serving one; `kept` could be brought back."""

    version: str | None
    kept: tuple[KeptSheet, ...]


RollbackReport = RolledBack | NotKept


@dataclass(frozen=True, slots=True)
class Rollback:
    """Brings a kept sheet back; rollbacks, reloads and lessons take turns."""

    serving: Serving
    path: Path
    rules: ReadingRules

    async def rollback(self, version: str | None = None, *, guild_id: int | None = None) -> RollbackReport:
        """Serve a kept sheet again, by default the previous one."""
        async with self.serving.turn:
            before, others = self.serving.snapshots.current, await self.others()
            chosen = next((each for each in others if version in {None, each.version}), None)
            if chosen is None:
                return NotKept(version, others)
            with writable():
                content = await kept_sheets.content(self._need_database(), chosen.version)
            history, taught = await self.serving.history(guild_id), await self.serving.what_was_taught()
            trial = await asyncio.to_thread(self._try_back, content or b"", before, history, taught)
            await self._hold(trial.snapshot.written)
            self.serving.snapshots.replace(trial.snapshot)
            return RolledBack(trial, chosen.served_at, before.written.version)

    async def others(self) -> tuple[KeptSheet, ...]:
        """The sheets that could be brought back, most recent first."""
        with writable():
            kept = await kept_sheets.kept(self._need_database())
        return tuple(each for each in kept if each.version != self.serving.snapshots.current.written.version)

    async def _hold(self, briefing: Briefing) -> None:
        files = await asyncio.to_thread(state_of_files, self.path, self.rules)
        with writable():
            await kept_sheets.hold(self._need_database(), briefing, files, self.serving.clock())

    def _need_database(self) -> Database:
        if self.serving.database is None:
            raise InputError("There is no database here that could have kept an earlier sheet.")
        return self.serving.database

    def _try_back(
        self, content: bytes, before: Snapshot, history: History, taught: Sequence[TaughtWay]
    ) -> Trial:
        today = self.serving.clock().date()
        return trial_of(kept_sheets.restored(content), self.path, before, history, today, taught)
