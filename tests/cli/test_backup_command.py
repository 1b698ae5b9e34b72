"""`backup` copies the database and its key, so that a bot starts from the copy as if nothing had happened."""

import asyncio
import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result

from bot.database.user_key import UserKey, open_user_key
from tests.database.samples import a_query, furnished, log, texts

Start = Callable[..., Result]


@pytest.fixture
def key(home: Path) -> UserKey:
    """The key of a database in which a question stands."""

    async def fill() -> UserKey:
        async with furnished(home / "bot.sqlite3") as database:
            await log(database, a_query(1))
            return await open_user_key(database)

    return asyncio.run(fill())


async def reopened(path: Path) -> tuple[list[str], UserKey]:
    async with furnished(path) as database:
        return await texts(database), await open_user_key(database)


def test_a_copy_holds_everything_and_only_its_owner_may_read_it(
    start: Start, home: Path, key: UserKey
) -> None:
    result = start("backup", str(home / "copy"))

    questions, copied = asyncio.run(reopened(home / "copy" / "bot.sqlite3"))
    assert result.exit_code == 0
    assert result.stdout.split() == [str(home / "copy" / name) for name in ("bot.sqlite3", "bot.sqlite3.key")]
    assert questions == ["question 1?"]
    assert copied.fingerprint == key.fingerprint
    assert {stat.S_IMODE(file.stat().st_mode) for file in (home / "copy").glob("bot.sqlite3*")} == {0o600}


@pytest.mark.usefixtures("key")
def test_what_is_being_written_is_not_in_the_way(start: Start, home: Path) -> None:
    with closing(sqlite3.connect(home / "bot.sqlite3", isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM queries")

        result = start("backup", str(home / "copy"))

    questions, _ = asyncio.run(reopened(home / "copy" / "bot.sqlite3"))
    assert result.exit_code == 0
    assert questions == ["question 1?"]


@pytest.mark.usefixtures("key")
def test_the_keys_of_all_backups_go_to_one_place_and_that_of_another_database_is_kept(
    start: Start, home: Path
) -> None:
    start("backup", str(home / "monday"), "--key-to", str(home / "safe"))

    again = start("backup", str(home / "tuesday"), "--key-to", str(home / "safe"))
    kept = home / "safe" / "bot.sqlite3.key"
    kept.write_text("another")
    other = start("backup", str(home / "wednesday"), "--key-to", str(home / "safe"))

    assert (again.exit_code, again.stdout.split()) == (0, [str(home / "tuesday" / "bot.sqlite3")])
    assert other.exit_code == 2
    assert f"{kept} is there already" in other.stderr
    assert kept.read_text() == "another"
    assert not (home / "wednesday").exists()


@pytest.mark.usefixtures("key")
def test_a_backup_is_never_overwritten(start: Start, home: Path) -> None:
    start("backup", str(home / "copy"))

    result = start("backup", str(home / "copy"))

    assert result.exit_code == 2
    assert "is there already. Please name another folder." in result.stderr


@pytest.mark.usefixtures("key")
def test_a_folder_that_cannot_be_made_is_told(start: Start, home: Path) -> None:
    (home / "file").write_text("", encoding="utf-8")

    result = start("backup", str(home / "file" / "copy"))

    assert result.exit_code == 2
    assert "cannot be written: Not a directory." in result.stderr


def test_a_damaged_database_is_told(start: Start, home: Path) -> None:
    (home / "bot.sqlite3").write_bytes(b"no database at all" * 100)

    result = start("backup", str(home / "copy"))

    assert result.exit_code == 2
    assert "The database cannot be copied" in result.stderr
    assert "`python -m bot doctor` looks at it" in result.stderr
    assert not (home / "copy").exists()


@pytest.mark.usefixtures("key")
def test_a_copy_is_looked_over(start: Start, home: Path) -> None:
    with closing(sqlite3.connect(home / "bot.sqlite3")) as database:
        database.executescript(
            "PRAGMA writable_schema = ON;"
            "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'meta') "
            "WHERE name = 'notices';"
        )

    result = start("backup", str(home / "copy"))

    assert result.exit_code == 2
    assert "bot.sqlite3 is damaged (" in result.stderr


def test_without_a_database_there_is_nothing_to_back_up(start: Start, home: Path) -> None:
    result = start("backup", str(home / "copy"))

    assert result.exit_code == 2
    assert "nothing to back up" in result.stderr
    assert not (home / "copy").exists()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
def test_what_root_leaves_beside_a_database_belongs_to_the_user_of_the_bot(start: Start, home: Path) -> None:
    folder, somebody = home / "state", 12345
    folder.mkdir()
    os.chown(folder, somebody, somebody)
    (folder / "others.txt").write_text("root's own")
    (folder / "bot.sqlite3.link").symlink_to(folder / "others.txt")
    (home / "roots.txt").write_text("root's own")
    (folder / "bot.sqlite3.copy").hardlink_to(home / "roots.txt")
    place = {"BOT_DATABASE__PATH": str(folder / "bot.sqlite3")}

    async def keyed(path: Path) -> None:
        async with furnished(path) as database:
            await open_user_key(database)

    taught = start("teach", "how elevated is the glow", "lamp-height", **place)
    asyncio.run(keyed(folder / "bot.sqlite3"))
    backed_up = start("backup", str(home / "copy"), **place)
    looked_at = start("status", **place)
    restored = start("restore", str(home / "copy"), **place)

    assert [each.exit_code for each in (taught, backed_up, looked_at, restored)] == [0, 0, 0, 0]
    owners = {file.name: file.lstat().st_uid for file in folder.iterdir()}
    assert {owners.pop(name) for name in ("others.txt", "bot.sqlite3.link", "bot.sqlite3.copy")} == {0}
    assert len(owners) > 3
    assert set(owners.values()) == {somebody}


@pytest.mark.usefixtures("key")
def test_a_place_for_the_key_that_cannot_be_written_is_named(start: Start, home: Path) -> None:
    (home / "notes").write_text("")

    result = start("backup", str(home / "copy"), "--key-to", str(home / "notes" / "keys"))

    assert result.exit_code == 2
    assert f"{home / 'notes' / 'keys'} cannot be written: Not a directory." in result.stderr
    assert not (home / "copy").exists()
