"""`rollback` brings back what a bot has served, also for the commands that ask."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from bot.database import kept_sheets
from bot.sheets.knowledge import load
from tests.database.samples import NOON, furnished

Start = Callable[..., Result]
LAMP = "how tall is the lamp"


def serve(home: Path) -> None:
    """As a bot does when it starts."""

    async def keep() -> None:
        async with furnished(home / "bot.sqlite3") as opened:
            await kept_sheets.keep(opened, load(home / "knowledge"), NOON)

    asyncio.run(keep())


def test_an_earlier_sheet_answers_again_until_the_files_change(start: Start, home: Path) -> None:
    sheet = home / "knowledge" / "lighthouse.yaml"
    serve(home)
    text = sheet.read_text("utf-8").replace("answer: The lamp stands", "answer: It stands")
    sheet.write_text(text, "utf-8")

    changed = start("ask", LAMP)
    back = start("rollback")
    after = start("ask", LAMP)
    status = start("status")
    sheet.write_text(text.replace("answer: It stands", "answer: Up there it stands"), "utf-8")
    again = start("ask", LAMP)

    assert changed.stdout.startswith("It stands 42")
    assert back.exit_code == 0
    assert "answers again, in place of" in back.stdout
    assert after.stdout.startswith("The lamp stands 42")
    assert "Rolled back" in status.stdout
    assert again.stdout.startswith("Up there it stands 42")


def test_nothing_to_bring_back_is_told(start: Start, home: Path) -> None:
    serve(home)

    result = start("rollback")

    assert result.exit_code == 2
    assert result.stderr == "There is no other sheet that could be brought back.\n"


@pytest.mark.parametrize("words", [("rollback",), ("unteach", LAMP), ("gaps", "--dismiss", "3f2a9c01")])
def test_where_no_database_is_nothing_is_changed_and_none_is_made(
    start: Start, home: Path, words: tuple[str, ...]
) -> None:
    result = start(*words)

    assert result.exit_code == 2
    assert "There is no database at " in result.stderr
    assert not (home / "bot.sqlite3").exists()
