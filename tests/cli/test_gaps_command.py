"""`gaps`: for people and for scripts, and dismissed from a shell."""

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import Result

from bot.database.database_file import open_database
from bot.database.query_log import Outcome
from bot.ui.texts import gaps as texts
from tests.database.samples import a_query, log

Start = Callable[..., Result]


@pytest.fixture
def asked(home: Path) -> None:
    async def fill() -> None:
        missed = {
            "outcome": Outcome.UNKNOWN,
            "fact_id": None,
            "asked_at": datetime.now(UTC) - timedelta(hours=1),
        }
        questions = ("what do the critics say", "critics of the plan?", "what do critics say of it")
        async with open_database(home / "bot.sqlite3") as database:
            await log(database, *(a_query(at, text=text, **missed) for at, text in enumerate(questions)))

    asyncio.run(fill())


@pytest.mark.usefixtures("asked")
def test_a_person_sees_the_gap_and_what_would_close_it(start: Start) -> None:
    result = start("gaps")

    assert result.exit_code == 0
    assert "3 times by 3 people" in result.stdout
    assert "Critics call the plan too dear." in result.stdout
    assert "\nfacts:\n  - id: " in result.stdout
    assert "1 gap. --dismiss KEY" in result.stdout


@pytest.mark.usefixtures("asked")
def test_a_person_is_told_what_is_not_shown(start: Start, home: Path) -> None:
    async def ask_more() -> None:
        async with open_database(home / "bot.sqlite3") as database:
            lately = datetime.now(UTC) - timedelta(hours=1)
            await log(
                database, a_query(50, text="is there a ferry", outcome=Outcome.UNKNOWN, asked_at=lately)
            )

    asyncio.run(ask_more())

    assert "1 gap of 2; --limit 2 shows all." in start("gaps", "--limit", "1").stdout


@pytest.mark.usefixtures("asked")
def test_a_script_gets_an_object_a_line(start: Start) -> None:
    [gap] = map(json.loads, start("gaps", "--json").stdout.splitlines())

    assert (gap["times"], gap["askers"], len(gap["questions"])) == (3, 3, 3)
    assert gap["passages"][0]["file"] == "seeds/lighthouse.txt"
    assert gap["entry"].startswith("facts:\n")


@pytest.mark.usefixtures("asked")
def test_what_was_dismissed_is_not_shown_again(start: Start) -> None:
    [gap] = map(json.loads, start("gaps", "--json").stdout.splitlines())

    dismissed, again = start("gaps", "--dismiss", gap["key"]), start("gaps", "--dismiss", gap["key"])

    assert (dismissed.exit_code, dismissed.stdout) == (0, f"{texts.DISMISSED}\n")
    assert (again.exit_code, again.stderr) == (2, f"{texts.GONE}\n")
    assert start("gaps").stdout.strip() == texts.NONE
