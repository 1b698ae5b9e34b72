"""Privacy: what is kept, a person's own data as a file, and forgetting them."""

import json
import sqlite3
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

from bot.database import personal_data
from bot.database.connection import Database
from bot.database.feedback import Feedback
from bot.database.personal_data import Person
from bot.database.query_log import LoggedQuery
from bot.database.user_key import UserKey
from bot.services.journal import Journal
from bot.services.retention import ADMIN_DAYS, wipe_if_due


class Subject(StrEnum):
    """The kinds of things that are kept on people."""

    QUESTIONS = "questions"
    FEEDBACK = "feedback"
    ADMIN_ACTIONS = "admin_actions"
    SUBSCRIPTIONS = "subscriptions"


@dataclass(frozen=True, slots=True)
class Holding:
    """What is kept, whether under the user's id or a keyed hash of it, and for how many days.

    No number of days means for as long as the subscription lasts.
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

    def holdings(self) -> tuple[Holding, ...]:
        return (
            Holding(Subject.QUESTIONS, hashed=True, days=self.retention_days),
            Holding(Subject.FEEDBACK, hashed=True, days=self.retention_days),
            Holding(Subject.ADMIN_ACTIONS, hashed=False, days=ADMIN_DAYS),
            Holding(Subject.SUBSCRIPTIONS, hashed=False, days=None),
        )

    async def my_data(self, user_id: int) -> bytes:
        """Everything on a person as a JSON file, entries that still wait for the database included."""
        person = self._person(user_id)
        waiting = self.journal.waiting_of(person.user_hash)
        stored = await personal_data.find(self.database, person)
        known = {query.request_id for query in stored.queries}
        queries = [e for e in waiting if isinstance(e, LoggedQuery) and e.request_id not in known]
        verdicts = {e.request_id: e for e in (*stored.feedback, *waiting) if isinstance(e, Feedback)}
        content = {
            Subject.QUESTIONS: [asdict(query) for query in (*stored.queries, *queries)],
            Subject.FEEDBACK: [asdict(verdict) for verdict in verdicts.values()],
            Subject.ADMIN_ACTIONS: [asdict(action) for action in stored.admin_actions],
            Subject.SUBSCRIPTIONS: [str(channel) for channel in stored.subscribed_channels],
        }
        return json.dumps(content, indent=2, ensure_ascii=False, default=_plain).encode()

    async def forget(self, user_id: int) -> Forgotten:
        """Erase a person; WAITING when the database cannot be written now, and it will be done then."""
        if not await self.journal.erase(self._person(user_id)):
            return Forgotten.WAITING
        try:
            await wipe_if_due(self.database)
        except sqlite3.Error:
            return Forgotten.WAITING
        return Forgotten.DONE

    def _person(self, user_id: int) -> Person:
        return Person(self.key.hash(user_id), user_id)


def _plain(value: datetime) -> str:
    return value.isoformat()
