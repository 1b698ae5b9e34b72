"""What was said to be committed is there after the process was killed."""

import asyncio
import os
from pathlib import Path

import pytest

from bot.database.database_file import open_database
from tests.child_process import PATIENCE
from tests.database.samples import texts
from tests.forked_process import PROJECT, forked

pytestmark = pytest.mark.slow


async def kill_after(path: Path, lines: int) -> list[str]:
    """All that the process said before it died."""
    process = await forked("tests.services.journalling", [str(path)], folder=PROJECT, environment=os.environ)
    async with asyncio.timeout(PATIENCE):
        said = [await process.stdout.readline() for _ in range(lines)]
    process.kill()
    rest, _ = await process.communicate()
    lines_said = b"".join([*said, rest]).decode().splitlines(keepends=True)
    return [line for line in lines_said if line.endswith("\n")]


@pytest.mark.parametrize("lines", [1, 23, 250])
async def test_every_committed_row_outlives_a_kill(tmp_path: Path, lines: int) -> None:
    path = tmp_path / "bot.sqlite3"

    said = await kill_after(path, lines)
    async with open_database(path) as database:
        (health,) = await database.read("PRAGMA integrity_check")
        rows = await texts(database)

    assert health[0] == "ok"
    assert [f"question {int(number)}?" for number in said] == rows[: len(said)]
    assert len(said) >= lines
