"""Whatever happens to the database and in whatever order: every row, in order, once."""

import asyncio
import sqlite3
import tempfile
from contextlib import closing, suppress
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.database.connection import Database
from bot.services.journal import Pace, open_journal
from tests.database.samples import a_database, a_query, texts

STEPS = st.one_of(
    st.tuples(st.just("ask"), st.integers(1, 12)),
    st.tuples(st.sampled_from(["lock", "fill", "protect", "heal", "wait", "repeat"]), st.just(0)),
)
PACE = Pace(patience=0.0, first_rest=0.0, closing=60.0, batch=7)


class Trouble:
    """A database to which bad things happen, for real."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.other = sqlite3.connect(database.path, isolation_level=None, timeout=0)

    async def happen(self, kind: str) -> None:
        match kind:
            case "lock":
                with suppress(sqlite3.OperationalError):
                    self.other.execute("BEGIN EXCLUSIVE")
            case "fill":
                (pages,) = await self.database.read("PRAGMA page_count")
                await self.database.read(f"PRAGMA max_page_count = {pages[0]}")
            case "protect":
                await self.database.read("PRAGMA query_only = ON")
            case "heal":
                await self.end()

    async def end(self) -> None:
        if self.other.in_transaction:
            self.other.execute("ROLLBACK")
        await self.database.read("PRAGMA max_page_count = 1000000")
        await self.database.read("PRAGMA query_only = OFF")


async def play(folder: Path, steps: list[tuple[str, int]]) -> tuple[list[str], int]:
    asked = 0
    async with a_database(folder) as database:
        await database.read("PRAGMA busy_timeout = 0")
        trouble = Trouble(database)
        with closing(trouble.other):
            async with open_journal(database, pace=PACE, sleep=asyncio.sleep) as journal:
                for kind, count in steps:
                    for _ in range(count):
                        await journal.record(a_query(asked, text=f"{asked} " * 200))
                        asked += 1
                    if kind == "repeat" and asked:
                        await journal.record(a_query(asked - 1))
                    for _ in range(20 if kind == "wait" else 0):
                        await asyncio.sleep(0)
                    await trouble.happen(kind)
                await trouble.end()
        return await texts(database), asked


@given(steps=st.lists(STEPS, max_size=14))
@settings(max_examples=25, deadline=None)
def test_every_row_is_there_in_order_and_once(steps: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        rows, asked = asyncio.run(play(Path(folder), steps))

    assert rows == [f"{number} " * 200 for number in range(asked)]
