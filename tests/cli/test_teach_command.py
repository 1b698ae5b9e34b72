"""`teach`, `unteach` and `learned`: what is taught at a terminal answers there, and ends up in the files."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result

from bot.sheets.knowledge import load

Start = Callable[..., Result]
GLOW = "how elevated is the glow"


def test_what_is_taught_answers_in_the_next_command(start: Start) -> None:
    before = start("ask", GLOW)

    taught = start("teach", GLOW, "lamp-height")
    after = start("ask", GLOW)

    assert before.exit_code == 1
    assert taught.exit_code == 0
    assert taught.stdout.startswith(f"Taught: “{GLOW}” now leads to lamp-height.\n")
    assert "No other question gets a different answer." in taught.stdout
    assert after.exit_code == 0
    assert "fact lamp-height" in after.stdout


def test_it_is_taken_back(start: Start) -> None:
    start("teach", GLOW, "lamp-height")

    gone = start("unteach", GLOW.upper())
    again = start("unteach", GLOW)

    assert gone.stdout == f"Taken back: “{GLOW}” is no longer a taught way to ask for lamp-height.\n"
    assert start("ask", GLOW).exit_code == 1
    assert (again.exit_code, again.stderr) == (2, "No such way of asking was taught.\n")


def test_what_cannot_be_taught_says_why(start: Start) -> None:
    result = start("teach", "how tall is the lamp", "lamp-height")

    assert (result.exit_code, result.stderr) == (2, "That already leads to lamp-height.\n")


def test_other_answers_need_consent(start: Start, home: Path) -> None:
    (home / "knowledge" / "golden.yaml").write_text("golden: [{ask: who is Ada Brandt, fact: never-missed}]")
    lesson = ("teach", "who is the keeper Ada Brandt", "visitors")

    held = start(*lesson)
    asked = start("ask", lesson[1])
    agreed = start(*lesson, "--yes")

    assert held.exit_code == 1
    assert "who is Ada Brandt" in held.stdout
    assert held.stdout.endswith("Add --yes to teach it anyway.\n")
    assert "fact visitors" not in asked.stdout
    assert agreed.exit_code == 0


def test_what_was_taught_is_listed_and_exported_into_files_of_its_own(start: Start, home: Path) -> None:
    sheet = home / "knowledge" / "lighthouse.yaml"
    written = sheet.read_bytes()
    start("teach", GLOW, "lamp-height")
    start("teach", "whose blueprints were used", "architect")

    listed = start("learned", "list")
    exported = start("learned", "export")
    again = start("learned", "export")

    assert f"lamp-height: {GLOW}\n" in listed.stdout
    assert exported.stdout.endswith("taught.yaml\n")
    assert load(home / "knowledge").sheet.learned == {
        "architect": ("whose blueprints were used",),
        "lamp-height": (GLOW,),
    }
    assert sheet.read_bytes() == written
    assert again.stdout == "The sheet's files have everything that was taught; nothing was written.\n"


def test_an_export_grows_the_files_that_are_there_line_by_line(start: Start, home: Path) -> None:
    learned = home / "knowledge" / "learned"
    learned.mkdir()
    lamp = "# mine\nlearned:\n  # up there\n  lamp-height:\n    - how far up is the lamp\n"
    before = f"{lamp}  visitors:\n    - tours"
    (learned / "people.yaml").write_text(before, encoding="utf-8")
    start("teach", GLOW, "lamp-height")
    start("teach", "is there a gallery to stand on", "visitors")
    start("teach", "whose blueprints were used", "architect")

    result = start("learned", "export")

    assert result.exit_code == 0
    assert (learned / "people.yaml").read_text(encoding="utf-8") == (
        f"{lamp}    - {GLOW}\n  visitors:\n    - tours\n    - is there a gallery to stand on\n"
    )
    assert load(home / "knowledge").sheet.learned["architect"] == ("whose blueprints were used",)


def test_ways_in_brackets_are_not_torn_apart(start: Start, home: Path) -> None:
    learned = home / "knowledge" / "learned"
    learned.mkdir()
    text = "learned: {lamp-height: [how far up is the lamp]}\n"
    (learned / "people.yaml").write_text(text, encoding="utf-8")
    start("teach", GLOW, "lamp-height")

    result = start("learned", "export")

    assert result.exit_code == 2
    assert "people.yaml:1:" in result.stderr
    assert (learned / "people.yaml").read_text(encoding="utf-8") == text


@pytest.mark.parametrize("words", [("learned", "list"), ("learned", "export")])
def test_a_bot_that_never_ran_taught_nothing(start: Start, words: tuple[str, ...]) -> None:
    result = start(*words)

    assert result.exit_code == 2
    assert "There is no database" in result.stderr


def test_a_reload_in_the_chat_keeps_what_was_taught(start: Start) -> None:
    start("teach", GLOW, "lamp-height")

    talk = start("chat", given=f"/reload\n{GLOW}\n")

    assert "Nothing has changed" in talk.stdout
    assert "fact lamp-height" in talk.stdout


def test_what_was_taught_for_a_fact_that_is_gone_is_listed_as_waiting(start: Start, home: Path) -> None:
    sheet = home / "knowledge" / "lighthouse.yaml"
    start("teach", "is there a gallery to stand on", "visitors")
    sheet.write_text(sheet.read_text("utf-8").replace("id: visitors", "id: guests"), "utf-8")

    listed = start("learned", "list")

    assert "visitors (not in the sheet now): is there a gallery to stand on" in listed.stdout


def test_what_sqlite_said_is_told_to_an_operator(start: Start, home: Path) -> None:
    start("teach", "how elevated is the glow", "lamp-height")
    with closing(sqlite3.connect(home / "bot.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        result = start("teach", "how tall is the beacon", "lamp-height")

    assert result.exit_code == 2
    assert result.stderr.endswith("Please try again in a few minutes. (database is locked)\n")
