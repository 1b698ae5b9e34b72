"""`rehearse` tells what another sheet would change, and its exit code says whether something is lost."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import Result

from bot.database import kept_sheets
from bot.sheets.knowledge import load
from tests.database.samples import NOON, a_query, furnished, log

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


def fill(other: Path, *asked: str) -> None:
    """The log of the bot whose sheet is in use."""

    async def write() -> None:
        async with furnished(other.parent.parent / "bot.sqlite3") as opened:
            await log(opened, *(a_query(n, text=text) for n, text in enumerate(asked)))

    asyncio.run(write())


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
    assert "Of 2 golden questions, 1 led where it should.\n" in result.stdout
    assert "Golden: “is it haunted” should lead to first-lit.\n" in result.stdout
    assert "Rehearsed 2 questions; answers: 0 gained, 0 lost and 1 changed.\n" in result.stdout
    assert "Changed: “how tall is the lamp” (lamp-height says something else)\n" in result.stdout


@pytest.mark.parametrize(("consent", "code"), [((), 1), (("--yes",), 0)])
def test_lost_answers_need_consent(start: Start, other: Path, consent: tuple[str, ...], code: int) -> None:
    without_visitors(other)
    fill(other, "When will the tower open to visitors?")

    result = start("rehearse", str(other), *consent, BOT_KNOWLEDGE__SHRINK_PERCENT="100")

    assert result.exit_code == code
    assert "Lost: “When will the tower open to visitors?” (visitors)\n" in result.stdout


def test_an_answer_that_a_golden_question_contradicts_is_no_loss(start: Start, other: Path) -> None:
    without_visitors(other)
    (other / "golden.yaml").write_text("golden: [{ask: When will the tower open to visitors?}]")

    result = start("rehearse", str(other), BOT_KNOWLEDGE__SHRINK_PERCENT="100")

    assert result.exit_code == 0
    assert "Gained: “When will the tower open to visitors?” (no longer visitors, which was wrong)\n" in (
        result.stdout
    )


def test_a_golden_question_that_breaks_is_a_loss(start: Start, other: Path) -> None:
    edit(other, "answer: The lamp stands", "answer: It stands")
    edit(other, "[when did the lighthouse open,", "[how tall is the lamp, when did the lighthouse open,")
    edit(other, "also: [height of the lamp, how many metres above the sea, how tall is the lamp]", "also: []")
    (other / "golden.yaml").write_text("golden: [{ask: how tall is the lamp, fact: lamp-height}]")

    result = start("rehearse", str(other))

    assert "Golden: “how tall is the lamp” should lead to lamp-height, and did until now.\n" in result.stdout
    assert result.exit_code == 1


def test_many_lost_facts_need_consent_although_nobody_asked_for_them(start: Start, other: Path) -> None:
    without_visitors(other)

    result = start("rehearse", str(other))

    assert result.exit_code == 1
    assert "Facts removed (1): visitors\n" in result.stdout


def test_the_questions_of_the_log_are_rehearsed(start: Start, other: Path) -> None:
    fill(other, "why", "Why?", "who")

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
    assert result.stderr.count("lighthouse.yaml:") == 2
    assert result.stdout == ""


def test_without_a_path_the_files_are_compared_with_the_sheet_that_was_served_last(
    start: Start, home: Path
) -> None:
    async def serve() -> None:
        async with furnished(home / "bot.sqlite3") as opened:
            await kept_sheets.keep(opened, load(home / "knowledge"), NOON)

    unserved = start("rehearse")
    asyncio.run(serve())
    edit(home / "knowledge", "answer: The lamp stands", "answer: It stands")
    result = start("rehearse")

    assert unserved.exit_code == 2
    assert result.exit_code == 0
    assert "Facts changed (1): lamp-height\n" in result.stdout


def test_documents_that_do_not_lie_beside_a_copy_are_those_of_the_own_folder(
    start: Start, home: Path, tmp_path: Path
) -> None:
    copy = Path(copytree(home / "knowledge", tmp_path / "elsewhere" / "knowledge"))

    result = start("rehearse", str(copy))

    assert result.exit_code == 0
    assert result.stdout.startswith("Both are version ")
