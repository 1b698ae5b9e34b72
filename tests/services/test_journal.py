"""Nobody waits for a database that cannot write, and nothing is lost or written twice."""

import asyncio
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.database.audit_log import AdminAction
from bot.database.connection import Database
from bot.database.personal_data import Person
from bot.database.query_log import Feedback, Verdict
from bot.services.journal import Pace, open_journal
from tests.database.samples import NOON, a_query, deeds, log, rated, texts, until

if TYPE_CHECKING:
    from bot.services.journal_entries import Record

PATIENT = Pace(patience=60)  # a laden machine is no trouble of the database
QUICK = Pace(patience=60, first_rest=0.001, longest_rest=0.002, closing=0.2)


@contextmanager
def locked(database: Database) -> Iterator[None]:
    """Another process holds the file."""
    other = sqlite3.connect(database.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        other.close()


async def fill_up(database: Database) -> None:
    """The disk has no room for another page."""
    (pages,) = await database.read("PRAGMA page_count")
    await database.read(f"PRAGMA max_page_count = {pages[0]}")


async def test_a_recorded_entry_is_committed(database: Database) -> None:
    async with open_journal(database, pace=PATIENT) as journal:
        committed = await journal.record(a_query(1))
        with closing(sqlite3.connect(database.path)) as other:
            seen = other.execute("SELECT text FROM queries").fetchall()

    assert committed
    assert seen == [("question 1?",)]
    assert (journal.pending, journal.stalled) == (0, False)


async def test_two_hundred_at_once_are_all_there_in_the_order_they_came(database: Database) -> None:
    async with open_journal(database, pace=PATIENT) as journal:
        committed = await asyncio.gather(*(journal.record(a_query(n)) for n in range(200)))

    assert all(committed)
    assert await texts(database) == [f"question {n}?" for n in range(200)]


async def test_those_who_come_within_a_few_turns_are_committed_together(database: Database) -> None:
    statements: list[str] = []
    await database.connection.set_trace_callback(statements.append)

    async def record_late(number: int) -> bool:
        for _ in range(number):
            await asyncio.sleep(0)
        return await journal.record(a_query(number))

    async with open_journal(database, pace=replace(PATIENT, turns=8)) as journal:
        committed = await asyncio.gather(*map(record_late, range(6)))

    assert all(committed)
    # what a trigger does is traced under the words of the statement that set it off
    assert len({statement for statement in statements if statement.startswith("INSERT INTO queries")}) == 1


async def test_a_locked_database_delays_nobody_beyond_a_quarter_of_a_second(database: Database) -> None:
    loop = asyncio.get_running_loop()
    await database.read("PRAGMA busy_timeout = 60000")  # the commit itself waits, and nobody waits for it
    async with open_journal(database, pace=replace(QUICK, patience=Pace().patience)) as journal:
        with locked(database):
            started = loop.time()
            committed = await journal.record(a_query(1))
            waited = loop.time() - started
        await until(database, lambda: not journal.pending)

    assert Pace().patience == 0.25
    assert not committed
    assert 0.24 < waited < 30
    assert await texts(database) == ["question 1?"]


async def test_while_writing_is_known_to_fail_nobody_waits_at_all(database: Database) -> None:
    again = asyncio.Event()

    async def rest(_: float) -> None:
        await again.wait()

    async with open_journal(database, pace=QUICK, sleep=rest) as journal:
        with locked(database):
            # The writer does not try again meanwhile, so whoever waited for it would wait for a minute.
            async with asyncio.timeout(30):
                results = [await journal.record(a_query(n)) for n in range(50)]
            waiting = journal.pending
        again.set()
        await until(database, lambda: not journal.pending)

    assert results == [False] * 50
    assert waiting == 50
    assert await texts(database) == [f"question {n}?" for n in range(50)]


async def test_a_full_database_gets_every_row_when_there_is_room_again(database: Database) -> None:
    long = "words " * 500
    async with open_journal(database, pace=QUICK) as journal:
        await fill_up(database)
        results = [await journal.record(a_query(n, text=f"{long}{n}")) for n in range(30)]
        await until(database, lambda: journal.stalled)
        held = journal.pending
        await database.read("PRAGMA max_page_count = 1000000")
        await until(database, lambda: not journal.pending)

    assert results[-1] is False
    assert held > 0
    assert await texts(database) == [f"{long}{n}" for n in range(30)]


async def test_a_read_only_database_gets_every_row_when_it_can_be_written_again(database: Database) -> None:
    async with open_journal(database, pace=QUICK) as journal:
        await database.read("PRAGMA query_only = ON")
        results = [await journal.record(a_query(n)) for n in range(5)]
        await database.read("PRAGMA query_only = OFF")
        await until(database, lambda: not journal.pending)

    assert results == [False] * 5
    assert await texts(database) == [f"question {n}?" for n in range(5)]


async def test_the_writer_rests_longer_after_each_failure_and_starts_anew_after_a_success(
    database: Database,
) -> None:
    rests: list[float] = []
    tired = asyncio.Event()

    async def rest(seconds: float) -> None:
        rests.append(seconds)
        if len(rests) % 9 == 0:
            tired.set()
        await asyncio.sleep(0)

    async with open_journal(database, pace=Pace(patience=0), sleep=rest) as journal:
        for number in range(2):
            await database.read("PRAGMA query_only = ON")
            await journal.record(a_query(number))
            await tired.wait()
            tired.clear()
            await database.read("PRAGMA query_only = OFF")
            await until(database, lambda: not journal.pending)
            rests[:] = rests[:9]

    assert rests[:9] == [0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 15.0]


async def test_what_waits_is_said_on_standard_error_and_its_end_too(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    async with open_journal(database, pace=QUICK) as journal:
        with locked(database):
            await journal.record(a_query(1, text="a private question"))
            await until(database, lambda: journal.stalled)
        await until(database, lambda: not journal.pending)

    said = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert said[0] == "1 log entries wait for the database: database is locked"
    assert said[-1] == "The log is being written again."
    assert not any("private" in sentence for sentence in said)


async def test_an_entry_nobody_can_store_does_not_hold_up_the_others(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    bad = [a_query(3, text="\ud800"), a_query(5, guild_id=2**64), a_query(7, score=float("nan"))]
    entries = {3: bad[0], 5: bad[1], 7: bad[2]}

    async with open_journal(database, pace=QUICK) as journal:
        results = await asyncio.gather(*(journal.record(entries.get(n, a_query(n))) for n in range(10)))

    assert [number for number, committed in enumerate(results) if not committed] == [3, 5, 7]
    assert await texts(database) == [f"question {n}?" for n in (0, 1, 2, 4, 6, 8, 9)]
    assert caplog.text.count("refused for good: LoggedQuery") == 3


async def test_feedback_on_a_question_that_still_waits_finds_it_later(database: Database) -> None:
    verdict = Feedback("interaction-1", "u", Verdict.WRONG, NOON)
    action = AdminAction("interaction-2", NOON, 7, "Ada", 1, "reload")
    entries: list[Record] = [a_query(1), verdict, action, a_query(2)]

    async with open_journal(database, pace=QUICK) as journal:
        with locked(database):
            await asyncio.gather(*(journal.record(entry) for entry in entries))
        await until(database, lambda: not journal.pending)

    [row] = await rated(database)
    assert (row.query.fact_id, row.helpful, row.wrong) == ("first-lit", 0, 1)
    assert await deeds(database) == (action,)
    assert await texts(database) == ["question 1?", "question 2?"]


async def test_a_repeated_delivery_is_one_row_also_while_it_waits(database: Database) -> None:
    async with open_journal(database, pace=QUICK) as journal:
        with locked(database):
            await asyncio.gather(*(journal.record(a_query(1)) for _ in range(3)))
        await until(database, lambda: not journal.pending)
        await journal.record(a_query(1))

    assert await texts(database) == ["question 1?"]


async def test_closing_writes_what_waits(database: Database) -> None:
    async with open_journal(database, pace=replace(QUICK, first_rest=3600, longest_rest=3600)) as journal:
        with locked(database):
            await journal.record(a_query(1))
            await until(database, lambda: journal.stalled)
        await journal.record(a_query(2))

    assert journal.pending == 0
    assert await texts(database) == ["question 1?", "question 2?"]


async def test_closing_ends_when_the_database_never_comes_back(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    with locked(database):
        async with open_journal(database, pace=QUICK) as journal:
            await asyncio.gather(*(journal.record(a_query(n)) for n in range(3)))

    assert journal.pending == 3
    assert "Left for the next start: 3 questions." in caplog.text
    assert await texts(database) == []


async def test_somebody_who_stops_waiting_does_not_lose_the_row(database: Database) -> None:
    async with open_journal(database, pace=QUICK) as journal:
        with locked(database):
            caller = asyncio.create_task(journal.record(a_query(1)))
            await until(database, lambda: journal.pending > 0)
            caller.cancel()
            await asyncio.wait((caller,))
        await until(database, lambda: not journal.pending)

    assert caller.cancelled()
    assert await texts(database) == ["question 1?"]


async def test_erasing_takes_what_waits_at_once_and_what_is_stored_when_it_can(database: Database) -> None:
    await log(database, a_query(0, user_hash="ada"), a_query(1, user_hash="bob"))
    async with open_journal(database, pace=QUICK) as journal:
        with locked(database):
            await journal.record(a_query(2, user_hash="ada"))
            await journal.record(a_query(3, user_hash="bob"))
            await until(database, lambda: journal.stalled)
            waiting = journal.waiting_of("ada")
            erased = await journal.erase(Person("ada", 1), NOON)
            left = journal.waiting_of("ada")
            await journal.record(a_query(4, user_hash="ada"))
        await until(database, lambda: not journal.pending)

    assert waiting == (a_query(2, user_hash="ada"),)
    assert (erased, left) == (False, ())
    assert await texts(database) == ["question 1?", "question 3?", "question 4?"]


async def test_the_writer_outlives_that_all_that_waited_was_forgotten(database: Database) -> None:
    rests = list[float]()

    async def forget_all(seconds: float) -> None:
        rests.append(seconds)
        journal._queue.drop("ada")

    async with open_journal(database, pace=QUICK, sleep=forget_all) as journal:
        with locked(database):
            await journal.record(a_query(1, user_hash="ada"))
            await until(database, lambda: not journal.pending)
        await journal.record(a_query(2, user_hash="bob"))
        await until(database, lambda: not journal.pending)

    assert await texts(database) == ["question 2?"]
    assert len(rests) == 1  # of nothing no write can fail


async def test_a_writer_that_dies_of_a_bug_says_so(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(_: float) -> None:
        raise LookupError("a bug")

    with locked(database):
        async with open_journal(database, pace=replace(QUICK, closing=0), sleep=broken) as journal:
            await journal.record(a_query(1))
            await until(database, lambda: "stopped" in caplog.text)

    assert "The journal's writer stopped." in caplog.text


async def test_of_two_entries_the_bad_one_alone_is_refused(database: Database) -> None:
    async with open_journal(database, pace=QUICK) as journal:
        with locked(database):
            bad = asyncio.create_task(journal.record(a_query(1, text="\ud800")))
            good = asyncio.create_task(journal.record(a_query(2)))
            await until(database, lambda: journal.pending == 2)
        await asyncio.gather(bad, good)
        await until(database, lambda: not journal.pending)

    assert await texts(database) == ["question 2?"]
