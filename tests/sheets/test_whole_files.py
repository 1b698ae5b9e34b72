"""Files are written whole or not at all."""

import os
import stat
import tempfile
from pathlib import Path

import pytest

from bot.errors import InputError
from bot.sheets.whole_files import NewFiles, whole_file
from tests.database.test_database_file import without_privileges


def interrupted(_: object) -> None:
    raise KeyboardInterrupt


def make_two(files: NewFiles, folder: Path) -> None:
    """And in between somebody else makes one."""
    files.write(folder / "er" / "one.md", "one")
    (folder / "others.md").write_text("somebody else's", encoding="utf-8")
    files.write(folder / "two.md", "two")
    interrupted(folder)


def test_what_breaks_off_half_way_leaves_what_was_there(tmp_path: Path) -> None:
    file = tmp_path / "list.md"
    file.write_text("of yesterday", encoding="utf-8")

    with pytest.raises(KeyboardInterrupt), whole_file(file) as opened:
        interrupted(opened.write("half of tod"))

    assert file.read_text("utf-8") == "of yesterday"
    assert list(tmp_path.iterdir()) == [file]


def test_a_folder_made_for_what_breaks_off_goes_with_it(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), whole_file(tmp_path / "new" / "er" / "a.md", in_new_folder=True):
        raise KeyboardInterrupt

    assert list(tmp_path.iterdir()) == []


def test_of_one_that_was_killed_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / ".list.md.new").write_text("half of it, and more than now", encoding="utf-8")

    with whole_file(tmp_path / "list.md") as opened:
        opened.write("today")

    assert [path.name for path in tmp_path.iterdir()] == ["list.md"]
    assert (tmp_path / "list.md").read_text("utf-8") == "today"


def test_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "today.md").write_text("", encoding="utf-8")
    (tmp_path / "link.md").symlink_to("today.md")

    with whole_file(tmp_path / "link.md") as opened:
        opened.write("today")

    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "today.md").read_text("utf-8") == "today"


def test_a_pipe_is_written_to_as_it_is() -> None:
    reader, writer = os.pipe()

    with whole_file(Path(f"/dev/fd/{writer}")) as opened:
        opened.write("today")
    os.close(writer)

    with os.fdopen(reader) as told:
        assert told.read() == "today"


def test_a_file_in_a_folder_of_somebody_else_is_written_in_its_place() -> None:
    with tempfile.TemporaryDirectory() as name:  # one that everybody can enter
        file = Path(name) / "list.md"
        file.touch()
        file.chmod(0o666)
        Path(name).chmod(0o555)

        with without_privileges(), whole_file(file) as opened:
            opened.write("today")

        assert file.read_text("utf-8") == "today"
        Path(name).chmod(0o755)


def test_what_is_private_is_so_too_where_nothing_goes_beside_it() -> None:
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        file = Path(name) / "log.csv"
        with without_privileges():
            file.touch()
            file.chmod(0o644)
        Path(name).chmod(0o555)

        with without_privileges(), whole_file(file, 0o600) as opened:
            opened.write("what members asked")

        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        Path(name).chmod(0o755)


def test_files_that_belong_together_go_together(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), NewFiles.together() as files:
        make_two(files, tmp_path / "deep")

    assert [path.name for path in tmp_path.rglob("*")] == ["deep", "others.md"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(InputError, match=r"file/below cannot be made: Not a directory\."):  # noqa: SIM117
        with NewFiles.together() as files:
            files.write(tmp_path / "file" / "below" / "one.md", "one")
