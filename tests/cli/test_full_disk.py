"""Commands on a disk without room leave all as it was, and say what to do; so do those with an empty path."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import click
import pytest
from click.testing import Result

from bot.cli.paths import NamedPath
from bot.cli.program import program
from bot.database.user_key import open_user_key
from tests.database.samples import a_query, furnished, log
from tests.full_disk import full_disk

Start = Callable[..., Result]
LITTLE = 1000  # bytes: the settings of a new project have room, its schema has not


@pytest.fixture
def database(home: Path) -> Path:
    """A question, and the key of whoever asked."""
    path = home / "bot.sqlite3"

    async def fill() -> None:
        async with furnished(path) as opened:
            await open_user_key(opened)
            await log(opened, a_query(1))

    asyncio.run(fill())
    return path


@contextmanager
def in_use(database: Path) -> Iterator[None]:
    """By a running bot: what SQLite keeps beside it to be read has its room already."""
    with closing(sqlite3.connect(database)) as opened:
        opened.execute("SELECT count(*) FROM queries").fetchall()
        yield


def tree(folder: Path) -> dict[str, bytes | None]:
    """All files with what is in them, and all folders."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


def test_a_backup_says_that_the_disk_is_full_and_leaves_nothing(
    start: Start, home: Path, database: Path
) -> None:
    with full_disk():
        result = start("backup", str(home / "copies" / "today"))

    assert result.exit_code == 2
    assert result.stderr == (
        f"The database cannot be copied to {home / 'copies' / 'today'}: the disk is full or failing. "
        "Name another disk.\n"
    )
    assert not (home / "copies" / "today").exists()
    assert database.exists()


def test_a_restore_on_a_full_disk_changes_nothing(start: Start, home: Path, database: Path) -> None:
    start("backup", str(home / "copy"))
    (home / "bot.sqlite3.lock").touch()
    before = tree(home)

    with full_disk():
        result = start("restore", str(home / "copy"))

    assert result.exit_code == 2
    assert f"{database} cannot be written: " in result.stderr
    assert "Nothing was changed." in result.stderr
    assert tree(home) == before


@pytest.mark.parametrize("documents", [0, 1])
@pytest.mark.parametrize("there", [False, True])
def test_a_new_project_is_made_whole_or_not_at_all(
    start: Start, home: Path, tmp_path: Path, documents: int, *, there: bool
) -> None:
    folder = tmp_path / "below" / "own"
    if there:
        folder.mkdir(parents=True)
    before = tree(tmp_path)

    with full_disk(LITTLE):
        result = start("new", str(folder), *[str(home / "seeds" / "lighthouse.txt")][:documents])

    assert result.exit_code == 2
    assert result.stderr.endswith("cannot be written: File too large.\n")
    assert tree(tmp_path) == before


def test_a_list_is_taken_over_whole_or_not_at_all(start: Start, home: Path) -> None:
    entries = "".join(f"Where is tower number {n}?,Tower {n} stands by the sea.\n" for n in range(40))
    (home / "towers.csv").write_text(f"question,answer\n{entries}", encoding="utf-8")
    before = tree(home)

    with full_disk(4000):
        result = start("import", str(home / "towers.csv"))

    assert result.exit_code == 2
    assert "knowledge/towers.yaml cannot be written" in result.stderr.replace(str(home), "")
    assert tree(home) == before
    assert start("import", str(home / "towers.csv")).exit_code == 0


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    "words", [("export",), ("draft", "seeds/lighthouse.txt"), ("log", "export"), ("check",)], ids=" ".join
)
def test_what_was_written_before_stays_when_there_is_no_room(
    start: Start, home: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(home)
    (home / "list").write_text("of yesterday", encoding="utf-8")
    (home / "list").chmod(0o640)

    with in_use(home / "bot.sqlite3"), full_disk():
        result = start(*words, "--output", "list")
    left = {path.name: path.read_bytes() for path in home.glob("*list*")}
    again = start(*words, "--output", "list")

    assert result.exit_code == 2
    assert "list cannot be written: File too large." in result.stderr
    assert left == {"list": b"of yesterday"}
    assert again.exit_code in {0, 1}
    assert (home / "list").read_text("utf-8") != "of yesterday"
    assert (home / "list").stat().st_mode & 0o777 == (0o600 if words[0] == "log" else 0o640)


def test_what_was_taught_is_exported_whole_or_not_at_all(start: Start, home: Path) -> None:
    start("teach", "how elevated is the glow", "lamp-height")
    assert start("learned", "export").stdout
    start("teach", "how tall is the beacon", "lamp-height")
    before = tree(home / "knowledge")

    with in_use(home / "bot.sqlite3"), full_disk():
        result = start("learned", "export")

    assert result.exit_code == 2
    assert "taught.yaml cannot be written: File too large." in result.stderr
    assert tree(home / "knowledge") == before


def paths_of(command: click.Command, words: str = "") -> Iterator[tuple[str, click.Parameter]]:
    for parameter in command.params:
        if isinstance(parameter.type, click.Path | click.File):
            yield f"{words} {parameter.name}", parameter
    if isinstance(command, click.Group):
        for name, each in command.commands.items():
            yield from paths_of(each, f"{words} {name}")


def test_no_path_may_be_empty() -> None:
    paths = list(paths_of(program))

    assert len(paths) > 30
    assert [name for name, parameter in paths if not isinstance(parameter.type, NamedPath)] == []


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    "words",
    [("backup", ""), ("backup", "copy", "--key-to", ""), ("new", "own", ""), ("--config", "", "status")],
)
def test_an_empty_path_is_told_and_nothing_is_written(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")

    result = start(*words)

    assert result.exit_code == 2
    assert "it is empty. Name a file or a folder." in result.stderr
    assert tree(tmp_path / "elsewhere") == {}
