"""A new database for each test, in a folder of its own."""

import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.database.connection import Database
from tests.database.samples import a_database


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with a_database(tmp_path) as opened:
        yield opened


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that anybody may enter."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    yield folder
    folder.chmod(0o777)
    shutil.rmtree(folder)
