"""`log export` as a script sees it: every question from a date on, in two kinds of files."""

import asyncio
import csv
import io
import json
import stat
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import Result

from tests.database.samples import NOON, a_query, furnished, log

Start = Callable[..., Result]


@pytest.fixture
def database(home: Path) -> Path:
    """A database with three questions of three days."""
    path = home / "bot.sqlite3"

    async def fill() -> None:
        async with furnished(path) as opened:
            days = (NOON + timedelta(days=number) for number in range(3))
            await log(opened, *(a_query(number, asked_at=at) for number, at in enumerate(days)))

    asyncio.run(fill())
    return path


@pytest.mark.usefixtures("database")
def test_the_log_is_a_table_by_default(start: Start) -> None:
    result = start("log", "export")

    rows = list(csv.DictReader(io.StringIO(result.stdout, newline="")))
    assert result.exit_code == 0
    assert [row["text"] for row in rows] == ["question 0?", "question 1?", "question 2?"]


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("since", "count"),
    [("2025-04-09", 3), ("2025-04-10", 2), ("2025-04-10T12:00", 2), ("2025-04-10T12:00:01", 1)],
)
def test_the_log_is_exported_from_a_date_on(start: Start, since: str, count: int) -> None:
    result = start("log", "export", "--format", "jsonl", "--since", since)

    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["request_id"] for row in rows] == [f"interaction-{n}" for n in range(3 - count, 3)]


@pytest.mark.usefixtures("database")
def test_the_log_can_go_to_a_file(start: Start, tmp_path: Path) -> None:
    result = start("log", "export", "--output", str(tmp_path / "log.csv"))

    assert (result.exit_code, result.stdout) == (0, "")
    assert (tmp_path / "log.csv").read_text(encoding="utf-8").count("question") == 4
    assert stat.S_IMODE((tmp_path / "log.csv").stat().st_mode) == 0o600


@pytest.mark.usefixtures("database")
def test_a_file_that_others_could_read_is_theirs_no_more(start: Start, tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text("an older export, and a longer one at that " * 100, encoding="utf-8")
    (tmp_path / "log.csv").chmod(0o644)

    start("log", "export", "--output", str(tmp_path / "log.csv"))

    assert stat.S_IMODE((tmp_path / "log.csv").stat().st_mode) == 0o600
    assert (tmp_path / "log.csv").read_text(encoding="utf-8").count("older") == 0


def test_without_a_database_there_is_nothing_to_export_and_no_file_is_made(
    start: Start, tmp_path: Path
) -> None:
    missing = str(tmp_path / "none.sqlite3")

    result = start("log", "export", "--output", str(tmp_path / "out"), BOT_DATABASE__PATH=missing)

    assert result.exit_code == 2
    assert "There is no database at" in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("words", [("--since", "yesterday"), ("--format", "xml")])
def test_what_cannot_be_meant_is_refused(start: Start, words: tuple[str, str]) -> None:
    result = start("log", "export", *words)

    assert result.exit_code == 2
    assert words[1] in result.stderr


def test_settings_can_be_named_after_the_command(start: Start, database: Path, tmp_path: Path) -> None:
    config = tmp_path / "other.yaml"
    config.write_text(f"log: {{retention_days: 1}}\ndatabase: {{path: {database}}}\n", encoding="utf-8")

    result = start("log", "export", "--config", str(config), BOT_DATABASE__PATH=None)

    assert result.exit_code == 0
    assert result.stdout.count("question ") == 3
