"""How long the event loop stands still while a reload rehearses many questions of the log."""

import asyncio
import gc
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

from bot.cli.serving import GARBAGE_THRESHOLD, SWITCH_SECONDS
from bot.database import query_log
from bot.database.connection import Database
from bot.database.database_file import open_database
from bot.database.query_log import LoggedQuery, Outcome, Surface
from bot.domain.answering import Thresholds
from bot.services.asking import ask
from bot.services.reload import Reloaded, Reloader, ReloadPolicy
from bot.services.snapshot import Snapshots, load_snapshot

ROOT = Path(__file__).parents[1]
TICK = 0.001
NOW = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Stalls:
    """Seconds: of the whole reload, and for which other work held the loop or a question up, at most."""

    questions: int
    seconds: float
    longest: float
    longest_question: float
    late: int


async def measure(questions: int) -> Stalls:
    with TemporaryDirectory() as folder:
        for name in ("knowledge", "seeds"):
            copytree(ROOT / name, Path(folder) / name)
        knowledge = Path(folder) / "knowledge"
        snapshots = Snapshots(load_snapshot(knowledge, Thresholds()))
        async with open_database(Path(folder) / "bot.sqlite3") as database:
            await fill(database, snapshots, questions)
            for file in sorted(knowledge.glob("*.yaml"))[:1]:
                file.write_text(file.read_text("utf-8").replace("question: ", "question: Say, ", 1), "utf-8")
            ask(snapshots.current, "what is it about")  # what is read when first needed is there by then
            gc.collect()
            gc.freeze()  # as the program does
            gc.set_threshold(GARBAGE_THRESHOLD)
            sys.setswitchinterval(SWITCH_SECONDS)
            return await _reload(snapshots, knowledge, database, questions)


async def _reload(snapshots: Snapshots, knowledge: Path, database: Database, questions: int) -> Stalls:
    reloader = Reloader(snapshots, ReloadPolicy(knowledge, 20, questions), lambda: NOW, database)
    late: list[float] = []
    asked: list[float] = []
    beating = asyncio.create_task(beat(late, asked))
    asking = asyncio.create_task(_ask_now_and_then(snapshots, asked))
    started = time.perf_counter()
    report = await reloader.reload()
    seconds = time.perf_counter() - started
    for task in (beating, asking):
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    if not isinstance(report, Reloaded):
        raise TypeError(report)
    return Stalls(
        report.trial.rehearsal.asked, seconds, max(late), max(asked), sum(each > 0.02 for each in late)
    )


async def beat(late: list[float], asked: list[float]) -> None:
    """By this process's own processor time, for what other programs take is not the bot's to mend.

    A question that is answered meanwhile is no stall.
    """
    while True:
        started, before = time.process_time(), len(asked)
        await asyncio.sleep(TICK)
        if len(asked) == before:
            late.append(time.process_time() - started)


async def _ask_now_and_then(snapshots: Snapshots, asked: list[float]) -> None:
    while True:
        await asyncio.sleep(0.25)
        started = time.perf_counter()
        ask(snapshots.current, "how long did the flight take")
        asked.append(time.perf_counter() - started)


async def fill(database: Database, snapshots: Snapshots, questions: int) -> None:
    """Different questions, as the log would hold them."""
    briefing = snapshots.current.briefing
    ways = cycle([way for entry in briefing.entries.values() for way in briefing.sheet.phrasings(entry)])
    rows = [_row(number, f"{way} {number}") for number, way in enumerate(islice(ways, questions))]
    async with database.transaction() as transaction:
        await query_log.insert(transaction, rows)


def _row(number: int, text: str) -> LoggedQuery:
    return LoggedQuery(
        request_id=str(number),
        asked_at=NOW + timedelta(seconds=number),
        surface=Surface.SLASH,
        guild_id=None,
        channel_id=None,
        user_hash=None,
        text=text,
        outcome=Outcome.UNKNOWN,
        fact_id=None,
        open_question_id=None,
        score=0.0,
        sheet="x",
        elapsed_ms=1.0,
    )


def lines(stalls: Stalls) -> list[str]:
    return [
        f"A reload rehearsed {stalls.questions:,} questions in {stalls.seconds:,.1f} s.",
        f"The rehearsal held the event loop up for {1000 * stalls.longest:.1f} ms at most;",
        f"{stalls.late:,} times it was more than 20 ms;",
        f"a question asked meanwhile took {1000 * stalls.longest_question:.1f} ms at most.",
    ]
