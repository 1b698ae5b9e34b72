"""Who was forgotten, by hash, in a file beside the database that survives a crash and a restored backup.

The database holds the numbers of those that were carried out in it. An entry of the list without its number
there is carried out at the next start: it waited for a locked database, or an older copy was put in place.
"""

import asyncio
import json
import secrets
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from bot.database.connection import Database, Transaction
from bot.database.instants import from_text, to_text
from bot.database.long_work import written
from bot.database.side_file import SideFile
from bot.database.sqlite_files import companion

SUFFIX: Final = ".forgotten"
DELETE_BEFORE: Final = """
    DELETE FROM erasures WHERE id IN (SELECT id FROM erasures WHERE erased_at < ? LIMIT ?) RETURNING 1"""


@dataclass(frozen=True, slots=True)
class Forgetting:
    """One entry of the list: whom to forget, and what they left before which instant."""

    user_hash: str
    at: datetime
    id: str = field(default_factory=partial(secrets.token_hex, 8))


class ErasureList:
    """Written before a person is told that they are forgotten; all who write it share one.

    What it holds is remembered: a file that is deleted meanwhile is written anew.
    """

    def __init__(self, database: Path) -> None:
        self.file = SideFile(list_file_of(database))
        self._known: tuple[Forgetting, ...] = ()

    async def reserve(self) -> None:
        """Have room, and all that was ever there, even if the file was lost; without space go on without."""
        await written(self._reserve)

    def _reserve(self) -> None:
        with suppress(OSError):
            self._write_anew_if_lost()
            self.file.reserve()
            self._known = tuple(_forgettings(self.file.lines()))

    def _write_anew_if_lost(self) -> None:
        if self._known and not self.file.path.exists():
            self.file.append(map(_line, self._known))

    async def add(self, forgetting: Forgetting) -> None:
        """It is on disk when this returns; OSError when that is not possible."""
        await written(self._add, forgetting)

    def _add(self, forgetting: Forgetting) -> None:
        self._write_anew_if_lost()
        self.file.append([_line(forgetting)])
        self._known += (forgetting,)

    async def put(self, forgetting: Forgetting) -> None:
        """The same, in place of earlier wishes of this person: however often they ask, it is one line."""
        await written(self._put, forgetting)

    def _put(self, forgetting: Forgetting) -> None:
        self._add(forgetting)
        self._keep_only(lambda each: each.user_hash != forgetting.user_hash or each.id == forgetting.id)

    async def all(self) -> tuple[Forgetting, ...]:
        return tuple(_forgettings(await asyncio.to_thread(self.file.lines)))

    async def missing(self, database: Database) -> tuple[Forgetting, ...]:
        """The entries that were not carried out in this database."""
        known = {row["id"] for row in await database.read("SELECT id FROM erasures")}
        return tuple(each for each in await self.all() if each.id not in known)

    async def purge(self, end: datetime) -> None:
        """Forget old entries: nothing that those people left is anywhere any more."""
        await written(self._keep_only, lambda each: each.at >= end)

    def _keep_only(self, wanted: Callable[[Forgetting], bool]) -> None:
        self.file.keep_only(lambda line: any(map(wanted, _forgettings([line]))))
        self._known = tuple(filter(wanted, self._known))


def list_file_of(database: Path) -> Path:
    return companion(database, SUFFIX)


async def note(transaction: Transaction, forgetting: Forgetting) -> None:
    """Record that it was carried out, in the same transaction."""
    await transaction.run(
        "INSERT INTO erasures VALUES (?, ?) ON CONFLICT (id) DO NOTHING",
        (forgetting.id, to_text(forgetting.at)),
    )


def _line(forgetting: Forgetting) -> str:
    return json.dumps({"id": forgetting.id, "user": forgetting.user_hash, "at": to_text(forgetting.at)})


def _forgettings(lines: Iterable[str]) -> list[Forgetting]:
    """A damaged line names nobody we could find."""
    found = []
    for line in lines:
        try:
            entry = json.loads(line)
            found.append(Forgetting(entry["user"], from_text(entry["at"]), entry["id"]))
        except (ValueError, KeyError, TypeError):
            continue
    return found
