"""The key beside the database: made once, private, and never replaced by mistake."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.database.connection import Database
from bot.database.user_key import UserKey, open_user_key, read_user_key
from bot.errors import StorageError


def test_a_key_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "bot.key"

    made = read_user_key(path)
    again = read_user_key(path)

    assert made == again
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == ["bot.key"]


def test_a_key_never_stands_in_what_is_written_about_it(tmp_path: Path) -> None:
    key = read_user_key(tmp_path / "bot.key")

    assert str(key.secret) not in repr(key)


def test_a_loose_umask_does_not_loosen_the_key(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        read_user_key(tmp_path / "bot.key")
    finally:
        os.umask(before)

    assert stat.S_IMODE((tmp_path / "bot.key").stat().st_mode) == 0o600


def test_many_that_start_at_once_agree_on_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = list(pool.map(read_user_key, [tmp_path / "bot.key"] * 16))

    assert len({key.fingerprint for key in keys}) == 1
    assert [entry.name for entry in tmp_path.iterdir()] == ["bot.key"]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o666, 0o644])
def test_a_key_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "bot.key"
    read_user_key(path)
    path.chmod(mode)

    with pytest.raises(StorageError, match=f"Run: chmod 600 {path}"):
        read_user_key(path)


@pytest.mark.parametrize("content", ["", "abcd", "not a key", "zz" * 32, "ab" * 33, "\xff"])
def test_a_file_that_holds_no_key_is_refused_and_left_as_it_is(tmp_path: Path, content: str) -> None:
    path = tmp_path / "bot.key"
    path.write_text(content, encoding="utf-8")
    path.chmod(0o600)

    with pytest.raises(StorageError, match="does not hold a key"):
        read_user_key(path)

    assert path.read_text(encoding="utf-8") == content


def test_a_place_without_room_for_a_key_is_an_error_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot be used"):
        read_user_key(tmp_path / "no folder" / "bot.key")


def test_hashes_tell_users_apart_and_depend_on_the_key(tmp_path: Path) -> None:
    one, other = read_user_key(tmp_path / "one"), read_user_key(tmp_path / "other")

    hashes = {key.hash(user) for key in (one, other) for user in range(50)}

    assert len(hashes) == 100
    assert one.hash(7) == one.hash(7)
    assert one.secret.hex() not in repr(one)


async def test_the_database_knows_its_key(database: Database) -> None:
    first = await open_user_key(database)
    second = await open_user_key(database)

    assert first == second


async def test_another_key_is_refused(database: Database) -> None:
    key = await open_user_key(database)
    key.path.write_text("ab" * 32)

    with pytest.raises(StorageError, match="is not the key that"):
        await open_user_key(database)


async def test_a_missing_key_is_refused_and_not_made_anew(database: Database) -> None:
    key = await open_user_key(database)
    key.path.unlink()

    with pytest.raises(StorageError, match="Put the key file back"):
        await open_user_key(database)

    assert not key.path.exists()


def test_the_mark_that_a_database_keeps_of_its_key_stays_the_same() -> None:
    assert UserKey(Path("bot.key"), b"secret").fingerprint == "9b1380d35f54bd18"
