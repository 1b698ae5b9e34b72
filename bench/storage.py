"""What the log's housekeeping costs those who ask meanwhile: purge, rewrite, erasure, a person's file."""

import asyncio
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.database.connection import Database
from bot.database.database_file import open_database
from bot.database.instants import to_text
from bot.database.query_log import LoggedQuery, Outcome, Surface
from bot.database.user_key import UserKey, open_user_key
from bot.services.journal import Journal, open_journal
from bot.services.privacy.privacy import Privacy
from bot.services.privacy.retention import Retention
from bot.services.privacy.wiping import Wiper

NOW = datetime(2025, 4, 9, 12, tzinfo=UTC)
ONE = 123456789012345678
PAUSE = 0.002
INSERT = """
    INSERT INTO queries (request_id, asked_at, surface, guild_id, channel_id, user_hash, text, outcome,
        fact_id, score, sheet, elapsed_ms)
    VALUES (?, ?, 'slash', 1, 2, ?, ?, 'answered', 'launch-site', 90.5, 'v', 1.0)"""


@dataclass
class Waits:
    """Milliseconds that each record took, and the longest time the loop did not come round."""

    records: list[float] = field(default_factory=list)
    stall: float = 0.0

    def told(self) -> str:
        ordered = sorted(self.records)
        p50, p99 = statistics.median(ordered), ordered[int(len(ordered) * 0.99)]
        return (
            f"{len(ordered):7,} records: p50 {p50:6.2f} ms, p99 {p99:7.2f} ms, "
            f"longest {ordered[-1]:7.1f} ms, loop stall {self.stall:6.1f} ms"
        )


def fill(path: Path, key: UserKey, rows: int, one: int) -> None:
    """Half of the rows are too old; so many of the new ones are of one person."""
    text = "where did the mission launch from, and when will it come back to the ground, number {}?"
    mine = key.hash(ONE)
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA synchronous = OFF")
        with database:
            database.executemany(
                INSERT,
                (
                    (
                        str(10**17 + n),
                        to_text(NOW - timedelta(days=180) + timedelta(days=180) * n / rows),
                        mine if n >= rows - one else key.hash(n % 5000),
                        text.format(n),
                    )
                    for n in range(rows)
                ),
            )


async def ask(journal: Journal, waits: Waits, counter: list[int]) -> None:
    """One question after the other, each as soon as the one before is on record."""
    while True:
        counter[0] += 1
        query = LoggedQuery(
            f"b{counter[0]}", NOW, Surface.SLASH, 1, 2, "somebody", "how tall is the lamp", Outcome.ANSWERED,
            "lamp-height", None, 91.0, "v", 1.0,
        )  # fmt: skip
        begun = time.perf_counter()
        await journal.record(query)
        waits.records.append((time.perf_counter() - begun) * 1000)
        await asyncio.sleep(PAUSE)


async def feel(waits: Waits) -> None:
    while True:
        begun = time.perf_counter()
        await asyncio.sleep(0.001)
        waits.stall = max(waits.stall, (time.perf_counter() - begun - 0.001) * 1000)


async def beside(
    name: str, journal: Journal, counter: list[int], work: Callable[[], Awaitable[object]]
) -> None:
    """Do it while somebody asks; tell how long both took."""
    waits = Waits()
    others = [asyncio.create_task(ask(journal, waits, counter)), asyncio.create_task(feel(waits))]
    begun = time.perf_counter()
    await work()
    seconds = time.perf_counter() - begun
    for task in others:
        task.cancel()
    await asyncio.wait(others)
    print(f"{name:24} {seconds:8.2f} s   {waits.told()}")


async def measure(path: Path, rows: int, one: int) -> None:
    async with open_database(path) as database:
        key = await open_user_key(database)
        await asyncio.to_thread(fill, path, key, rows, one)
        (pages,) = await database.read("PRAGMA page_count")
        print(f"{rows:,} rows, {one:,} of one person, {pages[0] * 4096 / 1e6:,.0f} MB")
        async with open_journal(database) as journal:
            await _chores(database, journal, key)


async def _chores(database: Database, journal: Journal, key: UserKey) -> None:
    counter = [0]
    wiper = Wiper(database)
    retention = Retention(database, wiper, 90)
    privacy = Privacy(database, journal, key, wiper, 90, lambda: NOW)
    await beside("nothing", journal, counter, lambda: asyncio.sleep(5))
    await beside("/mydata of one", journal, counter, lambda: privacy.my_data(ONE))
    await beside("purge of the old half", journal, counter, lambda: retention.purge(NOW))
    await beside("rewrite of the file", journal, counter, wiper.wipe_if_due)
    await beside("/forgetme of one", journal, counter, lambda: privacy.forget(ONE))
    await beside("/forgetme of a stranger", journal, counter, lambda: privacy.forget(1))


def main(rows: int, one: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure(Path(folder) / "bot.sqlite3", rows, one))
