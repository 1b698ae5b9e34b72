"""Whatever is wrong with the database file, the operator reads one sentence."""

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.database import database_file
from bot.database.damage import Check, find_damage, look_for_damage, make_private
from bot.database.database_file import edit_database, open_database, opening, read_database
from bot.database.migrations import NEWEST
from bot.errors import BotError, StorageError
from tests.database.samples import a_database, a_query, log, texts

NOBODY = 65534


@contextmanager
def without_privileges() -> Iterator[None]:
    """Root may write anywhere, so a test of rights is run as nobody."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def protect(folder: Path, folder_mode: int, file_mode: int | None) -> Path:
    """Where the database is to be: a file with these rights, or none yet, in a folder with those."""
    path = folder / "bot.sqlite3"
    if file_mode is not None:
        path.touch()
        path.chmod(file_mode)
    folder.chmod(folder_mode)
    return path


def contents(folder: Path) -> list[Path]:
    return list(folder.iterdir())


def a_file(path: Path, content: str) -> Path:
    path.write_text(content)
    return path


async def refusal(path: Path) -> str:
    with pytest.raises(StorageError) as caught:
        async with open_database(path, busy_seconds=0.01):
            pass
    assert caught.value.exit_code == 2
    return caught.value.sentence


async def postponement(path: Path) -> str:
    """A refusal after which one may start again."""
    with pytest.raises(BotError) as caught:
        async with open_database(path, busy_seconds=0.01):
            pass
    assert caught.value.exit_code == 1
    return caught.value.sentence


async def test_a_new_database_is_made_with_its_folders_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "data" / "bot.sqlite3"

    async with open_database(path) as database:
        (journal,) = await database.read("PRAGMA journal_mode")
        (keys,) = await database.read("PRAGMA foreign_keys")
        (wiping,) = await database.read("PRAGMA secure_delete")

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert (journal[0], keys[0], wiping[0]) == ("wal", 1, 1)


@pytest.mark.parametrize("name", ["with space", "per%20cent", "question?mark=1", "hash#1", "日本"])
async def test_a_path_with_odd_characters_is_that_path(tmp_path: Path, name: str) -> None:
    async with open_database(tmp_path / name):
        pass

    assert (tmp_path / name).stat().st_size > 0


async def test_a_folder_is_refused(tmp_path: Path) -> None:
    sentence = await refusal(tmp_path)

    assert sentence == f"{tmp_path} is a folder. Set database.path to a file in it."


async def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("remember the milk, and the eggs. " * 100)

    sentence = await refusal(path)

    assert sentence.startswith(f"{path} is not a database.")
    assert path.read_text() == "remember the milk, and the eggs. " * 100


async def test_the_database_of_another_program_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite3"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE songs (title TEXT)")
    other.close()
    before = path.read_bytes()

    sentence = await refusal(path)

    assert sentence.startswith(f"{path} is the database of another program.")
    assert path.read_bytes() == before


async def test_a_database_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bot.sqlite3"
    async with open_database(path) as database:
        await database.read(f"PRAGMA user_version = {NEWEST + 1}")

    sentence = await refusal(path)

    assert "written by a newer version of this program" in sentence
    assert sentence.endswith("Update the program.")


async def test_a_path_below_a_file_is_refused(tmp_path: Path) -> None:
    path = a_file(tmp_path / "file", "") / "bot.sqlite3"

    sentence = await refusal(path)

    assert sentence.endswith("Set database.path to another file.")


@pytest.mark.parametrize(("folder", "file"), [(0o555, None), (0o555, 0o666), (0o777, 0o444)])
async def test_a_read_only_folder_or_file_is_refused(
    open_folder: Path, folder: int, file: int | None
) -> None:
    path = protect(open_folder, folder, file)

    with without_privileges():
        sentence = await refusal(path)

    assert (
        sentence == f"{path} cannot be written. Make the file and its folder writable, or set database.path."
    )


async def test_an_old_database_that_is_locked_may_be_opened_later(tmp_path: Path) -> None:
    async with a_database(tmp_path) as database:
        await database.read("PRAGMA user_version = 0")
        path = database.path
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")

    sentence = await postponement(path)
    other.close()

    assert sentence == f"{path} is locked by another program. Close that program and start again."


@pytest.mark.parametrize("reason", ["database or disk is full", "disk I/O error"])
async def test_a_full_disk_is_called_so(tmp_path: Path, reason: str) -> None:
    with pytest.raises(BotError) as caught, opening(tmp_path / "bot.sqlite3"):
        raise sqlite3.OperationalError(reason)

    assert caught.value.exit_code == 1
    assert caught.value.sentence.endswith("the disk is full or failing. Make room there and start again.")


async def test_a_damaged_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bot.sqlite3"
    async with open_database(path) as database:
        await log(database, a_query(1))
    content = bytearray(path.read_bytes())
    content[100:4096] = b"\xff" * 3996
    path.write_bytes(content)

    sentence = await refusal(path)

    assert "Restore it from a backup" in sentence


async def test_an_sqlite_without_strict_tables_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_file, "OLDEST_SQLITE", (99, 1, 2))

    sentence = await refusal(tmp_path / "bot.sqlite3")

    assert sentence.startswith("SQLite 99.1.2 or newer is needed; this Python has ")
    assert not contents(tmp_path)


async def test_the_first_sqlite_with_strict_tables_is_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 37, 0))

    async with a_database(tmp_path) as database:
        assert await texts(database) == []


async def test_the_last_sqlite_without_them_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 0))

    assert "or newer is needed" in await refusal(tmp_path / "bot.sqlite3")


async def test_a_reader_sees_the_rows_of_a_running_bot_and_cannot_write(tmp_path: Path) -> None:
    async with a_database(tmp_path) as database:
        await log(database, a_query(1))
        async with read_database(database.path) as reader:
            seen = await texts(reader)
            with pytest.raises(sqlite3.OperationalError, match="readonly"):
                await log(reader, a_query(2))

    assert seen == ["question 1?"]


async def test_a_reader_of_nothing_is_told_so_and_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="There is no database at"):
        async with read_database(tmp_path / "bot.sqlite3"):
            pass

    assert not contents(tmp_path)


@pytest.mark.parametrize(
    ("version", "advice"), [(NEWEST - 1, "Start the bot once"), (NEWEST + 1, "Update the program")]
)
async def test_a_reader_of_another_version_is_told_what_to_do(
    tmp_path: Path, version: int, advice: str
) -> None:
    async with a_database(tmp_path) as database:
        await database.read(f"PRAGMA user_version = {version}")

    with pytest.raises(StorageError, match=advice):
        async with read_database(tmp_path / "bot.sqlite3"):
            pass


async def test_a_reader_of_something_else_is_told_so(tmp_path: Path) -> None:
    path = a_file(tmp_path / "x", "no database " * 200)

    with pytest.raises(StorageError, match="is not a database"):
        async with read_database(path):
            pass


async def test_a_device_is_no_database() -> None:
    with pytest.raises(StorageError, match="/dev/null is not a file"):
        async with open_database(Path("/dev/null")):
            pass


async def test_one_that_may_only_be_read_is_refused_before_it_is_written_to(open_folder: Path) -> None:
    path = open_folder / "bot.sqlite3"
    async with open_database(path):
        pass
    path.chmod(0o444)

    with without_privileges(), pytest.raises(StorageError, match="cannot be written"):
        async with edit_database(path):
            pass


async def test_what_cannot_be_opened_is_not_taken_for_damaged(tmp_path: Path) -> None:
    assert find_damage(tmp_path) is None
    assert find_damage(tmp_path / "none.sqlite3") is None
    assert await look_for_damage(tmp_path / "none.sqlite3", Check.QUICK) is None


def test_a_file_that_replaces_a_lost_one_is_private_whatever_else_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "lost" / "too" / "bot.sqlite3"

    make_private(path)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(FileExistsError):
        make_private(path)
