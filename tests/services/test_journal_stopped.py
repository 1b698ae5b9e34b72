"""A stop while the database cannot be written loses neither a question nor a promised erasure."""

import asyncio
import os
import shutil
import stat
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.database.audit_log import AdminAction
from bot.database.connection import Database
from bot.database.erasures import ErasureList
from bot.database.query_log import Feedback, Verdict
from bot.database.user_key import UserKey, open_user_key
from bot.errors import BotError, StorageError
from bot.services.journal import Journal, Pace, open_journal
from bot.services.journal_entries import UnwrittenRecords, line_of, summary
from bot.services.privacy.privacy import Forgotten, Privacy
from bot.services.privacy.wiping import Wiper
from tests.database.samples import NOON, a_database, a_query, bytes_of, deeds, log, rated, texts, until
from tests.services.test_journal import locked

if TYPE_CHECKING:
    from bot.services.journal_entries import Record

QUICK = Pace(patience=60, first_rest=0.001, longest_rest=0.002, closing=0.05)
ADA, BOB = 123456789012345678, 987654321098765432
LATER = NOON + timedelta(days=1)
AFTERWARDS = LATER + timedelta(seconds=1)


def unwritten(database: Database) -> Path:
    return database.path.with_name("bot.sqlite3.unwritten")


def privacy_of(database: Database, journal: Journal, key: UserKey) -> Privacy:
    return Privacy(database, journal, key, Wiper(database), 90, lambda: LATER)


async def written(database: Database, journal: Journal) -> None:
    await until(database, lambda: not journal.pending)


async def test_what_a_stop_left_unwritten_is_written_by_the_next_start(database: Database) -> None:
    action = AdminAction("action", NOON, 7, "Ada", 1, "reload")
    entries: list[Record] = [
        a_query(1, text="wörds “quoted”\nand more"),
        Feedback("interaction-1", "u", Verdict.WRONG, NOON),
        action,
        a_query(2),
    ]
    with locked(database):
        async with open_journal(database, pace=QUICK) as journal:
            await asyncio.gather(*(journal.record(entry) for entry in entries))

    mode = stat.S_IMODE(unwritten(database).stat().st_mode)
    async with open_journal(database, pace=QUICK) as journal:
        await written(database, journal)

    [row] = await rated(database)
    assert mode == 0o600
    assert await texts(database) == ["wörds “quoted”\nand more", "question 2?"]
    assert row.wrong == 1
    assert await deeds(database) == (action,)
    assert unwritten(database).read_bytes().strip(b"\0") == b""


async def test_what_waits_would_outlive_a_kill_as_well(database: Database, tmp_path: Path) -> None:
    with locked(database):
        async with open_journal(database, pace=QUICK) as journal:
            await journal.record(a_query(1))
            await until(database, lambda: b"question 1?" in unwritten(database).read_bytes())
            left = unwritten(database).read_bytes()

    killed = tmp_path / "killed"
    killed.mkdir()
    (killed / "bot.sqlite3.unwritten").write_bytes(left)
    async with a_database(killed) as other, open_journal(other, pace=QUICK) as journal:
        await written(other, journal)
        assert await texts(other) == ["question 1?"]


async def test_several_stops_lose_nothing_and_write_nothing_twice(database: Database) -> None:
    for number in range(3):
        with locked(database):
            async with open_journal(database, pace=QUICK) as journal:
                await journal.record(a_query(number))
    async with open_journal(database, pace=QUICK) as journal:
        await written(database, journal)
        await journal.record(a_query(3))

    assert await texts(database) == [f"question {n}?" for n in range(4)]


async def test_a_promised_erasure_outlives_a_stop(database: Database) -> None:
    key = await open_user_key(database)
    ada, bob = key.hash(ADA), key.hash(BOB)
    await log(database, a_query(1, user_hash=ada, text="ada then"), a_query(2, user_hash=bob))
    with locked(database):
        async with open_journal(database, pace=QUICK) as journal:
            await journal.record(a_query(3, user_hash=ada, text="ada now"))
            await until(database, lambda: b"ada now" in unwritten(database).read_bytes())
            promised = await privacy_of(database, journal, key).forget(ADA)
            remembered = b"ada now" in unwritten(database).read_bytes()
            await journal.record(a_query(4, user_hash=ada, text="ada again", asked_at=AFTERWARDS))
    before = await texts(database)

    async with open_journal(database, pace=QUICK) as journal:
        await privacy_of(database, journal, key).forget_again()
        await written(database, journal)
        await privacy_of(database, journal, key).forget_again()
        assert journal.pending == 0

    assert promised is Forgotten.WAITING
    assert not remembered
    assert before == ["ada then", "question 2?"]
    assert await texts(database) == ["question 2?", "ada again"]


async def test_an_older_copy_of_the_database_forgets_them_again(database: Database, tmp_path: Path) -> None:
    key = await open_user_key(database)
    action = AdminAction("action", NOON, ADA, "Ada Lovelace", 1, "reload")
    async with open_journal(database, pace=QUICK) as journal:
        await journal.record(a_query(1, user_hash=key.hash(ADA), text="what ada wants"))
        await journal.record(a_query(2, user_hash=key.hash(BOB)))
        await journal.record(action)
    older = bytes_of(database.path), database.path.with_name("bot.sqlite3-wal").read_bytes()
    async with open_journal(database, pace=QUICK) as journal:
        forgotten = await privacy_of(database, journal, key).forget(ADA)
    listed = database.path.with_name("bot.sqlite3.forgotten").read_bytes()

    restored = tmp_path / "restored"
    restored.mkdir()
    (restored / "bot.sqlite3").write_bytes(older[0][: -len(older[1])])
    (restored / "bot.sqlite3-wal").write_bytes(older[1])
    (restored / "bot.sqlite3.forgotten").write_bytes(listed)
    async with a_database(restored) as copy:
        before = await texts(copy)
        async with open_journal(copy, pace=QUICK) as journal:
            await privacy_of(copy, journal, key).forget_again()
            await written(copy, journal)
        after = await texts(copy)
        (deed,) = await deeds(copy)

    assert forgotten is Forgotten.DONE
    assert (before, after) == (["what ada wants", "question 2?"], ["question 2?"])
    assert (deed.user_id, deed.user_name) == (None, None)


async def test_what_can_be_kept_nowhere_is_an_error_that_says_what_was_lost(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    key = await open_user_key(database)
    await log(database, a_query(1, user_hash=key.hash(ADA)))
    lost = pytest.raises(BotError, match=r"Lost: 2 questions and 1 wish to be forgotten\. Neither .*bot\.sq")

    with locked(database), lost as caught:
        async with open_journal(database, pace=QUICK) as journal:
            for suffix in (".unwritten", ".forgotten"):
                file = database.path.with_name(f"bot.sqlite3{suffix}")
                file.unlink()
                file.mkdir()
            await journal.record(a_query(2))
            await privacy_of(database, journal, key).forget(ADA)
            await journal.record(a_query(3))

    assert caught.value.exit_code == 1
    assert caplog.text.count("A file beside the database cannot be written") == 1


async def test_a_long_erasure_lets_others_go_first(database: Database) -> None:
    key = await open_user_key(database)
    await log(database, *(a_query(n, user_hash=key.hash(ADA)) for n in range(1800)))
    async with open_journal(database, pace=QUICK) as journal:
        forgetting = asyncio.create_task(privacy_of(database, journal, key).forget(ADA))
        await until(database, lambda: journal.pending > 0)
        written_now = await journal.record(a_query(5000, text="bob wants to know"))
        left = len(await texts(database))
        forgotten = await forgetting

    assert written_now
    assert left > 1
    assert forgotten is Forgotten.DONE
    assert await texts(database) == ["bob wants to know"]


async def test_forgetting_somebody_unknown_is_a_line_beside_the_database_however_often(
    database: Database,
) -> None:
    key = await open_user_key(database)
    async with open_journal(database, pace=QUICK) as journal:
        before = database.connection.total_changes, bytes_of(database.path)
        forgotten = [await privacy_of(database, journal, key).forget(ADA) for _ in range(3)]
        after = database.connection.total_changes, bytes_of(database.path)
        wishes = await journal.wishes.all()

    assert set(forgotten) == {Forgotten.DONE}
    assert before == after
    assert [(wish.user_hash, wish.at) for wish in wishes] == [(key.hash(ADA), LATER)]


async def test_a_wish_to_a_new_database_holds_for_the_backup_of_the_lost_one(
    database: Database, tmp_path: Path
) -> None:
    key = await open_user_key(database)
    await log(database, a_query(1, user_hash=key.hash(ADA)), a_query(2, user_hash=key.hash(BOB)))
    await database.checkpoint()
    (new := tmp_path / "new").mkdir()
    shutil.copy2(key.path, new)
    async with a_database(new) as fresh, open_journal(fresh, pace=QUICK) as journal:
        await privacy_of(fresh, journal, await open_user_key(fresh)).forget(ADA)
    for ending in ("", "-wal", "-shm"):
        (new / f"bot.sqlite3{ending}").unlink(missing_ok=True)
    shutil.copy2(database.path, new)

    async with a_database(new) as restored, open_journal(restored, pace=QUICK) as journal:
        before = await texts(restored)
        await privacy_of(restored, journal, await open_user_key(restored)).forget_again()
        await written(restored, journal)
        after = await texts(restored)

    assert (before, after) == (["question 1?", "question 2?"], ["question 2?"])


async def test_while_writing_fails_every_entry_is_kept_at_once(database: Database) -> None:
    async def never(_: float) -> None:
        await asyncio.Event().wait()

    with locked(database):
        async with open_journal(database, pace=QUICK, sleep=never) as journal:
            await journal.record(a_query(1))
            await until(database, lambda: journal.stalled)
            for number in range(2, 5):
                await journal.record(a_query(number))
                assert f"question {number}?".encode() in unwritten(database).read_bytes()


async def test_what_is_kept_while_the_file_is_about_to_be_cleared_stays(database: Database) -> None:
    async with open_journal(database, pace=replace(QUICK, closing=60)) as journal:
        await journal._aside.keep([a_query(1)])
        async with journal._turn:
            tidying = asyncio.create_task(journal._tidy())
            await asyncio.wait((tidying,), timeout=0.01)
            await journal._aside.keep([a_query(2)])
            journal._queue.add(a_query(2), kept=True)
        await tidying
        left = unwritten(database).read_bytes()
        await journal.drain()

    assert b"question 2?" in left
    assert unwritten(database).read_bytes().strip(b"\0") == b""
    assert await texts(database) == ["question 2?"]


async def test_an_entry_that_an_older_version_kept_twice_is_one(tmp_path: Path) -> None:
    aside = UnwrittenRecords(tmp_path / "bot.sqlite3")
    first, second = a_query(1), a_query(2)
    await aside.keep([first, second, first])

    assert await aside.read() == [first, second]


async def test_whoever_wishes_to_be_forgotten_is_when_the_wish_is_cut_off(database: Database) -> None:
    key = await open_user_key(database)
    await log(database, a_query(1, user_hash=key.hash(ADA)), a_query(2, user_hash=key.hash(BOB)))
    async with open_journal(database, pace=QUICK) as journal:
        with journal.wishes.file._turn:  # a slow disk
            forgetting = asyncio.create_task(privacy_of(database, journal, key).forget(ADA))
            await until(database, journal._turn.locked)
            forgetting.cancel()
            await asyncio.wait((forgetting,), timeout=0.01)
        await asyncio.wait((forgetting,))

    assert forgetting.cancelled()
    assert await texts(database) == ["question 2?"]


async def test_wishes_and_entries_outlive_the_loss_of_their_folder(database: Database) -> None:
    key = await open_user_key(database)
    await log(database, a_query(1, user_hash=key.hash(ADA)))
    async with open_journal(database, pace=QUICK) as journal:
        await privacy_of(database, journal, key).forget(ADA)
        with locked(database):
            await journal.record(a_query(2))
            await until(database, lambda: b"question 2?" in unwritten(database).read_bytes())
            shutil.rmtree(database.path.parent)
            database.path.parent.mkdir()
            await journal.reserve()
            await journal._keep_aside()
            kept = unwritten(database).read_bytes()

    [wish] = await ErasureList(database.path).all()
    assert wish.user_hash == key.hash(ADA)
    assert kept.count(b"question 2?") == 1


async def test_a_list_of_wishes_that_was_deleted_is_written_anew_with_the_next(database: Database) -> None:
    key = await open_user_key(database)
    await log(database, *(a_query(n, user_hash=key.hash(person)) for n, person in enumerate((ADA, BOB))))
    async with open_journal(database, pace=QUICK) as journal:
        await privacy_of(database, journal, key).forget(ADA)
        journal.wishes.file.path.unlink()
        await privacy_of(database, journal, key).forget(BOB)
        wishes = await ErasureList(database.path).all()

    assert [wish.user_hash for wish in wishes] == [key.hash(ADA), key.hash(BOB)]


async def test_lines_that_hold_no_entry_are_counted_and_the_others_are_read(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    aside = UnwrittenRecords(tmp_path / "bot.sqlite3")
    action = AdminAction("action", NOON, 7, "Ada", 1, "reload")
    lines = [line_of(action), "{", '{"Unknown": {}}', "[]", '{"AdminAction": {}}']
    aside.file.path.write_text("".join(f"{line}\n" for line in lines), "utf-8")

    assert await aside.read() == [action]
    assert aside.filled
    assert "4 lines of" in caplog.text


async def test_what_is_kept_aside_survives_a_power_cut_once_it_has_settled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aside = UnwrittenRecords(tmp_path / "bot.sqlite3")
    reached, sync = set(), os.fsync

    def noted(descriptor: int) -> None:
        reached.add(os.fstat(descriptor).st_ino)
        sync(descriptor)

    await aside.settle()
    await aside.keep([AdminAction("action", NOON, 7, "Ada", 1, "reload")])
    monkeypatch.setattr(os, "fsync", noted)
    await aside.settle()

    assert aside.file.path.stat().st_ino in reached


async def test_entries_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    aside = UnwrittenRecords(tmp_path / "bot.sqlite3")
    aside.file.path.mkdir()

    with pytest.raises(StorageError, match=r"bot\.sqlite3\.unwritten cannot be read: Is a directory\."):
        await aside.read()


def test_what_waits_is_summed_up_in_words() -> None:
    action, verdict = (
        AdminAction("action", NOON, 7, "Ada", 1, "reload"),
        Feedback("1", "hash", Verdict.WRONG, NOON),
    )

    assert summary([a_query(1)]) == "1 question"
    assert summary([a_query(1), a_query(2), action]) == "2 questions and 1 admin action"
    assert summary([a_query(1), action, verdict]) == "1 question, 1 admin action and 1 verdict"
