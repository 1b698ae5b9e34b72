"""What a reload costs where all of a sheet is new, where little of it has changed, and where nothing has."""

import asyncio
import gc
import random
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import Final

from bench.stalls import NOW, ROOT, beat, fill
from bot.cli.serving import GARBAGE_THRESHOLD, SWITCH_SECONDS
from bot.database.connection import Database
from bot.database.database_file import open_database
from bot.domain.answering import Thresholds
from bot.matching import english
from bot.services.reload import Rejected, Reloader, ReloadPolicy
from bot.services.snapshot import Snapshots, load_snapshot

FILES: Final = 20
REHEARSED: Final = 200


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor seconds of a whole reload, and the longest time that it held the event loop up."""

    what: str
    seconds: float
    longest: float


async def measure(facts: int | None) -> list[Cost]:
    """Of so many made-up facts in as many files as documents, or of the sheet in this repository."""
    with TemporaryDirectory() as folder:
        home = Path(folder)
        if facts is None:
            for name in ("knowledge", "seeds"):
                copytree(ROOT / name, home / name)
        else:
            _write(home, facts)
        async with open_database(home / "bot.sqlite3") as database:
            return [cost async for cost in _costs(home, database)]


async def _costs(home: Path, database: Database) -> AsyncIterator[Cost]:
    started = time.process_time()
    snapshots = Snapshots(load_snapshot(home / "knowledge", Thresholds()))
    snapshots.current.prepare()
    yield Cost("the first load", time.process_time() - started, 0.0)
    await fill(database, snapshots, REHEARSED)
    gc.collect()
    gc.freeze()  # as the program does
    gc.set_threshold(GARBAGE_THRESHOLD)
    sys.setswitchinterval(SWITCH_SECONDS)
    reloader = Reloader(snapshots, ReloadPolicy(home / "knowledge", 20, REHEARSED), lambda: NOW, database)
    await reloader.serving.remember()
    for what, edit in EDITS.items():
        edit(home)
        yield await _reload(what, reloader)


async def _reload(what: str, reloader: Reloader) -> Cost:
    late: list[float] = []
    beating = asyncio.create_task(beat(late, []))
    await asyncio.sleep(0.01)
    late.clear()
    started = time.process_time()
    report = await reloader.reload()
    seconds = time.process_time() - started
    beating.cancel()
    with suppress(asyncio.CancelledError):
        await beating
    if isinstance(report, Rejected):
        raise TypeError(report)
    return Cost(what, seconds, max(late))


def _nothing(_: Path) -> None:
    """As whoever reloads once more."""


def _one_file(home: Path) -> None:
    _edit(max((home / "knowledge").glob("*.yaml")), "question: ", "question: Say, ")


def _one_document(home: Path) -> None:
    _edit(max((home / "seeds").iterdir()), "\n", "\nThe lamp of the last page was new.\n")


def _all_files(home: Path) -> None:
    for file in (home / "knowledge").glob("*.yaml"):
        _edit(file, "question: ", "question: Now, ")


def _edit(file: Path, old: str, new: str) -> None:
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")


EDITS: Final[dict[str, Callable[[Path], None]]] = {
    "nothing changed": _nothing,
    "one file changed": _one_file,
    "one document changed": _one_document,
    "nothing changed again": _nothing,
    "every file changed": _all_files,
}


def _write(home: Path, facts: int) -> None:
    """Every fact with three ways to ask for it and a quote, and beside each quote another sentence."""
    words, dice = sorted(english.common_words()), random.Random(1)
    (home / "knowledge").mkdir()
    (home / "seeds").mkdir()
    for number in range(FILES):
        said, written = (
            [],
            [f"sources:\n  d{number}: {{file: seeds/d{number}.txt, title: D{number}}}\nfacts:\n"],
        )
        if not number:
            written.insert(0, "title: Made up\n")
        for at in range(number, facts, FILES):
            a, b, c, d, e, *rest = dice.sample(words, 15)
            sentence = f"The {a} {b} of {c} has {at} {d} and one {e}."
            said += [sentence, f"It was {' '.join(rest)}."]
            written.append(
                f"  - id: f{at}\n    topic: t{at % 50}\n    question: How many {d} has the {a} {b} of {c}?\n"
                f"    also: [{d} of the {a} {b}, {c} {b} {d}]\n    answer: {sentence}\n"
                f'    quotes: [{{source: d{number}, text: "{sentence}"}}]\n'
            )
        (home / "knowledge" / f"a{number:02}.yaml").write_text("".join(written), "utf-8")
        (home / "seeds" / f"d{number}.txt").write_text("\n".join(said) + "\n", "utf-8")


def lines(costs: list[Cost]) -> Iterator[str]:
    for cost in costs:
        stall = f"the loop held up for {1000 * cost.longest:5.1f} ms"
        yield f"{cost.what:22} {cost.seconds:6.2f} s of processor time, {stall}"
