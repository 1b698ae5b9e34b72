"""`gaps`: for people and for scripts, and dismissed from a shell."""

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import Result

from bot.database.query_log import Outcome
from bot.ui.texts import gaps as texts
from bot.ui.texts import teaching
from tests.database.samples import a_query, furnished, log

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
        async with furnished(home / "bot.sqlite3") as database:
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
        async with furnished(home / "bot.sqlite3") as database:
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


LAMP = ("how elevated is the glow", "elevation of the glow", "what elevation has the glow")


@pytest.fixture
def key(start: Start, home: Path) -> str:
    """Of a gap that means a fact which nothing leads it to."""

    async def fill() -> None:
        at = datetime.now(UTC) - timedelta(hours=1)
        async with furnished(home / "bot.sqlite3") as database:
            missed = (
                a_query(n, text=text, outcome=Outcome.UNKNOWN, asked_at=at) for n, text in enumerate(LAMP)
            )
            await log(database, *missed)

    asyncio.run(fill())
    (line,) = start("gaps", "--json").stdout.splitlines()
    found: str = json.loads(line)["key"]
    return found


def test_all_wordings_of_a_gap_are_taught_in_one_step_and_taken_back_in_one(start: Start, key: str) -> None:
    told = start("teach-gap", key, "lamp-height")
    before = [start("ask", way).exit_code for way in LAMP]
    taught = start("teach-gap", key, "lamp-height", "--yes")
    after = [start("ask", way).exit_code for way in LAMP]
    gone = start("unteach", "--last")
    again = start("ask", LAMP[0])

    assert told.exit_code == 1
    assert told.stdout.startswith("These would lead to lamp-height:\n- ")
    assert told.stdout.endswith(f"{teaching.HOW_TO_VOUCH}\n")
    assert before == [1, 1, 1]
    assert taught.stdout.startswith("Taught: these now lead to lamp-height.\n")
    assert after == [0, 0, 0]
    assert gone.stdout.count("Taken back: ") == 3
    assert again.exit_code == 1


def test_a_gap_that_means_no_fact_wants_one_named(start: Start, key: str) -> None:
    unnamed, unknown = start("teach-gap", key), start("teach-gap", key, "no-fact")
    nowhere = start("teach-gap", "0" * 12, "lamp-height")

    assert (unnamed.exit_code, unnamed.stderr) == (2, f"{teaching.NAME_A_FACT}\n")
    assert "There is no fact or open question “no-fact”." in unknown.stderr
    assert texts.GONE in nowhere.stderr


def test_what_to_take_back_must_be_named(start: Start) -> None:
    assert start("unteach").stderr == f"{teaching.WHICH_TO_TAKE_BACK}\n"
