"""A process of its own that records questions and says which are committed, until it is killed."""

import asyncio
import sys
from pathlib import Path

from bot.database.database_file import open_database
from bot.services.journal import Pace, open_journal
from tests.child_process import PATIENCE
from tests.database.samples import a_query


async def record_for_ever(path: Path) -> None:
    unhurried = Pace(patience=PATIENCE)  # a busy machine may commit late what it says next
    async with open_database(path) as database, open_journal(database, pace=unhurried) as journal:
        number = 0
        while True:
            batch = range(number, number + 5)
            committed = await asyncio.gather(*(journal.record(a_query(n)) for n in batch))
            for n in (n for n, done in zip(batch, committed, strict=True) if done):
                print(n, flush=True)  # noqa: T201
            number += 5


if __name__ == "__main__":
    asyncio.run(record_for_ever(Path(sys.argv[1])))
