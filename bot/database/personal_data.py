"""Everything the database holds on one person: how it is found, and erased."""

import secrets
from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.database import meta
from bot.database.audit_log import AdminAction, action_of
from bot.database.connection import Database, Row, Transaction
from bot.database.instants import from_text, to_text
from bot.database.query_log import Feedback, Verdict
from bot.database.sheet_state import taught_of
from bot.database.user_key import UserKey
from bot.domain.sheet_state import TaughtWay

# Rows of a person erased in one transaction: others wait for the database meanwhile.
SLICE: Final = 500
PAGE: Final = 200


@dataclass(frozen=True, slots=True)
class Person:
    """A person as the log knows them and, if known, as Discord does."""

    user_hash: str
    user_id: int | None


@dataclass(frozen=True, slots=True)
class PersonalData:
    """What is stored on a person besides their questions, which may be very many."""

    feedback: tuple[Feedback, ...]
    admin_actions: tuple[AdminAction, ...]
    subscribed_channels: tuple[int, ...]
    taught_ways: tuple[TaughtWay, ...]
    awaited: tuple[str, ...]
    human: tuple[dict[str, object], ...]


_FEEDBACK: Final = """
    SELECT request_id, feedback.user_hash, verdict, given_at
    FROM feedback JOIN queries ON id = query_id WHERE feedback.user_hash = ? ORDER BY given_at, id"""
_AWAITED: Final = """
    SELECT text FROM awaited_answers JOIN queries ON queries.id = query_id
    WHERE awaited_answers.user_hash = ? ORDER BY awaited_answers.id"""
_HUMAN: Final = """
    SELECT human_questions.asked_at, text AS question, answer, answered_at
    FROM human_questions JOIN queries ON queries.id = query_id
    WHERE human_questions.user_hash = ? ORDER BY human_questions.id"""
_ACTIONS: Final = "SELECT * FROM admin_actions WHERE user_id = ? ORDER BY id"
_CHANNELS: Final = "SELECT channel_id FROM subscriptions WHERE owner_id = ? ORDER BY channel_id"
_TAUGHT: Final = "SELECT * FROM taught_ways WHERE taught_by = ? ORDER BY id"
_QUESTIONS: Final = "SELECT * FROM queries WHERE user_hash = ? AND id > ? ORDER BY id LIMIT ?"
# Under the hash and under the id; ?2 is the instant until which, if that is known.
_BY_HASH: Final = (
    "DELETE FROM feedback WHERE user_hash = ?1 AND (?2 IS NULL OR given_at <= ?2) RETURNING 1",
    "DELETE FROM awaited_answers WHERE user_hash = ?1 AND (?2 IS NULL OR awaited_at <= ?2) RETURNING 1",
    "DELETE FROM human_questions WHERE user_hash = ?1 AND (?2 IS NULL OR asked_at <= ?2) RETURNING 1",
    """UPDATE taught_ways SET taught_by = NULL
        WHERE taught_by = ?1 AND (?2 IS NULL OR taught_at <= ?2) RETURNING 1""",
)
_BY_ID: Final = (
    """UPDATE admin_actions SET user_id = NULL, user_name = NULL
        WHERE user_id = ?1 AND (?2 IS NULL OR done_at <= ?2) RETURNING 1""",
    """UPDATE subscriptions SET owner_id = NULL
        WHERE owner_id = ?1 AND (?2 IS NULL OR valid_from <= ?2) RETURNING 1""",
)
_NEWEST: Final = """
    SELECT coalesce(max(id), 0) FROM queries WHERE user_hash = ?1 AND (?2 IS NULL OR asked_at <= ?2)"""
_ERASE: Final = """
    DELETE FROM queries WHERE id IN (
        SELECT id FROM queries WHERE user_hash = ?1 AND id <= ?2 ORDER BY id LIMIT ?3
    ) RETURNING 1"""
_IDS: Final = """
    SELECT user_id FROM admin_actions WHERE user_id IS NOT NULL
    UNION SELECT owner_id FROM subscriptions WHERE owner_id IS NOT NULL"""
_KNOWN: Final = """
    SELECT EXISTS (SELECT 1 FROM queries WHERE user_hash = ?1)
        OR EXISTS (SELECT 1 FROM feedback WHERE user_hash = ?1)
        OR EXISTS (SELECT 1 FROM awaited_answers WHERE user_hash = ?1)
        OR EXISTS (SELECT 1 FROM human_questions WHERE user_hash = ?1)
        OR EXISTS (SELECT 1 FROM taught_ways WHERE taught_by = ?1)
        OR EXISTS (SELECT 1 FROM admin_actions WHERE user_id = ?2)
        OR EXISTS (SELECT 1 FROM subscriptions WHERE owner_id = ?2)"""


async def collect(database: Database, person: Person) -> PersonalData:
    """Everything but the questions, in the order in which it came."""
    by_hash, by_id = (person.user_hash,), (person.user_id,)
    return PersonalData(
        feedback=tuple(map(_feedback, await database.read(_FEEDBACK, by_hash))),
        admin_actions=tuple(map(action_of, await database.read(_ACTIONS, by_id))),
        subscribed_channels=tuple(row["channel_id"] for row in await database.read(_CHANNELS, by_id)),
        taught_ways=tuple(map(taught_of, await database.read(_TAUGHT, by_hash))),
        awaited=tuple(row["text"] for row in await database.read(_AWAITED, by_hash)),
        human=tuple(map(dict, await database.read(_HUMAN, by_hash))),
    )


def _feedback(row: Row) -> Feedback:
    return Feedback(row["request_id"], row["user_hash"], Verdict(row["verdict"]), from_text(row["given_at"]))


async def questions(database: Database, person: Person) -> AsyncIterator[list[Row]]:
    """A person's questions in order, page by page; others get the database in between."""
    last = 0
    while rows := await database.read(_QUESTIONS, (person.user_hash, last, PAGE)):
        yield rows
        last = rows[-1]["id"]


async def erase(
    transaction: Transaction, person: Person, through: int | None = None, *, until: datetime | None = None
) -> int | None:
    """Delete a slice of what a person said; returns the row up to which more is left, or None.

    What they did as an admin or taught as a curator stays, without their name. So does what they say after
    the first slice, or after `until`.
    """
    if through is None:
        through = await _begin(transaction, person, to_text(until) if until else None)
    rows = await transaction.run(_ERASE, (person.user_hash, through, SLICE))
    if rows:
        await meta.put_in(transaction, meta.Key.WIPE_DUE, secrets.token_hex(4))
    return through if len(rows) == SLICE else None


async def _begin(transaction: Transaction, person: Person, until: str | None) -> int:
    changed = [await transaction.run(statement, (person.user_hash, until)) for statement in _BY_HASH]
    if person.user_id is not None:
        changed += [await transaction.run(statement, (person.user_id, until)) for statement in _BY_ID]
    if any(changed):
        await meta.put_in(transaction, meta.Key.WIPE_DUE, secrets.token_hex(4))
    (newest,) = await transaction.run(_NEWEST, (person.user_hash, until))
    return int(newest[0])


async def is_known(database: Database, person: Person) -> bool:
    """Whether anything is stored on them."""
    ((known,),) = await database.read(_KNOWN, (person.user_hash, person.user_id))
    return bool(known)


async def identify(database: Database, key: UserKey, hashes: Collection[str]) -> tuple[Person, ...]:
    """These people with their ids, as far as some table knows them."""
    ids = {key.hash(row[0]): row[0] for row in await database.read(_IDS)} if hashes else {}
    return tuple(Person(user_hash, ids.get(user_hash)) for user_hash in hashes)
