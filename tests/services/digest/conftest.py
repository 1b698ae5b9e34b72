"""One subscribed channel on a real database, and the room its digest is posted to."""

from collections.abc import AsyncIterator
from datetime import time, timedelta
from pathlib import Path

import pytest

from bot.database import subscriptions
from bot.database.connection import Database
from bot.database.subscriptions import Terms
from bot.domain.briefing import Briefing
from bot.services.digest.delivery import Delivery
from tests.database.samples import furnished
from tests.services.digest.room import START, Clock, Room

WANTED = Terms(channel_id=42, at=time(9), zone="Europe/Berlin", guild_id=7, owner_id=99)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def room(clock: Clock) -> Room:
    return Room(clock)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with furnished(tmp_path / "bot.sqlite3") as opened:
        await subscriptions.subscribe(opened, WANTED, START)
        yield opened


@pytest.fixture
def delivery(database: Database, room: Room, briefing: Briefing, clock: Clock) -> Delivery:
    return Delivery(database, room, lambda: briefing, clock, timedelta(hours=6))
