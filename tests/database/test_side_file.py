"""Lines beside the database: on the disk, for their owner alone, with room on a full disk."""

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from bot.database.side_file import RESERVE, SideFile
from tests.database.test_database_file import without_privileges


@pytest.fixture
def file(tmp_path: Path) -> SideFile:
    return SideFile(tmp_path / "bot.sqlite3.side")


def test_lines_are_there_in_their_order_and_for_their_owner_alone(file: SideFile) -> None:
    file.append(["one", "two"])
    SideFile(file.path).append(["three"])

    assert SideFile(file.path).lines() == ["one", "two", "three"]
    assert file.path.read_bytes().rstrip(b"\0") == b"one\ntwo\nthree\n"
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600


def test_lines_that_may_only_be_read_are_read(open_folder: Path) -> None:
    (path := open_folder / "bot.sqlite3.side").write_text("one\n")
    path.chmod(0o444)

    with without_privileges():
        assert SideFile(path).lines() == ["one"]


def test_without_a_file_there_are_no_lines(file: SideFile) -> None:
    file.blank(bool)
    file.clear()

    assert file.lines() == []
    assert not file.path.exists()


@pytest.mark.parametrize(
    ("deed", "lasts"),
    [
        (lambda file: file.append(["two"]), True),
        (lambda file: file.append(["two"], lasting=False), False),
        (lambda file: file.sync(), True),
        (lambda file: file.blank(bool), True),
        (lambda file: file.clear(), True),
        (lambda file: file.keep_only("two".__eq__), True),
    ],
    ids=["append", "append and sync later", "sync", "blank", "clear", "keep only"],
)
def test_what_has_to_outlive_a_power_cut_has_reached_the_disk(
    file: SideFile, monkeypatch: pytest.MonkeyPatch, deed: Callable[[SideFile], None], *, lasts: bool
) -> None:
    file.append(["one"])
    reached, sync = set(), os.fsync

    def noted(descriptor: int) -> None:
        reached.add(os.fstat(descriptor).st_ino)
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", noted)
    deed(file)

    assert (file.path.stat().st_ino in reached) == lasts


def test_so_has_the_name_of_a_new_file(file: SideFile, monkeypatch: pytest.MonkeyPatch) -> None:
    reached, sync = list[int](), os.fsync

    def noted(descriptor: int) -> None:
        reached.append(os.fstat(descriptor).st_ino)
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", noted)
    file.append(["one"])
    first = set(reached)
    reached.clear()
    file.append(["two"])

    assert [file.path.parent.stat().st_ino in each for each in (first, reached)] == [True, False]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux promises room")
def test_a_line_takes_no_room_that_was_not_there_before(file: SideFile) -> None:
    file.reserve()
    before = file.path.stat().st_blocks

    file.append(["a wish to be forgotten" * 10] * 100)

    assert before * 512 >= RESERVE
    assert file.path.stat().st_blocks == before


def test_a_line_that_a_crash_tore_spoils_no_other(file: SideFile) -> None:
    file.append(["one"])
    whole = file.path.read_bytes().rstrip(b"\0")
    file.path.write_bytes(whole + b"tw" + b"\0" * 100)

    found = SideFile(file.path)
    torn = found.lines()
    found.append(["three"])

    assert torn == ["one"]
    assert found.lines() == ["one", "tw", "three"]


def test_a_file_that_somebody_deleted_begins_anew(file: SideFile) -> None:
    file.append(["one"])
    file.path.unlink()

    file.append(["two"])

    assert file.path.read_bytes().rstrip(b"\0") == b"two\n"


def test_blanked_lines_leave_no_byte_and_the_others_in_place(file: SideFile) -> None:
    file.append(["ada said so", "bob said so", "ada again"])
    size = file.path.stat().st_size

    file.blank(lambda line: "ada" in line)

    assert file.lines() == ["bob said so"]
    assert b"ada" not in file.path.read_bytes()
    assert file.path.stat().st_size == size


def test_a_cleared_file_leaves_no_byte_and_its_room(file: SideFile) -> None:
    file.append(["ada said so"])
    size = file.path.stat().st_size

    file.clear()

    assert file.path.read_bytes() == bytes(size)
    file.append(["bob"])
    assert file.lines() == ["bob"]


def test_lines_that_are_not_kept_leave_no_byte(file: SideFile, tmp_path: Path) -> None:
    file.append(["ada", "bob"])

    file.keep_only("bob".__eq__)

    assert file.lines() == ["bob"]
    assert b"ada" not in file.path.read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == [file.path.name]


def test_what_a_killed_run_left_half_replaced_goes_with_the_next_start(
    file: SideFile, tmp_path: Path
) -> None:
    file.append(["bob"])
    kept = tmp_path / "bot.sqlite3.side.notes"
    for path in (tmp_path / "bot.sqlite3.side.0123456789abcdef", kept):
        path.write_text("ada\nbob\n")

    file.reserve()

    assert file.lines() == ["bob"]
    assert sorted(tmp_path.iterdir()) == [file.path, kept]


def test_a_line_that_comes_while_others_are_dropped_stays(file: SideFile) -> None:
    file.append(["ada", "bob"])
    late = Thread(target=file.append, args=(["cy"],))

    def wanted(line: str) -> bool:
        if not late.ident:
            late.start()
            late.join(0.05)  # long enough for it to be written, if nothing held it up
        return line == "bob"

    file.keep_only(wanted)
    late.join()

    assert file.lines() == ["bob", "cy"]
