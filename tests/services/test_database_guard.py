"""A damaged, deleted or replaced database is noticed, told of, and no reason to stop answering."""

import asyncio
import os
import shutil
import sqlite3
import stat
import sys
from asyncio import Future
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path
from threading import Event

import pytest

from bot.database import damage, subscriptions
from bot.database.connection import Database
from bot.database.damage import find_damage, purge_set_aside, set_aside
from bot.database.instance_lock import InstanceLock, single_instance
from bot.database.subscriptions import Terms
from bot.database.user_key import open_user_key
from bot.errors import BotError, StorageError
from bot.services.database_guard import DatabaseGuard, set_aside_if_damaged
from bot.services.journal import Journal, Pace, open_journal
from tests.database.samples import NOON, a_database, a_query, log, texts, until

PACE = Pace(patience=60, first_rest=0.001, longest_rest=0.002, closing=0.05)


@dataclass
class Watched:
    """A guarded database with a journal and a question in it."""

    database: Database
    journal: Journal
    guard: DatabaseGuard
    told: list[str] = field(default_factory=list)
    taken_up: list[datetime] = field(default_factory=list)
    now: datetime = NOON

    @property
    def path(self) -> Path:
        return self.database.path

    def aside(self) -> list[Path]:
        found = self.path.parent.glob("bot.sqlite3.damaged-*")
        return [file for file in found if not file.name.endswith(("-wal", "-shm"))]

    async def ask(self, number: int) -> None:
        await self.journal.record(a_query(number))

    async def written(self) -> None:
        await until(self.database, lambda: not self.journal.pending)


@pytest.fixture
async def watched(tmp_path: Path) -> AsyncIterator[Watched]:
    async with AsyncExitStack() as stack:
        lock = stack.enter_context(single_instance(tmp_path / "data" / "bot.sqlite3"))
        yield await guarded(stack, tmp_path / "data", lock)


async def guarded(stack: AsyncExitStack, folder: Path, lock: InstanceLock) -> Watched:
    database = await stack.enter_async_context(a_database(folder))
    key = await open_user_key(database)
    journal = await stack.enter_async_context(open_journal(database, pace=PACE))

    async def alarm(_: str, words: str) -> None:
        room.told.append(words)

    async def take_up() -> None:
        room.taken_up.append(room.now)

    guard = DatabaseGuard(database, key, lock, lambda: room.now, alarm, take_up)
    room = Watched(database, journal, guard)
    await room.ask(1)
    await subscriptions.subscribe(database, Terms(5, time(9), "UTC", 1, 7), NOON)
    await guard.look()
    return room


def fill(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def cut(path: Path) -> bytes:
    """Half of it is left."""
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    return path.read_bytes()


def spoil(path: Path, start: int, end: int) -> None:
    """Other bytes in the file itself, the write-ahead log having been brought into it."""
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    other.close()
    content = bytearray(path.read_bytes())
    content[start:end] = b"\xff" * (min(end, len(content)) - start)
    path.write_bytes(content)


async def test_a_sound_database_stays_as_it_is(watched: Watched) -> None:
    watched.now += timedelta(days=2)

    await watched.guard.look()

    assert (watched.told, watched.aside(), watched.taken_up) == ([], [], [])


async def test_a_database_that_is_damaged_while_it_runs_is_set_aside_and_a_new_one_goes_on(
    watched: Watched,
) -> None:
    spoil(watched.path, 0, 4096)
    damaged = watched.path.read_bytes()

    await watched.ask(2)
    noticed = watched.database.damaged.is_set()
    await watched.guard.look()
    await watched.written()
    await watched.ask(3)

    [aside] = watched.aside()
    assert noticed
    assert aside.read_bytes() == damaged
    assert stat.S_IMODE(aside.stat().st_mode) == 0o600
    assert stat.S_IMODE(watched.path.stat().st_mode) == 0o600
    assert await texts(watched.database) == ["question 2?", "question 3?"]
    assert f"I have set it aside as {aside.name}" in watched.told[0]
    assert watched.taken_up == [NOON]


async def test_what_can_still_be_read_goes_into_the_new_one(watched: Watched) -> None:
    with sqlite3.connect(watched.path) as other:
        (page,) = other.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'admin_actions'").fetchone()
    other.close()
    spoil(watched.path, (page - 1) * 4096, page * 4096)
    watched.now += timedelta(days=2)

    await watched.guard.look()

    (kept,) = await subscriptions.subscriptions(watched.database)
    assert len(watched.aside()) == 1
    assert await texts(watched.database) == ["question 1?"]
    assert (kept.terms.channel_id, kept.terms.owner_id) == (5, 7)
    assert "1 questions and 1 digest channels" in watched.told[0]


async def test_an_alarm_without_damage_is_over_once_it_was_looked_at(watched: Watched) -> None:
    watched.database.damaged.set()

    await watched.guard.look()

    assert not watched.database.damaged.is_set()
    assert (watched.told, watched.aside()) == ([], [])


async def test_a_missing_table_is_damage(watched: Watched) -> None:
    await watched.database.read("DROP TABLE feedback")
    await watched.database.read("DROP TABLE queries")

    await watched.ask(2)
    await watched.guard.look()
    await watched.written()

    assert await texts(watched.database) == ["question 2?"]
    assert len(await subscriptions.subscriptions(watched.database)) == 1


@pytest.mark.parametrize("whole_folder", [True, False])
async def test_a_deleted_database_is_written_anew_with_all_that_was_in_it(
    watched: Watched, *, whole_folder: bool
) -> None:
    key = watched.path.with_name("bot.sqlite3.key").read_text()
    if whole_folder:
        shutil.rmtree(watched.path.parent)
    else:
        watched.path.unlink()
    await watched.ask(2)

    await watched.guard.look()
    await watched.ask(3)

    with sqlite3.connect(watched.path) as other:
        rows = other.execute("SELECT text FROM queries ORDER BY id").fetchall()
    other.close()
    assert [text for (text,) in rows] == ["question 1?", "question 2?", "question 3?"]
    assert stat.S_IMODE(watched.path.stat().st_mode) == 0o600
    assert watched.path.with_name("bot.sqlite3.key").read_text() == key
    assert find_damage(watched.path) is None
    assert "was deleted while I was running" in watched.told[0]
    with pytest.raises(StorageError, match="Another bot is running"):
        InstanceLock(watched.path)


@contextmanager
def held_up(database: Database) -> Iterator[None]:
    """A slow disk: the connection's thread gets no further."""
    released = Event()
    waiting = asyncio.ensure_future(database.connection._execute(released.wait))  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        released.set()
        waiting.add_done_callback(Future.result)


async def stopped_while_it_works(watched: Watched) -> asyncio.Task[None]:
    """The end comes when the guard has the database for itself, and the disk is slow; wait for the look."""
    looking = asyncio.create_task(watched.guard.look())
    while not watched.database._lock.locked():
        await asyncio.wait((looking,), timeout=0.001)
    looking.cancel()
    await asyncio.wait((looking,), timeout=0.001)
    return looking


async def test_a_stop_while_a_deleted_database_is_written_anew_loses_nothing(watched: Watched) -> None:
    watched.path.unlink()

    with held_up(watched.database):
        looking = await stopped_while_it_works(watched)
    await asyncio.wait((looking,))

    with sqlite3.connect(watched.path) as other:
        rows = other.execute("SELECT text FROM queries").fetchall()
    other.close()
    assert rows == [("question 1?",)]


async def test_a_database_that_was_replaced_is_the_one_that_goes_on(watched: Watched, tmp_path: Path) -> None:
    await watched.database.copy_to(tmp_path / "copy")
    await watched.ask(2)
    (tmp_path / "copy").replace(watched.path)

    await watched.guard.look()
    await watched.ask(3)

    assert await texts(watched.database) == ["question 1?", "question 3?"]
    assert "was replaced by another file" in watched.told[0]
    assert watched.taken_up == [NOON]


async def test_a_file_that_is_no_database_of_this_bot_takes_no_place(
    watched: Watched, tmp_path: Path
) -> None:
    (tmp_path / "notes").write_text("remember the milk " * 500)
    (tmp_path / "notes").replace(watched.path)

    await watched.guard.look()
    await watched.ask(2)

    assert await texts(watched.database) == ["question 2?"]
    assert [file.read_text()[:17] for file in watched.aside()] == ["remember the milk"]


async def test_the_watch_mends_and_tells_until_somebody_heard_it(watched: Watched) -> None:
    spoil(watched.path, 0, 4096)
    watching = asyncio.create_task(watched.guard.watch())
    await watched.ask(2)
    async with asyncio.timeout(60):
        while not watched.told:
            await asyncio.wait([watching], timeout=0.01)
    watching.cancel()

    assert "cannot be used: " in watched.told[0]
    assert await texts(watched.database) == ["question 2?"]


async def test_a_trouble_in_mending_is_no_end_of_the_watch(watched: Watched) -> None:
    await watched.database.connection.close()
    watched.path.unlink()

    await watched.guard.look()
    await watched.ask(2)

    assert "question 2?" in await texts(watched.database)


async def test_a_lost_place_that_cannot_be_had_again_is_told_and_no_end_in_order(watched: Watched) -> None:
    shutil.rmtree(watched.path.parent)
    watched.path.parent.write_text("no folder")
    watching = asyncio.create_task(watched.guard.watch())
    async with asyncio.timeout(60):
        while not watched.told:
            await asyncio.wait([watching], timeout=0.01)
    watching.cancel()

    assert (
        f"The database {watched.path} was deleted while I was running, and I cannot write it anew"
        in watched.told[0]
    )
    with pytest.raises(BotError, match=r"Lost: the database .* was deleted while I was running\.") as caught:
        watched.guard.require_file()
    assert caught.value.exit_code == 1
    watched.path.parent.unlink()
    await watched.guard.look()
    watched.guard.require_file()


async def test_a_rival_that_took_the_lost_place_ends_the_watch(watched: Watched) -> None:
    shutil.rmtree(watched.path.parent)

    with single_instance(watched.path), pytest.raises(StorageError, match="Another bot is running"):
        await watched.guard.watch()


@pytest.fixture
async def old(tmp_path: Path) -> Path:
    """A bot's database of before a stop."""
    async with a_database(tmp_path) as database:
        await open_user_key(database)
        await log(database, *(a_query(n, text="words " * 100) for n in range(300)))
        await subscriptions.subscribe(database, Terms(5, time(9), "UTC"), NOON)
    return tmp_path / "bot.sqlite3"


async def reopened(path: Path) -> tuple[str | None, int, int]:
    words = await set_aside_if_damaged(path, NOON)
    async with a_database(path.parent) as database:
        await open_user_key(database)
        return words, len(await texts(database)), len(await subscriptions.subscriptions(database))


async def test_half_a_file_is_set_aside_at_the_start(old: Path) -> None:
    left = cut(old)

    words, rows, subscribed = await reopened(old)

    assert words is not None
    assert old.with_name("bot.sqlite3.damaged-20250409T120000").read_bytes() == left
    assert (rows > 0, subscribed) == (True, 1)
    assert f"{rows} questions and 1 digest channels" in words


@pytest.mark.parametrize("content", [b"", b"no database at all" * 500])
async def test_a_file_of_which_nothing_is_left_is_set_aside_at_the_start(old: Path, content: bytes) -> None:
    fill(old, content)

    words, rows, subscribed = await reopened(old)

    assert words is not None
    assert "nothing" in words
    assert (rows, subscribed) == (0, 0)


async def salvaged(old: Path) -> dict[str, int]:
    aside = damage.set_aside(old, NOON)
    async with a_database(old.parent):
        pass
    return damage.salvage(aside, old)


async def test_what_is_salvaged_is_counted_whatever_goes_at_once(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(damage, "_BATCH", 100)

    saved = await salvaged(old)

    assert (saved["queries"], saved["subscriptions"]) == (300, 1)


def test_a_database_that_is_not_there_is_not_damaged(tmp_path: Path) -> None:
    assert find_damage(tmp_path / "gone") is None


async def test_the_questions_of_a_large_file_stay_in_what_was_set_aside(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(damage, "QUICK_BYTES", 1000)

    saved = await salvaged(old)

    assert ("queries" in saved, saved["subscriptions"]) == (False, 1)


def test_only_what_lay_beside_the_lost_database_goes_with_it(tmp_path: Path) -> None:
    log_file, index = tmp_path / "bot.sqlite3-wal", tmp_path / "bot.sqlite3-shm"
    log_file.write_text("old")
    index.write_text("old")
    stale = damage.companions(tmp_path / "bot.sqlite3")
    index.rename(tmp_path / "elsewhere")
    index.write_text("new")

    damage.drop_companions(tmp_path / "bot.sqlite3", stale)

    assert (len(stale), log_file.exists(), index.exists()) == (2, False, True)


async def test_a_sound_database_is_left_alone_at_the_start(old: Path) -> None:
    assert await reopened(old) == (None, 300, 1)


async def test_what_no_bot_has_written_is_left_alone(tmp_path: Path) -> None:
    notes = tmp_path / "bot.sqlite3"
    notes.write_text("remember the milk")

    assert await set_aside_if_damaged(notes, NOON) is None
    assert notes.read_text() == "remember the milk"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_what_is_set_aside_is_its_owners_alone_and_its_days_begin_then(old: Path) -> None:
    old.chmod(0o644)
    os.utime(old, times=(0, 0))

    aside = set_aside(old, NOON)

    assert stat.S_IMODE(aside.stat().st_mode) == 0o600
    assert aside.stat().st_mtime > NOON.timestamp()


async def test_what_was_set_aside_goes_after_its_days(old: Path) -> None:
    fill(old, b"")
    await set_aside_if_damaged(old, NOON)
    [aside] = old.parent.glob("*.damaged-*")
    age = datetime.fromtimestamp(aside.stat().st_mtime, NOON.tzinfo)

    purge_set_aside(old, age - timedelta(seconds=1))
    kept = aside.exists()
    purge_set_aside(old, age + timedelta(seconds=1))

    assert kept
    assert not aside.exists()


async def test_a_page_that_nothing_has_to_read_is_looked_at_in_a_small_file(tmp_path: Path) -> None:
    async with a_database(tmp_path) as database:
        await log(database, *(a_query(n, text="a question " * 30) for n in range(200)))
        path = database.path
    content = bytearray(path.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 4096] = b"\xff" * 4096
    path.write_bytes(content)

    assert find_damage(path) is not None
