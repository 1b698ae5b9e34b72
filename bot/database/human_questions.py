"""Questions that were handed to the curators, and their answers: a hash, a question, a public place."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from bot.database.awaited_answers import PublicMessage
from bot.database.connection import Database, Row
from bot.database.instants import to_text


@dataclass(frozen=True, slots=True)
class HumanQuestion:
    """A question for the curators; without a place, its answer is told with the asker's next question."""

    number: int
    request_id: str
    question: str
    place: PublicMessage | None
    answer: str | None


class Declined(StrEnum):
    """Why a question does not go to the curators."""

    GONE = "gone"
    ASKED = "asked"
    TOO_MANY = "too many"


_ASKED: Final = """
    SELECT queries.id, human_questions.id, human_questions.user_hash, card_message_id
    FROM queries LEFT JOIN human_questions ON query_id = queries.id WHERE request_id = ?"""
_OF_LATE: Final = "SELECT count(*) FROM human_questions WHERE user_hash = ? AND asked_at > ?"
_INSERT: Final = """
    INSERT INTO human_questions (query_id, user_hash, channel_id, message_id, asked_at)
    VALUES (?, ?, ?, ?, ?) RETURNING id"""
_SELECT: Final = """
    SELECT human_questions.*, request_id, text
    FROM human_questions JOIN queries ON queries.id = query_id"""
_UNTOLD: Final = f"{_SELECT} WHERE answer IS NOT NULL AND told_at IS NULL AND human_questions."
_IN_PUBLIC: Final = f"{_UNTOLD}channel_id IS NOT NULL ORDER BY human_questions.id"
_ANY_PRIVATE: Final = f"{_UNTOLD}channel_id IS NULL LIMIT 1"
_OF_PERSON: Final = (
    f"{_UNTOLD}channel_id IS NULL AND human_questions.user_hash = ? ORDER BY human_questions.id LIMIT 1"
)
_CARD: Final = """
    UPDATE human_questions SET card_channel_id = ?, card_message_id = ? WHERE id = ? RETURNING 1"""


@dataclass(frozen=True, slots=True)
class Limit:
    """How many questions a person may hand on since an instant."""

    most: int
    since: datetime


async def insert(
    database: Database,
    request_id: str,
    user_hash: str,
    place: PublicMessage | None,
    now: datetime,
    limit: Limit,
) -> int | Declined:
    """Returns the question's number; the same one again while its card has not been posted."""
    spot = (place.channel_id, place.message_id) if place else (None, None)
    async with database.lasting_transaction() as transaction:
        rows = await transaction.run(_ASKED, (request_id,))
        if not rows:
            return Declined.GONE
        ((query_id, number, asker, card),) = rows
        if number is not None:
            return Declined.ASKED if card or asker != user_hash else int(number)
        (of_late,) = await transaction.run(_OF_LATE, (user_hash, to_text(limit.since)))
        if of_late[0] >= limit.most:
            return Declined.TOO_MANY
        (new,) = await transaction.run(_INSERT, (query_id, user_hash, *spot, to_text(now)))
        return int(new[0])


async def declined(database: Database, request_id: str, user_hash: str, limit: Limit) -> Declined | None:
    """Why a question would not be taken; one that is not logged yet will be by then."""
    rows = await database.read(_ASKED, (request_id,))
    if rows and rows[0][1] is not None:
        return Declined.ASKED if rows[0][3] or rows[0][2] != user_hash else None
    (of_late,) = await database.read(_OF_LATE, (user_hash, to_text(limit.since)))
    return Declined.TOO_MANY if of_late[0] >= limit.most else None


async def card_posted(database: Database, number: int, card: PublicMessage) -> None:
    """Remember where the card is, so that it can be removed with its question, which may be gone already."""
    spot = (card.channel_id, card.message_id)
    async with database.lasting_transaction() as transaction:
        if not await transaction.run(_CARD, (*spot, number)):
            await transaction.run("INSERT INTO withdrawn_cards (channel_id, message_id) VALUES (?, ?)", spot)


async def remove(database: Database, number: int) -> None:
    await _change(database, "DELETE FROM human_questions WHERE id = ?", (number,))


async def by_number(database: Database, number: int) -> HumanQuestion | None:
    row = await database.first(f"{_SELECT} WHERE human_questions.id = ?", (number,))
    return _question(row) if row else None


async def answer(database: Database, number: int, words: str, now: datetime) -> bool:
    """False when somebody else has answered it, or it is gone."""
    sql = "UPDATE human_questions SET answer = ?, answered_at = ? WHERE id = ? AND answer IS NULL RETURNING 1"
    return await _change(database, sql, (words, to_text(now), number))


async def in_public(database: Database) -> tuple[HumanQuestion, ...]:
    """The answers that are still to be given where they were asked for."""
    return tuple(map(_question, await database.read(_IN_PUBLIC)))


async def is_any_private(database: Database) -> bool:
    """Whether any answer waits for somebody's next question."""
    return bool(await database.read(_ANY_PRIVATE))


async def of_person(database: Database, user_hash: str) -> HumanQuestion | None:
    """The oldest answer that somebody is to be given with their next question."""
    row = await database.first(_OF_PERSON, (user_hash,))
    return _question(row) if row else None


async def told(database: Database, number: int, now: datetime) -> None:
    await _change(database, "UPDATE human_questions SET told_at = ? WHERE id = ?", (to_text(now), number))


async def take_back_inside(database: Database, number: int) -> None:
    """Nobody can be told there any more."""
    sql = "UPDATE human_questions SET channel_id = NULL, message_id = NULL WHERE id = ?"
    await _change(database, sql, (number,))


async def withdrawn_cards(database: Database) -> tuple[PublicMessage, ...]:
    """The cards whose questions are gone."""
    rows = await database.read("SELECT channel_id, message_id FROM withdrawn_cards")
    return tuple(PublicMessage(row["channel_id"], row["message_id"]) for row in rows)


async def card_gone(database: Database, card: PublicMessage) -> None:
    await _change(database, "DELETE FROM withdrawn_cards WHERE message_id = ?", (card.message_id,))


async def _change(database: Database, sql: str, values: tuple[str | int | None, ...]) -> bool:
    return bool(await database.run(sql, values, lasting=True))


def _question(row: Row) -> HumanQuestion:
    place = PublicMessage(row["channel_id"], row["message_id"]) if row["channel_id"] else None
    return HumanQuestion(row["id"], row["request_id"], row["text"], place, row["answer"])
