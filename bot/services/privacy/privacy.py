"""Privacy: what is kept and for how long, a person's own data as a file, and forgetting them."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Final

from bot.database import personal_data
from bot.database.connection import Database, Row
from bot.database.erasures import Forgetting
from bot.database.instants import from_text
from bot.database.long_work import written
from bot.database.personal_data import Person, PersonalData, identify
from bot.database.query_log import Feedback, LoggedQuery
from bot.database.user_key import UserKey
from bot.services.journal import Journal
from bot.services.privacy.personal_file import DataFile, PersonalFile
from bot.services.privacy.retention import ADMIN_DAYS
from bot.services.privacy.wiping import Wiper

ABOUT: Final = "about"


class Subject(StrEnum):
    """The kinds of things that are kept about people."""

    QUESTIONS = "questions"
    FEEDBACK = "feedback"
    ADMIN_ACTIONS = "admin_actions"
    SUBSCRIPTIONS = "subscriptions"
    TAUGHT_WAYS = "taught_ways"
    AWAITED = "awaited"
    HUMAN = "asked_the_curators"


@dataclass(frozen=True, slots=True)
class Holding:
    """What is kept, whether under the user's id or a keyed hash of it, and for how many days.

    No number of days means for as long as the thing itself lasts.
    """

    subject: Subject
    hashed: bool
    days: int | None


class Forgotten(StrEnum):
    """How far an erasure has come."""

    DONE = "done"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Privacy:
    """A person's rights over their data."""

    database: Database
    journal: Journal
    key: UserKey
    wiper: Wiper
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
            Holding(Subject.HUMAN, hashed=True, days=self.retention_days),
        )

    async def my_data(self, user_id: int, about: Sequence[str] = ()) -> list[DataFile]:
        """Everything on a person as files, entries that still wait for the database included.

        What it is `about` stands first.
        """
        person = self._person(user_id)
        waiting = self.journal.waiting_of(person.user_hash)
        with PersonalFile() as file:
            if about:
                file.add(ABOUT, about)
            known = await self._add_questions(file, person)
            queries = [e for e in waiting if isinstance(e, LoggedQuery) and e.request_id not in known]
            file.add(Subject.QUESTIONS, map(asdict, queries))
            verdicts = [e for e in waiting if isinstance(e, Feedback)]
            _add_the_rest(file, await personal_data.collect(self.database, person), verdicts)
            return await written(file.finish)

    async def _add_questions(self, file: PersonalFile, person: Person) -> set[str]:
        """Page by page, each of them in a thread; the requests that are stored."""
        known = set[str]()
        async for rows in personal_data.questions(self.database, person):
            known.update(row["request_id"] for row in rows)
            await written(file.add, Subject.QUESTIONS, map(_told, rows))
        return known

    async def forget(self, user_id: int) -> Forgotten:
        """Erase a person; WAITING when the database cannot be written now, and it will be done then."""
        person = self._person(user_id)
        if await self._is_unknown(person):
            with suppress(OSError):  # then only a backup of another database could bring anything back
                await self.journal.wishes.put(Forgetting(person.user_hash, self.clock()))
            return Forgotten.DONE
        if not await self.journal.erase(person, self.clock()):
            return Forgotten.WAITING
        try:
            await self.wiper.wipe_if_due()
        except sqlite3.Error:
            return Forgotten.WAITING
        return Forgotten.DONE

    async def _is_unknown(self, person: Person) -> bool:
        """Whether nothing is stored or waiting, so that there is nothing to erase."""
        if self.journal.waiting_of(person.user_hash):
            return False
        try:
            return not await personal_data.is_known(self.database, person)
        except sqlite3.Error:
            return False

    async def forget_again(self) -> None:
        """Carry out wishes that this database does not know: they waited, or it is an older copy."""
        missing = await self.journal.wishes.missing(self.database)
        hashes = {forgetting.user_hash for forgetting in missing}
        people = {each.user_hash: each for each in await identify(self.database, self.key, hashes)}
        for forgetting in missing:
            self.journal.erase_again(people[forgetting.user_hash], forgetting)

    def _person(self, user_id: int) -> Person:
        return Person(self.key.hash(user_id), user_id)


def _told(row: Row) -> dict[str, object]:
    """A question as its asker is told of it."""
    told = {field.name: row[field.name] for field in fields(LoggedQuery)}
    return told | {"asked_at": from_text(row["asked_at"]), "chat": bool(row["chat"])}


def _add_the_rest(file: PersonalFile, stored: PersonalData, waiting: Sequence[Feedback]) -> None:
    """All but the questions; of the verdicts on one request the last counts."""
    verdicts = {verdict.request_id: verdict for verdict in (*stored.feedback, *waiting)}
    file.add(Subject.FEEDBACK, map(asdict, verdicts.values()))
    file.add(Subject.ADMIN_ACTIONS, map(asdict, stored.admin_actions))
    file.add(Subject.SUBSCRIPTIONS, map(str, stored.subscribed_channels))
    file.add(Subject.TAUGHT_WAYS, map(asdict, stored.taught_ways))
    file.add(Subject.AWAITED, stored.awaited)
    file.add(Subject.HUMAN, stored.human)
