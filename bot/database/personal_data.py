"""Everything the database holds on one person: found, and erased."""

from dataclasses import dataclass
from typing import Final

from bot.database import meta
from bot.database.audit_log import AdminAction, action_of
from bot.database.connection import Database, Transaction
from bot.database.instants import from_text
from bot.database.query_log import Feedback, LoggedQuery, Verdict, query_of
from bot.database.sheet_state import taught_of
from bot.domain.taught_way import TaughtWay


@dataclass(frozen=True, slots=True)
class Person:
    """The same person as the log knows them and as Discord does."""

    user_hash: str
    user_id: int


@dataclass(frozen=True, slots=True)
class PersonalData:
    """What was found on a person."""

    queries: tuple[LoggedQuery, ...]
    feedback: tuple[Feedback, ...]
    admin_actions: tuple[AdminAction, ...]
    subscribed_channels: tuple[int, ...]
    taught_ways: tuple[TaughtWay, ...] = ()


_FEEDBACK: Final = """
    SELECT request_id, feedback.user_hash, verdict, given_at
    FROM feedback JOIN queries ON id = query_id WHERE feedback.user_hash = ? ORDER BY given_at, id"""
_ERASURES: Final = (
    "DELETE FROM feedback WHERE user_hash = ?1",
    "DELETE FROM queries WHERE user_hash = ?1",
    "UPDATE taught_ways SET taught_by = NULL WHERE taught_by = ?1",
)
_ANONYMISATIONS: Final = (
    "UPDATE admin_actions SET user_id = NULL, user_name = NULL WHERE user_id = ?1",
    "UPDATE subscriptions SET owner_id = NULL WHERE owner_id = ?1",
)


async def collect(database: Database, person: Person) -> PersonalData:
    """Everything stored, in the order in which it came."""
    queries = await database.read(
        "SELECT * FROM queries WHERE user_hash = ? ORDER BY id", (person.user_hash,)
    )
    feedback = await database.read(_FEEDBACK, (person.user_hash,))
    actions = await database.read(
        "SELECT * FROM admin_actions WHERE user_id = ? ORDER BY id", (person.user_id,)
    )
    channels = await database.read(
        "SELECT channel_id FROM subscriptions WHERE owner_id = ? ORDER BY channel_id", (person.user_id,)
    )
    taught = await database.read(
        "SELECT * FROM taught_ways WHERE taught_by = ? ORDER BY id", (person.user_hash,)
    )
    return PersonalData(
        queries=tuple(query_of(row) for row in queries),
        feedback=tuple(
            Feedback(row["request_id"], row["user_hash"], Verdict(row["verdict"]), from_text(row["given_at"]))
            for row in feedback
        ),
        admin_actions=tuple(action_of(row) for row in actions),
        subscribed_channels=tuple(row["channel_id"] for row in channels),
        taught_ways=tuple(map(taught_of, taught)),
    )


async def erase(transaction: Transaction, person: Person) -> None:
    """Delete what a person said; what they did as an admin or taught as a curator stays, without them.

    The file still has to be wiped, which is noted in the same transaction.
    """
    for statement in _ERASURES:
        await transaction.run(statement, (person.user_hash,))
    for statement in _ANONYMISATIONS:
        await transaction.run(statement, (person.user_id,))
    await meta.put_in(transaction, meta.Key.WIPE_DUE, "1")
