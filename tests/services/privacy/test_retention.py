"""Nothing is kept longer than promised, and what is deleted is not in the file any more."""

import asyncio
import logging
import os
from datetime import timedelta
from pathlib import Path

import pytest

from bot.database import audit_log, meta
from bot.database.audit_log import AdminAction
from bot.database.connection import Database
from bot.database.erasures import ErasureList, Forgetting
from bot.database.instance_lock import single_instance
from bot.database.instants import to_text
from bot.database.meta import Key
from bot.services import storage
from bot.services.health.alarms import Alarms
from bot.services.privacy.retention import ADMIN_DAYS, Retention, next_slice
from bot.services.privacy.wiping import Wiper
from tests.child_process import PATIENCE
from tests.database.samples import NOON, a_query, bytes_of, deeds, log, texts

DAY = timedelta(days=1)


def retention_of(database: Database, *, days: int = 90) -> Retention:
    return Retention(database, Wiper(database), days)


async def insert_actions(database: Database, *ages: int) -> None:
    async with database.transaction() as transaction:
        await audit_log.insert(
            transaction, [AdminAction(f"i{age}", NOON - age * DAY, 7, "Ada", 1, "reload") for age in ages]
        )


async def test_questions_go_after_their_days_and_admin_actions_after_a_year(database: Database) -> None:
    await log(database, *(a_query(age, asked_at=NOON - age * DAY) for age in (120, 91, 90, 89, 0)))
    await insert_actions(database, ADMIN_DAYS + 1, ADMIN_DAYS, 91)

    purged = await retention_of(database).purge(NOON)

    assert (purged.queries, purged.admin_actions) == (2, 1)
    assert await texts(database) == ["question 90?", "question 89?", "question 0?"]
    assert len(await deeds(database)) == 2


async def test_what_lies_beside_the_database_goes_with_its_days_too(database: Database) -> None:
    forgotten = ErasureList(database.path)
    for days in (ADMIN_DAYS + 1, ADMIN_DAYS - 1):
        await forgotten.add(Forgetting(f"user-{days}", NOON - days * DAY, f"id-{days}"))
    for days in (91, 89):
        aside = database.path.with_name(f"{database.path.name}.replaced-20250101T0000{days}")
        aside.write_bytes(b"words")
        os.utime(aside, times=(moment := (NOON - days * DAY).timestamp(), moment))

    await retention_of(database).purge(NOON)

    assert [each.user_hash for each in await forgotten.all()] == [f"user-{ADMIN_DAYS - 1}"]
    assert [file.name[-2:] for file in database.path.parent.glob("*.replaced-*")] == ["89"]


async def test_no_page_of_the_file_holds_a_purged_question(database: Database) -> None:
    old = [a_query(n, text=f"secret {n} " * 30, asked_at=NOON - 100 * DAY) for n in range(0, 200, 2)]
    new = [a_query(n, text="harmless " * 30, asked_at=NOON) for n in range(1, 200, 2)]
    await log(database, *(row for pair in zip(old, new, strict=True) for row in pair))
    before = bytes_of(database.path).count(b"secret")

    retention = retention_of(database)
    await retention.purge(NOON)
    await retention.keep_once(NOON)

    assert before > 1000
    assert bytes_of(database.path).count(b"secret") == 0
    assert bytes_of(database.path).count(b"harmless") == 3000


async def test_a_purge_with_nothing_to_do_leaves_the_file_as_large_as_it_is(database: Database) -> None:
    await log(database, a_query(1))

    purged = await retention_of(database).purge(NOON)

    assert purged.queries == 0
    assert await meta.get(database, Key.WIPE_DUE) is None


async def test_it_is_done_once_a_day_by_the_wall_clock(database: Database) -> None:
    purged_at = []
    for hours in (0, 1, 23, 24, 25, 49):
        await retention_of(database).keep_once(NOON + timedelta(hours=hours))
        purged_at.append(await meta.get(database, Key.LAST_PURGE))

    days = [text and text[8:13] for text in purged_at]
    assert days == ["09T12", "09T12", "09T12", "10T12", "10T12", "11T13"]


async def test_a_clock_that_was_set_back_holds_no_purge_up(database: Database) -> None:
    await log(database, a_query(1, asked_at=NOON - 100 * DAY))
    await meta.put(database, Key.LAST_PURGE, to_text(NOON + 50 * DAY))

    await retention_of(database).keep_once(NOON)

    assert await texts(database) == []


async def test_a_wipe_that_was_prevented_is_made_up_for(database: Database) -> None:
    await retention_of(database).keep_once(NOON)
    await log(database, a_query(1, text="secret " * 50))
    async with database.transaction() as transaction:
        await transaction.run("DELETE FROM queries")
        await meta.put_in(transaction, Key.WIPE_DUE, "1")
    before = bytes_of(database.path).count(b"secret")

    await retention_of(database).keep_once(NOON + timedelta(minutes=15))

    assert before > 0
    assert bytes_of(database.path).count(b"secret") == 0
    assert await meta.get(database, Key.WIPE_DUE) is None


class Stop(Exception):  # noqa: N818
    """Ends a loop that has no end."""


async def test_the_loop_goes_on_through_a_database_that_cannot_be_written(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    await log(database, a_query(1, asked_at=NOON - 91 * DAY), a_query(2))
    await database.read("PRAGMA query_only = ON")
    looks = iter([NOON, NOON + timedelta(minutes=15)])
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        await database.read("PRAGMA query_only = OFF")
        if len(slept) == 2:
            raise Stop

    with caplog.at_level(logging.INFO), pytest.raises(Stop):
        await Retention(database, Wiper(database), 90, sleep=sleep).keep_for_ever(lambda: next(looks))

    assert slept == [900.0, 900.0]
    assert await texts(database) == ["question 2?"]
    assert "could not be deleted yet" in caplog.text
    assert "Deleted 1 old questions and 0 admin actions." in caplog.text


def test_a_slice_that_took_too_long_is_followed_by_half_of_it_and_else_by_a_larger_one() -> None:
    assert [next_slice(100, seconds) for seconds in (0.021, 0.02, 0.0)] == [50, 120, 120]
    assert [next_slice(size, 1.0) for size in (41, 40, 39, 20)] == [20, 20, 20, 20]


async def test_a_large_purge_lets_others_write_between_its_slices(database: Database) -> None:
    await log(database, *(a_query(n, asked_at=NOON - 100 * DAY) for n in range(2000)))
    purging = asyncio.create_task(retention_of(database).purge(NOON))
    left = list[int]()
    while not purging.done():
        await log(database, a_query(5000 + len(left)))
        left.append(len(await texts(database)) - len(left) - 1)
    purged = await purging

    assert purged.queries == 2000
    assert len([count for count in left if 0 < count < 2000]) >= 5
    assert sorted(left, reverse=True) == left


async def test_after_each_slice_a_purge_rests_as_long_as_that_took(database: Database) -> None:
    await log(database, *(a_query(n, asked_at=NOON - 100 * DAY) for n in range(2000)))
    rests = list[float]()

    async def sleep(seconds: float) -> None:
        rests.append(seconds)

    await Retention(database, Wiper(database), 90, sleep=sleep).purge(NOON)

    assert len(rests) >= 5
    assert all(0 < seconds < PATIENCE for seconds in rests)


async def test_a_running_bot_deletes_what_is_too_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "BREATH_SECONDS", 0)
    path, ready = tmp_path / "bot.sqlite3", asyncio.Event()
    ready.set()

    async def nothing() -> None:
        pass

    with single_instance(path) as lock:
        async with storage.open_storage(path, 90, lambda: NOON) as opened:
            await log(opened.database, *(a_query(age, asked_at=NOON - age * DAY) for age in (100, 1)))
            async with storage.looked_after(opened, lock, Alarms(lambda: NOON), ready, nothing):
                async with asyncio.timeout(PATIENCE):
                    while len(left := await texts(opened.database)) > 1:
                        pass

    assert left == ["question 1?"]
