"""What was said to be committed is there after the process was killed."""

import sys
from pathlib import Path

import pytest

from bot.database.database_file import open_database
from tests.child_process import child_process
from tests.database.samples import texts

pytestmark = pytest.mark.slow

COMMAND = [sys.executable, "-m", "tests.services.journalling"]


def kill_after(path: Path, lines: int) -> list[str]:
    """All that the process said before it died."""
    with child_process([*COMMAND, path]) as process:
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(lines)]
        process.kill()
        lines_said = [*said, *process.stdout.readlines()]
        return [line for line in lines_said if line.endswith("\n")]


@pytest.mark.parametrize("lines", [1, 23, 250])
async def test_every_committed_row_outlives_a_kill(tmp_path: Path, lines: int) -> None:
    path = tmp_path / "bot.sqlite3"

    said = kill_after(path, lines)
    async with open_database(path) as database:
        (health,) = await database.read("PRAGMA integrity_check")
        rows = await texts(database)

    assert health[0] == "ok"
    assert [f"question {int(number)}?" for number in said] == rows[: len(said)]
    assert len(said) >= lines
