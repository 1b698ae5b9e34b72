"""The status of the bot: what it serves, how the log is doing, and what happened last."""

import sqlite3
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from bot.database import audit_log, kept_sheets, query_figures
from bot.database.audit_log import AdminAction
from bot.database.connection import Database
from bot.database.query_figures import Counts
from bot.database.sqlite_files import with_log
from bot.domain.briefing import Briefing
from bot.domain.sheet_state import HeldSheet
from bot.services.digest import channel_status
from bot.services.digest.channel_status import ChannelStatus
from bot.services.journal import Journal

DAY: Final = timedelta(days=1)
RELOAD: Final = "reload"


@dataclass(frozen=True, slots=True)
class Records:
    """What the database tells: a day's questions, the last reload, a rollback, every channel's digest."""

    day: Counts
    last_reload: AdminAction | None
    digests: tuple[ChannelStatus, ...]
    held: HeldSheet | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """Everything at one instant; without `records`, the database could not be read.

    What concerns the operator alone, such as the path, is left out for a single server. `pending` log entries
    wait in memory; `stalled` says that the last attempt to write failed.
    """

    briefing: Briefing
    path: Path | None
    size: int
    records: Records | None
    pending: int
    stalled: bool


async def status(
    database: Database,
    briefing: Briefing,
    now: datetime,
    *,
    journal: Journal | None = None,
    guild_id: int | None = None,
) -> Status:
    """The status for one server, or for all."""
    return Status(
        briefing=briefing,
        path=database.path if guild_id is None else None,
        size=_size(database.path),
        records=await _records(database, now, guild_id),
        pending=journal.pending if journal else 0,
        stalled=journal is not None and journal.stalled,
    )


async def _records(database: Database, now: datetime, guild_id: int | None) -> Records | None:
    try:
        return Records(
            day=await query_figures.counts(database, now - DAY, guild_id=guild_id),
            last_reload=_seen_from(await audit_log.latest(database, RELOAD), guild_id),
            digests=await channel_status.statuses(database, now, guild_id=guild_id),
            held=await kept_sheets.held(database),
        )
    except sqlite3.Error:
        return None


def _seen_from(action: AdminAction | None, guild_id: int | None) -> AdminAction | None:
    """Admins of one server are not told who reloaded in another."""
    if action is None or guild_id in {None, action.guild_id}:
        return action
    return replace(action, user_name="")


def _size(path: Path) -> int:
    """The bytes of the file and of its write-ahead log."""
    return sum(file.stat().st_size for file in with_log(path))
