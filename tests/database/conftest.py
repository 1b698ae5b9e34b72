"""A new database for each test, in a folder of its own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.database.connection import Database
from tests.database.samples import a_database


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with a_database(tmp_path) as opened:
        yield opened
