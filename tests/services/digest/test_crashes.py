"""The process dies at every single step of a delivery; whatever comes after, there is one message."""

import shutil
from collections.abc import AsyncIterator, Callable, Coroutine, Generator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from bot.database import digest_log, digest_past
from bot.database.connection import Database
from bot.database.database_file import open_database
from bot.database.digest_log import LedgerRow, State
from bot.domain.briefing import Briefing
from bot.services.digest.delivery import Delivery
from tests.services.digest.room import NINE, Clock, Room
from tests.thorough import THOROUGH, some_of

pytestmark = pytest.mark.slow

APRIL_9 = date(2025, 4, 9)


class Killed(BaseException):
    """What no handler of ours may catch."""


@dataclass
class Mortal:
    """Awaits something, and dies at its n-th pause if it gets that far."""

    life: Coroutine[Any, Any, Any]
    dies_at: int
    pauses: int = field(default=0)

    def __await__(self) -> Generator[Any, Any, Any]:
        steps = self.life.__await__()
        go_on: Callable[[], Any] = partial(next, steps)
        try:
            while True:
                pause = go_on()
                if self.pauses == self.dies_at:
                    pause = steps.throw(Killed())
                self.pauses += 1
                go_on = yield from _wait(pause, steps)
        except StopIteration as end:
            return end.value


def _wait(pause: Any, steps: Generator[Any, Any, Any]) -> Generator[Any, Any, Callable[[], Any]]:
    try:
        yield pause
    except BaseException as error:  # noqa: BLE001 - whatever the loop has to say goes to the life
        return partial(steps.throw, error)
    return partial(next, steps)


@pytest.fixture
async def home_database(database: Database) -> Path:
    """The database of a bot with one subscription, closed, to be copied for each death."""
    await database.read("PRAGMA wal_checkpoint(TRUNCATE)")
    return database.path


@asynccontextmanager
async def _open(path: Path) -> AsyncIterator[Database]:
    """A process dies here, not the machine: what was written need not reach the disk at once."""
    async with open_database(path) as database:
        await database.read("PRAGMA synchronous = OFF")
        yield database


Bot = Callable[[Database], Delivery]


async def _die(path: Path, bot: Bot, dies_at: int) -> bool:
    """One life of the bot; whether it was cut short."""
    async with _open(path) as database:
        try:
            await Mortal(bot(database).visit(42), dies_at)
        except Killed:
            return True
    return False


async def _live_on(path: Path, bot: Bot, clock: Clock) -> LedgerRow | None:
    """The next life: visits until there is nothing left to do."""
    async with _open(path) as database:
        again: datetime | None = clock()
        while again and again <= clock():
            again = await bot(database).visit(42)
        past = await digest_past.past(database, 42, date(2025, 4, 10))
        assert past.entries is not None
        assert len(past.history) == 1
        return await digest_log.row_of_day(database, 42, APRIL_9)


# Each kind at steps of its own, and at all of them when there is time.
APART = 3 if THOROUGH else 6
LIVES = [(1, timedelta()), (1, timedelta(minutes=10)), (2, timedelta(minutes=10))]
PARTS = [(lives, rest, part) for part in range(APART) for lives, rest in LIVES]


@pytest.mark.parametrize(("lives", "rest", "part"), some_of(PARTS, 7))
async def test_killed_at_every_step_and_started_again_there_is_exactly_one_message(
    home_database: Path, briefing: Briefing, tmp_path: Path, lives: int, rest: timedelta, part: int
) -> None:
    deaths = 0

    for dies_at in count(part, APART):
        clock = Clock(NINE)
        room = Room(clock)
        bot = partial(_bot, room, briefing)
        path = tmp_path / f"life-{dies_at}.sqlite3"
        shutil.copy(home_database, path)
        cut_short = [await _die(path, bot, dies_at) for _ in range(lives)]
        clock.now += rest
        row = await _live_on(path, bot, clock)
        assert room.days(42) == ["2025-04-09"], dies_at
        assert row is not None
        assert (row.state, row.message_id, row.number) == (State.SENT, room.messages[0].id, 1), dies_at
        if not any(cut_short):
            break
        deaths += sum(cut_short)

    assert deaths >= 35 // APART


def _bot(room: Room, briefing: Briefing, database: Database) -> Delivery:
    return Delivery(database, room, lambda: briefing, room.clock, timedelta(hours=6))
