"""How long each question to the log takes when the log is large, and by which index it is answered."""

import asyncio
import sqlite3
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from statistics import median
from typing import Final
from zoneinfo import ZoneInfo

import click

from bot.database import missed_questions, personal_data, query_figures, query_log, usage_figures
from bot.database.connection import Database
from bot.database.database_file import open_database
from bot.database.instants import to_text
from bot.database.migrations import NEWEST, migrate
from bot.database.personal_data import Person
from bot.services.storage import sum_up_the_rest

NOW: Final = datetime(2026, 6, 1, 12, 34, 56, tzinfo=UTC)
DAYS: Final = 90  # what is kept when nothing is set
BERLIN, UTC_ZONE = ZoneInfo("Europe/Berlin"), ZoneInfo("UTC")
SERVER: Final = 7
PERSON: Final = Person(f"user {7:064}", None)
ROW: Final = """
    INSERT INTO queries (request_id, asked_at, surface, guild_id, channel_id, user_hash, text, outcome,
        fact_id, score, sheet, elapsed_ms)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 90.5, 'v', ?)"""
INDICES: Final = (
    "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'queries' AND sql IS NOT NULL"
)
VERDICT: Final = "INSERT INTO feedback VALUES (?, ?, ?, ?)"
OUTCOMES: Final = ("answered", "answered", "answered", "answered", "unsure", "unknown")
Question = Callable[[Database], Awaitable[object]]


def fill(path: Path, rows: int) -> None:
    """Ninety days of 200 servers, 20,000 people and 100 facts; a twentieth was rated."""
    dice, first = Random(1), NOW - timedelta(days=DAYS)
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA synchronous = OFF")
        indices = database.execute(INDICES).fetchall()
        with database:
            for name, _ in indices:  # made anew at the end, which is much faster than row by row
                database.execute(f"DROP INDEX {name}")
            database.executemany(ROW, (_row(dice, number, rows, first) for number in range(rows)))
            verdicts = (
                (number, f"user {dice.randrange(20_000)}", dice.choice(("helpful", "wrong")), to_text(NOW))
                for number in range(1, rows, 20)
            )
            database.executemany(VERDICT, verdicts)
            for _, index in indices:
                database.execute(index)


def _row(dice: Random, number: int, rows: int, first: datetime) -> tuple[object, ...]:
    server = 1 + min(199, int(dice.expovariate(1 / 20)))
    outcome = dice.choice(OUTCOMES)
    return (
        str(10**17 + number),
        to_text(first + timedelta(days=DAYS) * number / rows),
        "choice" if dice.random() < 0.05 else "slash",
        server,
        server * 10 + dice.randrange(5),
        f"user {dice.randrange(20_000):064}",
        f"how many of them were there on day {dice.randrange(max(1, rows // 10))} of it",
        outcome,
        None if outcome == "unknown" else f"fact {dice.randrange(100)}",
        dice.uniform(0.5, 20),
    )


def questions() -> Iterator[tuple[str, Question]]:
    """Every question that the program asks of the log, as it asks."""
    day, week, month = (NOW - timedelta(days=days) for days in (1, 7, 30))
    yesterday = day.date()
    yield "counts, a day", lambda d: query_figures.counts(d, day)
    yield "counts, a month", lambda d: query_figures.counts(d, month)
    yield "counts, a month of a server", lambda d: query_figures.counts(d, month, guild_id=SERVER)
    yield "unanswered, a week", lambda d: query_figures.unanswered(d, week, limit=10)
    yield "unanswered, a month", lambda d: query_figures.unanswered(d, month, limit=10)
    yield (
        "unanswered, a month of a server",
        lambda d: query_figures.unanswered(d, month, limit=10, guild_id=SERVER),
    )
    yield "lately_asked", lambda d: query_figures.lately_asked(d, limit=200)
    yield "lately_asked, a server", lambda d: query_figures.lately_asked(d, limit=200, guild_id=SERVER)
    yield "lately_asked, a silent server", lambda d: query_figures.lately_asked(d, limit=200, guild_id=10**6)
    yield "answered_since, a month", lambda d: query_figures.answered_since(d, month)
    yield "wrong_answers", query_figures.wrong_answers
    yield (
        "most_asked, yesterday of a server",
        lambda d: query_figures.most_asked(d, yesterday, BERLIN, at_least=1, limit=20, guild_id=SERVER),
    )
    yield "daily, a month", lambda d: query_figures.daily(d, yesterday, UTC_ZONE, days=30)
    yield "daily, a week of a server", lambda d: query_figures.daily(d, yesterday, BERLIN, guild_id=SERVER)
    yield "recent", lambda d: query_log.recent(d, limit=20)
    yield "recent, a server", lambda d: query_log.recent(d, limit=20, guild_id=SERVER)
    yield "recent, a silent server", lambda d: query_log.recent(d, limit=20, guild_id=10**6)
    yield "by_request", lambda d: query_log.by_request(d, str(10**17 + 5))
    yield "pages_since, first page", lambda d: _first(query_log.pages_since(d, month))
    yield "newest", query_log.newest
    yield "missed, a month", lambda d: missed_questions.missed(d, month, guild_id=None)
    yield "missed, a month of a server", lambda d: missed_questions.missed(d, month, guild_id=SERVER)
    yield "a person's questions, first page", lambda d: _first(personal_data.questions(d, PERSON))
    yield "a person is known", lambda d: personal_data.is_known(d, PERSON)
    for whose, guild in (("", None), (" of a server", SERVER)):
        yield from _usage(month, whose, guild)


def _usage(month: datetime, whose: str, guild: int | None) -> Iterator[tuple[str, Question]]:
    yield f"facts, a month{whose}", lambda d: usage_figures.facts(d, month, guild)
    yield f"channels, a month{whose}", lambda d: usage_figures.channels(d, month, guild)
    yield f"taken_up, a month{whose}", lambda d: usage_figures.taken_up(d, month, guild)
    yield f"times, a month{whose}", lambda d: usage_figures.times(d, month, guild, (0.5, 0.95))
    yield (
        f"unanswered_texts, a month{whose}",
        lambda d: usage_figures.unanswered_texts(d, month, guild, limit=500),
    )


async def _first(pages: AsyncIterator[object]) -> object:
    return await anext(pages)


async def measure(path: Path, rows: int, times: int = 5) -> list[tuple[str, float, float]]:
    """Of a log that an older version wrote, so that it is summed up as any other."""
    async with Database.connect(path, mode="rwc", busy_seconds=1) as old:
        await migrate(old, NEWEST - 1)
    await asyncio.to_thread(fill, path, rows)
    begun = (time.perf_counter(), time.process_time())
    async with open_database(path) as database:
        indexed = (time.perf_counter(), time.process_time())
        await sum_up_the_rest(database, lambda _: asyncio.sleep(0), rows=20_000)
        instants = begun, indexed, (time.perf_counter(), time.process_time())
        names = ("upgrade: indices, at the start", "upgrade: sums, beside answers")
        return [
            *((name, *span) for name, span in zip(names, _spans(instants), strict=True)),
            *[(name, *await _milliseconds(question, database, times)) for name, question in questions()],
        ]


def _spans(instants: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Milliseconds by the clock, and of the processor."""
    return [(1000 * (late[0] - early[0]), 1000 * (late[1] - early[1])) for early, late in pairwise(instants)]


async def _milliseconds(question: Question, database: Database, times: int) -> tuple[float, float]:
    """By the clock, and of the processor, which says the same on a machine that has much else to do."""
    instants = [(time.perf_counter(), time.process_time())]
    for _ in range(times):
        await question(database)
        instants.append((time.perf_counter(), time.process_time()))
    clock, processor = zip(*_spans(instants), strict=True)
    return median(clock), median(processor)


@click.command("log-size")
@click.option("--rows", default=1_000_000, show_default=True)
def log_size_command(rows: int) -> None:
    """How long each question to a large log takes."""
    for line in lines(rows):
        click.echo(line)


def lines(rows: int) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bot.sqlite3"
        measured = asyncio.run(measure(path, rows))
        yield f"{rows:,} rows, {path.stat().st_size / 2**20:,.0f} MiB; the median of five, in milliseconds"
    yield f"{'':36}{'clock':>10}{'processor':>11}"
    yield from (f"{name:36}{taken:10.1f}{worked:11.1f}" for name, taken, worked in measured)
