"""The list of those who were forgotten loses nobody too early."""

from datetime import timedelta
from pathlib import Path

from bot.database.erasures import ErasureList, Forgetting
from tests.database.samples import NOON

FORGOTTEN = [Forgetting(f"user-{days}", NOON - timedelta(days=days), f"id-{days}") for days in (3, 2, 1)]
LATE = Forgetting("user-0", NOON, "id-0")


async def listed(path: Path) -> ErasureList:
    everybody = ErasureList(path)
    for each in FORGOTTEN:
        await everybody.add(each)
    return everybody


async def test_only_those_of_before_leave_the_list(tmp_path: Path) -> None:
    everybody = await listed(tmp_path / "bot.sqlite3")

    await everybody.purge(NOON - timedelta(days=2))

    assert await everybody.all() == tuple(FORGOTTEN[1:])


async def test_a_line_that_was_damaged_takes_no_other_with_it(tmp_path: Path) -> None:
    everybody = await listed(tmp_path / "bot.sqlite3")
    everybody.file.append(["{}", "[]", "no json"])
    await everybody.add(LATE)

    assert await everybody.all() == (*FORGOTTEN, LATE)
