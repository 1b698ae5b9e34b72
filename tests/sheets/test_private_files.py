"""A sheet publishes documents of its own folder, and nothing else that the bot may read."""

import os
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.errors import SheetError
from bot.settings.reading import read_settings
from bot.settings.settings import reading_rules
from bot.sheets.documents import ReadingRules
from bot.sheets.knowledge import load

SECRET = "DISCORD_TOKEN=very-secret"  # noqa: S105 - no token
Shelve = Callable[..., str]


@contextmanager
def unread(mebibytes: int = 30) -> Iterator[None]:
    """What is done in it never holds so much of a file."""
    tracemalloc.start()
    try:
        yield
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < mebibytes * 2**20


@pytest.fixture
def problem_of(home: Path) -> Shelve:
    """What is told of the small sheet when its document has this name."""

    def told(file: str, rules: ReadingRules | None = None) -> str:
        sheet = home / "knowledge" / "lighthouse.yaml"
        sheet.write_text(sheet.read_text("utf-8").replace("seeds/lighthouse.txt", file), "utf-8")
        with pytest.raises(SheetError) as caught:
            load(home / "knowledge", rules or ReadingRules())
        assert SECRET not in str(caught.value)
        return str(caught.value)

    return told


@pytest.mark.parametrize("file", ["/proc/self/environ", "/sys/kernel/notes", "/etc/passwd", "../outside.txt"])
def test_a_document_outside_of_the_sheets_folder_is_refused(
    home: Path, problem_of: Shelve, file: str
) -> None:
    (home.parent / "outside.txt").write_text(SECRET, "utf-8")

    assert "lies outside of the sheet's own folder. Copy the document" in problem_of(file)


def test_what_takes_a_documents_place_while_it_is_looked_at_is_neither_followed_nor_waited_for(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, opened = dict[str, int](), os.open

    def noted(path: str | Path, flags: int, *more: Any, **named: Any) -> int:
        asked[Path(path).name] = flags
        return opened(path, flags, *more, **named)

    monkeypatch.setattr(os, "open", noted)
    load(home / "knowledge", ReadingRules())

    assert asked["lighthouse.txt"] & os.O_NOFOLLOW
    assert asked["lighthouse.txt"] & os.O_NONBLOCK


@pytest.mark.parametrize(
    ("file", "kind", "hint"),
    [
        ("seeds/Leaflet.PDF", "a PDF", "Make a text of it: python -m bot draft seeds/Leaflet.PDF"),
        ("seeds/page.html", "a web page", "Its text is in seeds/page.md: name that."),
    ],
)
def test_what_has_to_become_a_text_first_is_told(
    home: Path, problem_of: Shelve, file: str, kind: str, hint: str
) -> None:
    (home / file).write_text("words", "utf-8")
    (home / "seeds" / "page.md").write_text("words", "utf-8")

    told = problem_of(file)

    assert f"is {kind}, and facts quote plain text." in told
    assert hint in told


def test_a_link_that_leads_out_of_the_folder_is_refused(home: Path, problem_of: Shelve) -> None:
    (home / "seeds" / "link.txt").symlink_to("/proc/self/environ")

    assert "seeds/link.txt lies outside" in problem_of("seeds/link.txt")


def test_a_link_within_the_folder_is_followed(home: Path) -> None:
    (home / "seeds" / "lighthouse.txt").rename(home / "seeds" / "first.txt")
    (home / "seeds" / "lighthouse.txt").symlink_to("first.txt")

    assert load(home / "knowledge").citations["lamp-height"]


def test_a_sheet_below_the_root_reads_no_document(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.sheets.knowledge.base_of", lambda _: Path("/"))

    with pytest.raises(SheetError, match="is the root of this machine"):
        load(home / "knowledge")


def test_a_pipe_and_a_device_are_refused_at_once(home: Path, problem_of: Shelve) -> None:
    os.mkfifo(home / "seeds" / "pipe.txt")

    assert "seeds/pipe.txt is not an ordinary file" in problem_of("seeds/pipe.txt")


@pytest.mark.parametrize(
    "file",
    [
        "config.yaml",
        "token",
        "data/bot.sqlite3",
        "data/bot.sqlite3.key",
        "data/bot.sqlite3-wal",
        "data/bot.sqlite3.journal",
        "backup/bot.sqlite3.key",
        "seeds/hard-link.txt",
        ".env",
    ],
)
def test_what_only_the_bot_and_its_operator_know_is_refused(
    home: Path, problem_of: Shelve, file: str
) -> None:
    variables = {
        "BOT_DATABASE__PATH": str(home / "data" / "bot.sqlite3"),
        "BOT_DISCORD__TOKEN_FILE": str(home / "token"),
    }
    (home / "config.yaml").write_text(f"# {SECRET}\nlog: {{retention_days: 3}}\n", "utf-8")
    for path in map(home.joinpath, {file, "token"} - {"config.yaml", "seeds/hard-link.txt"}):
        path.parent.mkdir(exist_ok=True)
        path.write_text(SECRET, "utf-8")
    (home / "seeds" / "hard-link.txt").hardlink_to(home / "token")
    settings = read_settings(home / "config.yaml", variables)

    told = problem_of(file, reading_rules(settings, home / "config.yaml"))

    assert f"{file} is a private file of the bot." in told


@pytest.mark.parametrize("ending", ["", "-wal", ".key", ".unwritten", ".forgotten"])
def test_another_name_of_a_file_of_the_database_is_refused_as_well(
    home: Path, problem_of: Shelve, ending: str
) -> None:
    kept = home / f"bot.sqlite3{ending}"
    kept.write_text(SECRET, "utf-8")
    (home / "seeds" / "hard-link.txt").hardlink_to(kept)
    settings = read_settings(None, {"BOT_DATABASE__PATH": str(home / "bot.sqlite3")})

    told = problem_of("seeds/hard-link.txt", reading_rules(settings, None))

    assert "seeds/hard-link.txt is a private file of the bot." in told


def test_a_sparse_file_of_two_gigabytes_is_refused_at_once(home: Path, problem_of: Shelve) -> None:
    with (home / "seeds" / "huge.txt").open("wb") as file:
        file.truncate(2 * 2**30)

    with unread():
        told = problem_of("seeds/huge.txt")

    assert "huge.txt has 2,147.5 MB; at most 5 MB are read. Make it smaller, or raise" in told


@pytest.mark.parametrize("name", ["knowledge/more.yaml", "knowledge/learned/more.yaml"])
def test_a_huge_sheet_is_refused_before_it_is_read(home: Path, name: str) -> None:
    (home / name).parent.mkdir(exist_ok=True)
    with (home / name).open("wb") as file:
        file.truncate(50_000_000)

    refused = r"has 50\.0 MB; at most 20 MB are read.*raise knowledge\.sheet_mb"
    with unread(), pytest.raises(SheetError, match=refused):
        load(home / "knowledge")


def test_the_limits_are_settings(home: Path) -> None:
    document = home / "seeds" / "lighthouse.txt"
    document.write_text(document.read_text("utf-8") + "word " * 1_300_000, "utf-8")
    variables = {"BOT_KNOWLEDGE__DOCUMENT_MB": "7", "BOT_KNOWLEDGE__SHEET_MB": "30"}

    rules = reading_rules(read_settings(None, variables), None)

    assert load(home / "knowledge", rules).facts
    assert rules.sheet_mb == 30


@pytest.mark.parametrize(
    ("content", "place"),
    [(b"One line\nand a \0 in it\n", "line 2, column 7"), (b"\0 first", "line 1, column 1")],
)
def test_a_nul_character_in_a_document_is_told_with_its_place(
    home: Path, problem_of: Shelve, content: bytes, place: str
) -> None:
    (home / "seeds" / "nul.txt").write_bytes(content)

    assert f"a NUL character stands in {place}. Save it" in problem_of("seeds/nul.txt")
