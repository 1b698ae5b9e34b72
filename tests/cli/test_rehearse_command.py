"""`rehearse` tells what another sheet would change, and its exit code says whether something is lost."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import Result

from bot.database.database_file import open_database
from tests.database.samples import a_query, log

Start = Callable[..., Result]


@pytest.fixture
def other(home: Path, tmp_path: Path) -> Path:
    """A copy of the sheet to work on, beside the same documents."""
    copytree(home / "seeds", tmp_path / "other" / "seeds")
    return Path(copytree(home / "knowledge", tmp_path / "other" / "knowledge"))


def edit(folder: Path, old: str, new: str) -> None:
    sheet = folder / "lighthouse.yaml"
    text = sheet.read_text(encoding="utf-8")
    assert old in text
    sheet.write_text(text.replace(old, new), encoding="utf-8")


def without_visitors(folder: Path) -> None:
    sheet = folder / "lighthouse.yaml"
    text = sheet.read_text(encoding="utf-8")
    start, end = text.index("  - id: visitors"), text.index("open_questions:")
    sheet.write_text(text[:start] + text[end:], encoding="utf-8")


def test_the_same_sheet_is_told_so(start: Start, other: Path) -> None:
    result = start("rehearse", str(other))

    assert result.exit_code == 0
    assert result.stdout.startswith("Both are version ")


def test_what_changes_is_told(start: Start, other: Path) -> None:
    edit(other, "The lamp stands 42 metres above the sea.", "It stands 42 metres above the sea.")
    (other / "golden.yaml").write_text(
        "golden: [{ask: how tall is the lamp, fact: lamp-height}, {ask: is it haunted, fact: first-lit}]"
    )

    result = start("rehearse", str(other))

    assert result.exit_code == 0
    assert "Facts changed (1): lamp-height\n" in result.stdout
    assert "Of 2 golden questions, 1 led where they should.\n" in result.stdout
    assert "Golden: “is it haunted” should lead to first-lit.\n" in result.stdout
    assert "Rehearsed 2 questions; answers: 0 gained, 0 lost and 1 changed.\n" in result.stdout
    assert "Changed: “how tall is the lamp” (lamp-height says something else)\n" in result.stdout


@pytest.mark.parametrize(("consent", "code"), [((), 1), (("--yes",), 0)])
def test_lost_answers_need_consent(start: Start, other: Path, consent: tuple[str, ...], code: int) -> None:
    without_visitors(other)
    (other / "golden.yaml").write_text("golden: [{ask: When will the tower open to visitors?}]")

    result = start("rehearse", str(other), *consent, BOT_KNOWLEDGE__SHRINK_PERCENT="100")

    assert result.exit_code == code
    assert "Lost: “When will the tower open to visitors?” (visitors)\n" in result.stdout


def test_many_lost_facts_need_consent_although_nobody_asked_for_them(start: Start, other: Path) -> None:
    without_visitors(other)

    result = start("rehearse", str(other))

    assert result.exit_code == 1
    assert "Facts removed (1): visitors\n" in result.stdout


def test_the_questions_of_the_log_are_rehearsed(start: Start, other: Path, tmp_path: Path) -> None:
    async def fill() -> None:
        async with open_database(tmp_path / "bot.sqlite3") as opened:
            await log(opened, *(a_query(n, text=text) for n, text in enumerate(["why", "Why?", "who"])))

    asyncio.run(fill())

    result = start("rehearse", str(other))

    assert "Rehearsed 2 questions. Every rehearsed question gets the same answer as before." in result.stdout


def test_the_chat_reloads_in_the_same_words(start: Start, home: Path) -> None:
    edit(home / "knowledge", "answer: The lamp stands", "answer: It stands")

    result = start("chat", given="/fact lamp-height\n")
    edit(home / "knowledge", "answer: It stands", "answer: It does stand")
    again = start("chat", given="/reload\n")

    assert "It stands 42 metres" in result.stdout
    assert "Nothing has changed: version " in again.stdout


def test_a_broken_sheet_is_told_with_all_its_problems(start: Start, other: Path) -> None:
    edit(other, "42 metres above the sea}", "43 metres above the sea}")
    edit(other, "topic: plans", "topc: plans")

    result = start("rehearse", str(other))

    assert result.exit_code == 2
    assert result.stderr.count("lighthouse.yaml:") == 3
    assert result.stdout == ""
