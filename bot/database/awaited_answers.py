"""Who wants to be told once the briefing answers a question: a hash, the question, a public place."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.database.connection import Database, Row
from bot.database.instants import to_text


@dataclass(frozen=True, slots=True)
class PublicMessage:
    """A message that everybody in its channel sees."""

    channel_id: int
    message_id: int


@dataclass(frozen=True, slots=True)
class AwaitedAnswer:
    """Somebody's wish; without a place it is fulfilled with their next question."""

    number: int
    user_hash: str
    question: str
    place: PublicMessage | None


_INSERT: Final = """
    INSERT INTO awaited_answers (query_id, user_hash, channel_id, message_id, awaited_at)
    SELECT id, ?2, ?3, ?4, ?5 FROM queries WHERE request_id = ?1
    ON CONFLICT (query_id, user_hash) DO UPDATE
    SET channel_id = excluded.channel_id, message_id = excluded.message_id
    RETURNING 1"""
# What was asked of the sheet that serves now was not answered by it.
_AWAITED: Final = """
    SELECT awaited_answers.*, text FROM awaited_answers JOIN queries ON queries.id = query_id
    WHERE sheet <> ?1"""
_PUBLIC: Final = f"{_AWAITED} AND awaited_answers.channel_id IS NOT NULL ORDER BY awaited_answers.id"
_PRIVATE: Final = (
    f"{_AWAITED} AND awaited_answers.channel_id IS NULL AND awaited_answers.user_hash = ?2 "
    "ORDER BY awaited_answers.id LIMIT ?3"
)

_ANY_PRIVATE: Final = f"{_AWAITED} AND awaited_answers.channel_id IS NULL LIMIT 1"


async def insert(
    database: Database, request_id: str, user_hash: str, place: PublicMessage | None, now: datetime
) -> bool:
    """False when the question is not in the log (any more)."""
    spot = (place.channel_id, place.message_id) if place else (None, None)
    return bool(await database.run(_INSERT, (request_id, user_hash, *spot, to_text(now)), lasting=True))


async def in_public(database: Database, sheet: str) -> tuple[AwaitedAnswer, ...]:
    """The wishes with a place, made while another sheet than this one served."""
    return tuple(map(_awaited, await database.look(_PUBLIC, (sheet,))))


async def of_person(
    database: Database, sheet: str, user_hash: str, *, limit: int
) -> tuple[AwaitedAnswer, ...]:
    """Those of a person without a place, the oldest first."""
    return tuple(map(_awaited, await database.read(_PRIVATE, (sheet, user_hash, limit))))


async def is_any_private(database: Database, sheet: str) -> bool:
    """Whether anybody waits for their next question."""
    return bool(await database.read(_ANY_PRIVATE, (sheet,)))


async def fulfil(database: Database, place: PublicMessage) -> None:
    """Everybody in this place was told."""
    async with database.lasting_transaction() as transaction:
        await transaction.run(
            "DELETE FROM awaited_answers WHERE channel_id = ? AND message_id = ?",
            (place.channel_id, place.message_id),
        )


async def fulfil_one(database: Database, number: int) -> None:
    await database.run("DELETE FROM awaited_answers WHERE id = ?", (number,), lasting=True)


async def take_back_inside(database: Database, place: PublicMessage) -> None:
    """Nobody can be told there any more, so each is told with their next question."""
    async with database.lasting_transaction() as transaction:
        await transaction.run(
            "UPDATE awaited_answers SET channel_id = NULL, message_id = NULL"
            " WHERE channel_id = ? AND message_id = ?",
            (place.channel_id, place.message_id),
        )


def _awaited(row: Row) -> AwaitedAnswer:
    place = PublicMessage(row["channel_id"], row["message_id"]) if row["channel_id"] else None
    return AwaitedAnswer(row["id"], row["user_hash"], row["text"], place)
