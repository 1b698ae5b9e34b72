"""One bot a database, even after a crash."""

import signal
import sys
from pathlib import Path

import pytest

from bot.database.instance_lock import TakenError, single_instance
from bot.errors import StorageError
from tests.child_process import PATIENCE, child_process
from tests.full_disk import full_disk

HOLDER = (
    "import pathlib, sys\n"
    "from bot.database.instance_lock import single_instance\n"
    "with single_instance(pathlib.Path(sys.argv[1])):\n"
    "    print('held', flush=True)\n"
    "    sys.stdin.read()\n"
)


def test_a_second_bot_is_told_and_a_later_one_is_welcome(tmp_path: Path) -> None:
    path = tmp_path / "data" / "bot.sqlite3"

    with single_instance(path), pytest.raises(StorageError) as caught, single_instance(path):
        pass
    with single_instance(path):
        pass

    assert caught.value.sentence.startswith(f"Another bot is running on the database {path}.")
    assert caught.value.exit_code == 2


def test_another_database_has_another_lock(tmp_path: Path) -> None:
    with single_instance(tmp_path / "a.sqlite3"), single_instance(tmp_path / "b.sqlite3"):
        names = {path.name for path in tmp_path.iterdir()}

    assert names == {"a.sqlite3.lock", "b.sqlite3.lock"}


def test_a_link_to_a_database_is_no_other_database(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (file := tmp_path / "data" / "bot.sqlite3").touch()
    (link := tmp_path / "linked.sqlite3").symlink_to(file)

    for first, second in ((link, file), (file, link)):
        with single_instance(first), pytest.raises(TakenError), single_instance(second):
            pass


def test_a_killed_bot_leaves_no_lock_behind(tmp_path: Path) -> None:
    path = tmp_path / "bot.sqlite3"
    with child_process([sys.executable, "-c", HOLDER, path]) as holder:
        assert holder.stdout is not None
        said = holder.stdout.readline()
        with pytest.raises(StorageError), single_instance(path):
            pass
        signed = path.with_name("bot.sqlite3.lock").read_text()
        holder.send_signal(signal.SIGKILL)
        holder.wait(PATIENCE)

    with single_instance(path):
        pass

    assert said == "held\n"
    assert signed == f"{holder.pid}\n"


def test_a_place_that_cannot_hold_a_lock_is_an_error_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(StorageError, match="cannot be written"), single_instance(tmp_path / "file" / "db"):
        pass


def test_on_a_full_disk_it_is_taken_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "bot.sqlite3"

    with full_disk(), single_instance(path), pytest.raises(TakenError), single_instance(path):
        pass
