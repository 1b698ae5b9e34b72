"""The journal's entries: how they get into the database, and the lines that wait for the next run."""

import asyncio
import json
import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Final, assert_never

from pydantic import TypeAdapter

from bot.database import audit_log, erasures, personal_data, query_log
from bot.database.audit_log import AdminAction
from bot.database.connection import Database, Transaction
from bot.database.erasures import Forgetting
from bot.database.long_work import written
from bot.database.personal_data import Person
from bot.database.query_log import Feedback, LoggedQuery
from bot.database.side_file import SideFile
from bot.database.sqlite_files import companion
from bot.errors import StorageError

LOG: Final = logging.getLogger(__name__)
SUFFIX: Final = ".unwritten"


@dataclass(frozen=True, slots=True)
class Erasure:
    """Everything on a person goes: what stands before this entry, or what they left before `until`.

    `through` is the last row of the slices that are left.
    """

    person: Person
    forgetting: Forgetting
    until: datetime | None = None
    through: int | None = None


Record = LoggedQuery | Feedback | AdminAction
JournalEntry = Record | Erasure
_NAMES: Final = {
    LoggedQuery: ("question", "questions"),
    Feedback: ("verdict", "verdicts"),
    AdminAction: ("admin action", "admin actions"),
    Erasure: ("wish to be forgotten", "wishes to be forgotten"),
}
_RECORDS: Final = (LoggedQuery, Feedback, AdminAction)
_READERS: Final[dict[str, TypeAdapter[Record]]] = {kind.__name__: TypeAdapter(kind) for kind in _RECORDS}


async def write(database: Database, records: Sequence[Record]) -> None:
    """All or nothing; consecutive entries of one kind are written together, so that the order stays."""
    queries = [record for record in records if isinstance(record, LoggedQuery)]
    if len(queries) == len(records) <= query_log.MOST_AT_ONCE:
        await query_log.insert(database, queries)  # in one statement, which is the cheaper way
        return
    async with database.transaction() as transaction:
        for _, run in groupby(records, key=type):
            await _write_run(transaction, list(run))


async def _write_run(transaction: Transaction, run: Sequence[Record]) -> None:
    match run[0]:
        case LoggedQuery():
            await query_log.insert(transaction, [e for e in run if isinstance(e, LoggedQuery)])
        case Feedback():
            await query_log.insert_feedback(transaction, (e for e in run if isinstance(e, Feedback)))
        case AdminAction():
            await audit_log.insert(transaction, (e for e in run if isinstance(e, AdminAction)))
        case unreachable:
            assert_never(unreachable)


async def erase(transaction: Transaction, erasure: Erasure) -> Erasure | None:
    """Erase one slice; returns the erasure of the rest, if there is any."""
    through = await personal_data.erase(transaction, erasure.person, erasure.through, until=erasure.until)
    if through is not None:
        return replace(erasure, through=through)
    await erasures.note(transaction, erasure.forgetting)
    return None


def line_of(record: Record) -> str:
    """One line of ASCII, whatever a person typed."""
    return json.dumps({type(record).__name__: asdict(record)}, default=datetime.isoformat)


def records_of(lines: Iterable[str]) -> tuple[list[Record], int]:
    """The records in these lines, each once, and how many lines hold none."""
    records, unreadable = dict[Record, None](), 0
    for line in lines:
        try:
            [(kind, content)] = json.loads(line).items()
            records[_READERS[kind].validate_python(content)] = None
        except (ValueError, KeyError, AttributeError):  # pydantic's ValidationError is a ValueError
            unreadable += 1
    return list(records), unreadable


def summary(entries: Sequence[JournalEntry]) -> str:
    """How many entries of each kind there are, in words."""
    counts = Counter(_NAMES[type(entry)] for entry in entries)
    said = [f"{count} {name if count == 1 else plural}" for (name, plural), count in counts.items()]
    return " and ".join([", ".join(said[:-1]), said[-1]] if said[1:] else said)


class UnwrittenRecords:
    """Records that wait for the database, in a file beside it: what they say outlives the program."""

    def __init__(self, database: Path) -> None:
        self.file = SideFile(companion(database, SUFFIX))
        self.filled = False

    async def read(self) -> list[Record]:
        """What the last run could not write."""
        try:
            lines = await asyncio.to_thread(self.file.lines)
        except OSError as error:
            raise StorageError(f"{self.file.path} cannot be read: {error.strerror}.") from error
        records, unreadable = records_of(lines)
        self.filled = bool(lines)
        if unreadable:
            LOG.error("%s lines of %s hold no log entries.", unreadable, self.file.path)
        return records

    async def keep(self, records: Iterable[Record]) -> None:
        """A crash of the program does not undo it; OSError when it cannot be written."""
        self.filled = True
        await written(self.file.append, [line_of(record) for record in records], lasting=False)

    async def settle(self) -> None:
        """Now a power cut does not undo it either."""
        if self.filled:
            await written(self.file.sync)

    async def drop(self, user_hash: str) -> None:
        """Remove everything that a person said."""
        if self.filled:
            await written(self.file.blank, lambda line: _tells_of(line, user_hash))

    async def clear(self) -> None:
        if self.filled:
            await written(self.file.clear)
            self.filled = False


def _tells_of(line: str, user_hash: str) -> bool:
    return f'"{user_hash}"' in line
