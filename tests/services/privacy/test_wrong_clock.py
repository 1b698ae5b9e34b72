"""A clock that jumped deletes nothing before the next day."""

from datetime import datetime, timedelta

import pytest

from bot.database.connection import Database
from bot.services.privacy.retention import LOOKS_A_DAY, Retention
from bot.services.privacy.wiping import Wiper
from tests.database.samples import NOON, a_query, log, texts

DAY = timedelta(days=1)
LOOK = timedelta(minutes=15)
AHEAD = 120 * DAY


class Kept:
    """A log of ninety days, and what the owner was told."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.told: list[str] = []
        self.retention = self.made()

    def made(self) -> Retention:
        """As each start makes it."""
        return Retention(self.database, Wiper(self.database), 90, alarm=self._alarm)

    async def look(self, now: datetime, times: int = 1) -> list[str]:
        for number in range(times):
            await self.retention.keep_once(now + number * LOOK)
        return await texts(self.database)

    async def _alarm(self, trouble: str, words: str) -> None:
        assert trouble == "clock"
        self.told.append(words)


@pytest.fixture
async def kept(database: Database) -> Kept:
    await log(database, *(a_query(age, asked_at=NOON - age * DAY) for age in (100, 80, 1)))
    return Kept(database)


OLD, NEW = "question 80?", "question 1?"


async def test_a_start_with_a_clock_far_ahead_deletes_nothing_and_is_told(kept: Kept) -> None:
    await kept.look(NOON)

    left = await kept.look(NOON + AHEAD)

    assert left == [OLD, NEW]
    [words] = kept.told
    assert words.startswith(
        "The clock of my machine says 2025-08-07 12:00 UTC, 120 days after I last saw it."
    )


async def test_a_database_that_never_saw_a_clock_is_judged_by_its_newest_row(kept: Kept) -> None:
    left = await kept.look(NOON + AHEAD)

    assert left == ["question 100?", OLD, NEW]
    assert len(kept.told) == 1


async def test_a_file_of_old_rows_that_was_written_lately_is_purged(database: Database) -> None:
    await log(database, a_query(100, asked_at=NOON - 100 * DAY))
    retention = Retention(database, Wiper(database), 90, last_written=NOON - LOOK)

    await retention.keep_once(NOON)

    assert await texts(database) == []


async def test_what_is_asked_under_the_wrong_clock_does_not_speak_for_it(kept: Kept) -> None:
    await kept.look(NOON)
    await kept.look(NOON + AHEAD)
    await log(kept.database, a_query(7, asked_at=NOON + AHEAD))

    assert await kept.look(NOON + AHEAD + DAY) == [OLD, NEW, "question 7?"]


async def test_a_clock_that_stays_is_believed_after_a_day(kept: Kept) -> None:
    await kept.look(NOON)

    doubted = await kept.look(NOON + AHEAD, times=LOOKS_A_DAY + 1)
    believed = await kept.look(NOON + AHEAD + DAY + LOOK)

    assert (doubted, believed) == ([OLD, NEW], [])
    assert len(kept.told) == LOOKS_A_DAY + 1


async def test_looks_that_follow_at_once_and_starts_make_no_day(kept: Kept) -> None:
    await kept.look(NOON)
    for number in range(2 * LOOKS_A_DAY):
        await kept.look(NOON + AHEAD + number * timedelta(seconds=1))
    for number in range(2 * LOOKS_A_DAY):
        kept.retention = kept.made()
        left = await kept.look(NOON + AHEAD + number * timedelta(minutes=1))

    assert left == [OLD, NEW]


async def test_a_clock_that_was_set_right_starts_a_new_doubt(kept: Kept) -> None:
    await kept.look(NOON)
    await kept.look(NOON + AHEAD, times=LOOKS_A_DAY - 1)
    await kept.look(NOON + LOOK)

    assert await kept.look(NOON + 2 * AHEAD, times=LOOKS_A_DAY) == [OLD, NEW]


async def test_a_clock_far_behind_deletes_nothing(kept: Kept) -> None:
    await kept.look(NOON)

    assert await kept.look(NOON - AHEAD) == [OLD, NEW]
    assert await kept.look(NOON + DAY) == [OLD, NEW]


async def test_a_weekend_off_is_no_jump(kept: Kept) -> None:
    await kept.look(NOON)

    assert await kept.look(NOON + 2 * DAY) == [OLD, NEW]
    assert kept.told == []
