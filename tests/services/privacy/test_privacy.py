"""A person sees everything that is kept on them, and can make it go without a trace."""

import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import assert_never

import pytest

from bot.database import awaited_answers, human_questions, subscriptions, taught_ways
from bot.database.audit_log import AdminAction
from bot.database.awaited_answers import PublicMessage
from bot.database.connection import Database
from bot.database.human_questions import Limit
from bot.database.personal_data import Person, identify
from bot.database.query_log import Feedback, Verdict
from bot.database.subscriptions import Terms
from bot.database.user_key import open_user_key
from bot.domain.sheet_state import TaughtWay
from bot.services.journal import Journal, Pace, open_journal
from bot.services.privacy.privacy import Forgotten, Holding, Privacy, Subject
from bot.services.privacy.retention import Retention
from bot.services.privacy.wiping import Wiper
from tests.database.samples import NOON, a_query, bytes_of, deeds, texts, until

LATER = NOON + timedelta(days=1)
ADA, BOB, CARL = 123456789012345678, 987654321098765432, 555555555555555555


@dataclass
class Room:
    """A journal in which two people have left traces of every kind."""

    database: Database
    journal: Journal
    privacy: Privacy

    async def record(self, number: int, user: int, text: str) -> None:
        await self.journal.record(a_query(number, user_hash=self.privacy.key.hash(user), text=text))

    async def rate(self, number: int, user: int) -> None:
        verdict = Feedback(f"interaction-{number}", self.privacy.key.hash(user), Verdict.WRONG, NOON)
        await self.journal.record(verdict)


@pytest.fixture
async def room(database: Database) -> AsyncIterator[Room]:
    pace = Pace(patience=60, first_rest=0.001, longest_rest=0.002, closing=0.2)
    key = await open_user_key(database)
    async with open_journal(database, pace=pace) as journal:
        room = Room(database, journal, Privacy(database, journal, key, Wiper(database), 90, lambda: LATER))
        for number in range(40):
            await room.record(2 * number, ADA, f"what ada wants to know {number} " * (number % 7 + 1))
            await room.record(2 * number + 1, BOB, f"what bob wants to know {number}")
        await room.rate(0, ADA)
        await room.rate(0, BOB)
        await room.rate(1, ADA)
        await journal.record(AdminAction("action-1", NOON, ADA, "Ada Lovelace", 1, "reload", "3 facts"))
        await subscriptions.subscribe(database, Terms(5, time(9), "UTC", 1, ADA), NOON)
        lesson = TaughtWay("lamp-height", "how far up is the light", key.hash(ADA), NOON)
        await taught_ways.insert(database, lesson)
        await awaited_answers.insert(database, "interaction-0", key.hash(ADA), PublicMessage(7, 8), NOON)
        limit = Limit(1, NOON - timedelta(days=1))
        await human_questions.insert(database, "interaction-2", key.hash(ADA), None, NOON, limit)
        yield room


async def data_of(room: Room, user: int) -> dict[str, list[dict[str, object]]]:
    """What one person is handed over."""
    [file] = await room.privacy.my_data(user)
    found: dict[str, list[dict[str, object]]] = json.loads(file.content)
    return found


async def keep(room: Room, now: datetime) -> None:
    await Retention(room.database, room.privacy.wiper, 10**5).keep_once(now)


async def test_my_data_holds_everything_on_me_and_nothing_on_others(room: Room) -> None:
    [file] = await room.privacy.my_data(ADA)

    content, data = file.content, json.loads(file.content)
    assert [len(data[subject]) for subject in Subject] == [40, 2, 1, 1, 1, 1, 1]
    assert data["questions"][0]["text"] == "what ada wants to know 0 "
    assert data["feedback"][1]["request_id"] == "interaction-1"
    assert data["admin_actions"][0]["detail"] == "3 facts"
    assert data["subscriptions"] == ["5"]
    assert data["awaited"] == ["what ada wants to know 0 "]
    assert data["asked_the_curators"][0]["question"].startswith("what ada wants to know 1 ")
    assert data["taught_ways"][0]["way"] == "how far up is the light"
    assert b"bob" not in content
    assert room.privacy.key.hash(BOB).encode() not in content


async def test_my_data_holds_what_is_not_committed_yet_once(room: Room) -> None:
    await room.database.read("PRAGMA query_only = ON")
    await room.record(100, ADA, "a question that waits")
    await room.record(0, ADA, "a repeated delivery")
    await room.rate(0, ADA)

    data = await data_of(room, ADA)
    await room.database.read("PRAGMA query_only = OFF")

    assert [q["text"] for q in data["questions"]][40:] == ["a question that waits"]
    assert len(data["feedback"]) == 2


async def test_a_stranger_has_no_data(room: Room) -> None:
    data = await data_of(room, 42)

    assert data == {subject: [] for subject in Subject}


async def leave(room: Room, subject: Subject) -> None:
    """One thing of somebody of whom nothing else is kept."""
    carl, database = room.privacy.key.hash(CARL), room.database
    match subject:
        case Subject.QUESTIONS:
            await room.record(101, CARL, "what carl wants to know")
        case Subject.FEEDBACK:
            await room.rate(1, CARL)
        case Subject.ADMIN_ACTIONS:
            await room.journal.record(AdminAction("action-2", NOON, CARL, "Carl", 1, "reload", ""))
        case Subject.SUBSCRIPTIONS:
            await subscriptions.subscribe(database, Terms(6, time(9), "UTC", 1, CARL), NOON)
        case Subject.TAUGHT_WAYS:
            await taught_ways.insert(database, TaughtWay("lamp-height", "how far down", carl, NOON))
        case Subject.AWAITED:
            await awaited_answers.insert(database, "interaction-1", carl, PublicMessage(7, 9), NOON)
        case Subject.HUMAN:
            limit = Limit(1, NOON - timedelta(days=1))
            await human_questions.insert(database, "interaction-3", carl, None, NOON, limit)
        case _:
            assert_never(subject)


@pytest.mark.parametrize("subject", list(Subject))
async def test_whoever_left_a_single_thing_of_any_kind_is_forgotten(room: Room, subject: Subject) -> None:
    await leave(room, subject)
    before = await data_of(room, CARL)

    forgotten = await room.privacy.forget(CARL)

    assert {each: len(things) for each, things in before.items() if things} == {subject: 1}
    assert forgotten is Forgotten.DONE
    assert not any((await data_of(room, CARL)).values())


@pytest.mark.parametrize("subject", [Subject.ADMIN_ACTIONS, Subject.SUBSCRIPTIONS])
async def test_an_id_that_only_one_table_knows_is_found_by_its_hash(room: Room, subject: Subject) -> None:
    await leave(room, subject)
    key = room.privacy.key

    found = await identify(room.database, key, {key.hash(CARL)})

    assert found == (Person(key.hash(CARL), CARL),)


async def test_after_forgetting_no_byte_of_the_file_tells_of_me(room: Room) -> None:
    traces = [
        b"what ada wants",
        b"Ada Lovelace",
        room.privacy.key.hash(ADA).encode(),
        str(ADA).encode(),
        ADA.to_bytes(8, "big"),
    ]
    before = [trace in bytes_of(room.database.path) for trace in traces]

    result = await room.privacy.forget(ADA)

    content = bytes_of(room.database.path)
    assert before == [True, True, True, False, True]
    assert result is Forgotten.DONE
    assert [trace for trace in traces if trace in content] == []
    assert b"what bob wants" in content


async def test_forgetting_leaves_the_others_as_they_are(room: Room) -> None:
    await room.privacy.forget(ADA)

    ada = await data_of(room, ADA)
    bob = await data_of(room, BOB)
    (action,) = await deeds(room.database)
    (subscription,) = await subscriptions.subscriptions(room.database)
    (taught,) = await taught_ways.every(room.database)

    assert ada == {subject: [] for subject in Subject}
    assert len(bob["questions"]) == 40
    assert (action.user_id, action.user_name, action.detail) == (None, None, "3 facts")
    assert (subscription.terms.owner_id, subscription.terms.at) == (None, time(9))
    assert (taught.way, taught.taught_by) == ("how far up is the light", None)


async def test_forgetting_while_the_database_is_locked_is_done_as_soon_as_it_can(room: Room) -> None:
    other = sqlite3.connect(room.database.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    await room.record(200, ADA, "what ada wants to know last")

    result = await room.privacy.forget(ADA)
    remembered = room.journal.waiting_of(room.privacy.key.hash(ADA))
    other.close()
    await room.record(201, BOB, "what bob wants to know last")
    await until(room.database, lambda: not room.journal.pending)
    await keep(room, NOON)
    await keep(room, NOON + timedelta(minutes=15))

    assert result is Forgotten.WAITING
    assert remembered == ()
    assert b"what ada wants" not in bytes_of(room.database.path)
    assert (await texts(room.database))[-1] == "what bob wants to know last"


async def test_who_cannot_be_looked_up_is_not_told_that_nothing_was_kept(room: Room) -> None:
    with closing(sqlite3.connect(room.database.path)) as other:
        other.execute("ALTER TABLE taught_ways RENAME TO elsewhere")
    result = await room.privacy.forget(ADA)
    with closing(sqlite3.connect(room.database.path)) as other:
        other.execute("ALTER TABLE elsewhere RENAME TO taught_ways")

    assert result is Forgotten.WAITING


async def test_forgetting_while_somebody_reads_the_file_says_that_it_is_not_done_yet(room: Room) -> None:
    reader = sqlite3.connect(room.database.path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM queries").fetchone()

    result = await room.privacy.forget(ADA)
    reader.close()
    await keep(room, NOON)

    assert result is Forgotten.WAITING
    assert b"what ada wants" not in bytes_of(room.database.path)


async def test_somebody_forgotten_may_ask_again(room: Room) -> None:
    await room.privacy.forget(ADA)
    await room.record(300, ADA, "hello again")

    data = await data_of(room, ADA)

    assert [query["text"] for query in data["questions"]] == ["hello again"]


async def test_what_is_kept_is_described_with_its_days(room: Room) -> None:
    holdings = room.privacy.holdings()

    assert [holding.subject for holding in holdings] == list(Subject)
    assert holdings[0] == Holding(Subject.QUESTIONS, hashed=True, days=90)
    assert {holding.subject for holding in holdings if not holding.hashed} == {
        Subject.ADMIN_ACTIONS,
        Subject.SUBSCRIPTIONS,
    }
