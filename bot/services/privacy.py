"""Privacy: what is kept and for how long, a person's own data as a file, and forgetting them."""

import asyncio
import json
import logging
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.database import audit_log, meta, personal_data, query_log
from bot.database.connection import Database
from bot.database.erasures import ErasureList
from bot.database.instants import from_optional, to_text
from bot.database.personal_data import Person, identify
from bot.database.query_log import Feedback, LoggedQuery
from bot.database.user_key import UserKey
from bot.services.journal import Journal

LOG: Final = logging.getLogger(__name__)
ADMIN_DAYS: Final = 365
PURGE_EVERY: Final = timedelta(days=1)
LOOK_SECONDS: Final = 900.0


@dataclass(frozen=True, slots=True)
class Purged:
    """How much was deleted."""

    queries: int
    admin_actions: int


async def purge(database: Database, now: datetime, *, days: int) -> Purged:
    """Delete questions older than so many days, and admin actions older than a year; then wipe."""
    async with database.transaction() as transaction:
        queries = await query_log.delete_before(transaction, now - timedelta(days=days))
        actions = await audit_log.delete_before(transaction, now - timedelta(days=ADMIN_DAYS))
        if queries or actions:
            await meta.put_in(transaction, meta.Key.WIPE_DUE, to_text(now))
        await meta.put_in(transaction, meta.Key.LAST_PURGE, to_text(now))
    await wipe_if_due(database)
    return Purged(queries, actions)


async def wipe_if_due(database: Database) -> None:
    """Leave no deleted row in free pages or in the write-ahead log; a reminder survives a failure."""
    if await meta.get(database, meta.Key.WIPE_DUE) is not None:
        await database.wipe()
        await meta.remove(database, meta.Key.WIPE_DUE)


async def keep_for_ever(
    database: Database,
    *,
    days: int,
    clock: Callable[[], datetime],
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> None:
    """Purge daily and wipe when it is due, asking the wall clock every quarter of an hour."""
    while True:
        try:
            await keep_once(database, clock(), days=days)
        except sqlite3.Error as error:
            LOG.warning("Old log entries could not be deleted yet: %s", error)
        await sleep(LOOK_SECONDS)


async def keep_once(database: Database, now: datetime, *, days: int) -> None:
    last = from_optional(await meta.get(database, meta.Key.LAST_PURGE))
    if last is None or abs(now - last) >= PURGE_EVERY:
        purged = await purge(database, now, days=days)
        LOG.info("Deleted %d old questions and %d admin actions.", purged.queries, purged.admin_actions)
    else:
        await wipe_if_due(database)


class Subject(StrEnum):
    """The kinds of things that are kept on people."""

    QUESTIONS = "questions"
    FEEDBACK = "feedback"
    ADMIN_ACTIONS = "admin_actions"
    SUBSCRIPTIONS = "subscriptions"
    TAUGHT_WAYS = "taught_ways"
    AWAITED = "awaited"


@dataclass(frozen=True, slots=True)
class Holding:
    """What is kept, whether under the user's id or a keyed hash of it, and for how many days.

    No number of days means for as long as the thing itself lasts.
    """

    subject: Subject
    hashed: bool
    days: int | None


class Forgotten(StrEnum):
    """How far forgetting has come."""

    DONE = "done"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Privacy:
    """The rights of a person towards the log."""

    database: Database
    journal: Journal
    key: UserKey
    retention_days: int
    clock: Callable[[], datetime]

    def holdings(self) -> tuple[Holding, ...]:
        return (
            Holding(Subject.QUESTIONS, hashed=True, days=self.retention_days),
            Holding(Subject.FEEDBACK, hashed=True, days=self.retention_days),
            Holding(Subject.ADMIN_ACTIONS, hashed=False, days=ADMIN_DAYS),
            Holding(Subject.SUBSCRIPTIONS, hashed=False, days=None),
            Holding(Subject.TAUGHT_WAYS, hashed=True, days=None),
            Holding(Subject.AWAITED, hashed=True, days=self.retention_days),
        )

    async def my_data(self, user_id: int) -> bytes:
        """Everything on a person as a JSON file, entries that still wait for the database included."""
        person = self._person(user_id)
        waiting = self.journal.waiting_of(person.user_hash)
        stored = await personal_data.collect(self.database, person)
        known = {query.request_id for query in stored.queries}
        queries = [e for e in waiting if isinstance(e, LoggedQuery) and e.request_id not in known]
        verdicts = {e.request_id: e for e in (*stored.feedback, *waiting) if isinstance(e, Feedback)}
        content = {
            Subject.QUESTIONS: [asdict(query) for query in (*stored.queries, *queries)],
            Subject.FEEDBACK: [asdict(verdict) for verdict in verdicts.values()],
            Subject.ADMIN_ACTIONS: [asdict(action) for action in stored.admin_actions],
            Subject.SUBSCRIPTIONS: [str(channel) for channel in stored.subscribed_channels],
            Subject.TAUGHT_WAYS: [asdict(way) for way in stored.taught_ways],
            Subject.AWAITED: list(stored.awaited),
        }
        return json.dumps(content, indent=2, ensure_ascii=False, default=_plain).encode()

    async def forget(self, user_id: int) -> Forgotten:
        """Erase a person; WAITING when the database cannot be written now, and it will be done then."""
        person = self._person(user_id)
        if await self._is_unknown(person):
            return Forgotten.DONE
        if not await self.journal.erase(person, self.clock()):
            return Forgotten.WAITING
        try:
            await wipe_if_due(self.database)
        except sqlite3.Error:
            return Forgotten.WAITING
        return Forgotten.DONE

    async def _is_unknown(self, person: Person) -> bool:
        """Nothing is stored or waiting: there is nothing to erase, which costs nothing."""
        if self.journal.waiting_of(person.user_hash):
            return False
        try:
            return not await personal_data.is_known(self.database, person)
        except sqlite3.Error:
            return False

    async def forget_again(self) -> None:
        """Wishes that this database does not know: they waited for it, or it is an older copy."""
        missing = await ErasureList(self.database.path).missing(self.database)
        hashes = {forgetting.user_hash for forgetting in missing}
        people = {each.user_hash: each for each in await identify(self.database, self.key, hashes)}
        for forgetting in missing:
            self.journal.erase_again(people[forgetting.user_hash], forgetting)

    def _person(self, user_id: int) -> Person:
        return Person(self.key.hash(user_id), user_id)


def _plain(value: datetime) -> str:
    return value.isoformat()
