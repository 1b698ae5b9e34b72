"""`stats` tells the figures of the log, and needs one."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from click.testing import Result

from tests.database.samples import a_query, furnished, log

Start = Callable[..., Result]


def test_the_figures_of_the_last_days_are_told_with_a_bar_a_day(start: Start, home: Path) -> None:
    async def fill() -> None:
        async with furnished(home / "bot.sqlite3") as opened:
            now = datetime.now(UTC)
            unknown: dict[str, object] = {"outcome": "unknown", "fact_id": None, "asked_at": now}
            await log(opened, a_query(1, asked_at=now), a_query(2, **unknown, text="is it haunted"))

    asyncio.run(fill())

    result = start("stats", "2")

    assert result.exit_code == 0
    assert result.stdout.startswith("The last 2 days\n")
    assert "2 by 2 people" in result.stdout
    assert "1 of 2 (50 %)" in result.stdout
    assert "3 facts: lamp-height, never-missed, visitors" in result.stdout
    assert "█░ 1/2" in result.stdout


def test_a_bot_that_never_ran_has_no_figures(start: Start) -> None:
    result = start("stats")

    assert result.exit_code == 2
    assert "There is no database" in result.stderr


def test_days_that_nobody_counts_are_refused(start: Start) -> None:
    assert start("stats", "0").exit_code == 2
