"""One sheet with or without the encoder, in a process of its own; prints the figures as JSON."""

import asyncio
import json
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from bench.speed.memory import PeakMemory
from bench.speed.synthetic import facts
from bot.matching.matcher import Matcher
from bot.matching.meaning import Meaning
from bot.matching.results import Record
from bot.matching.word_meaning import WordReader, axes
from bot.meaning.encoder import open_encoder
from bot.meaning.vectors import Vectors
from bot.services.asking import ask
from bot.services.snapshot import Snapshot, records, snapshot_of
from bot.sheets.exam_file import read_exams
from bot.sheets.knowledge import load

SHEET = "sheet"
KNOWLEDGE = Path("knowledge")
QUESTIONS, WARM_UP, STALL_SECONDS = 400, 10, 10.0
ENOUGH_TEXTS = 400  # of a large sheet so many are encoded, and the rest is reckoned


def main(folder: str, size: str) -> None:
    memory = PeakMemory()
    figures = _sheet(folder) if size == SHEET else _large(folder, int(size))
    sys.stdout.write(json.dumps({"peak": memory.growth} | figures))


def _sheet(folder: str) -> dict[str, object]:
    """First and second load, milliseconds a question, memory, and the loop's longest wait."""
    with tempfile.TemporaryDirectory() as place:
        kept = Path(place) / "vectors.npz"
        first = _timed(lambda: _snapshot(folder, kept))
        memory = PeakMemory()
        made: list[Snapshot] = []
        second = _timed(lambda: made.append(_snapshot(folder, kept)))
        peak, snapshot = memory.growth, made[0]
        texts = [question.question for question in read_exams([Path("tests/exams/round15.jsonl")])]
        times = sorted(1000 * _timed(partial(ask, snapshot, text)) for text in _repeated(texts))
        figures: dict[str, object] = {"loads": [first, second], "times": times, "peak": peak}
        if folder:
            encoder = open_encoder(Path(folder))
            figures["encode"] = sorted(
                1000 * _timed(partial(encoder.encode, text)) for text in _repeated(texts)
            )
            figures["stall"] = asyncio.run(_longest_wait(snapshot, encoder.encode, texts))
    return figures


def _repeated(texts: Sequence[str]) -> list[str]:
    return (list(texts) * (QUESTIONS // len(texts) + 1))[:QUESTIONS]


def _snapshot(folder: str, kept: Path) -> Snapshot:
    return snapshot_of(load(KNOWLEDGE), meaning=_meaning(folder, kept))


def _meaning(folder: str, kept: Path) -> Meaning | None:
    if not folder:
        return None
    encoder = open_encoder(Path(folder))
    vectors = Vectors(encoder, kept, axes=axes())
    words = WordReader(vectors.read, vectors.words_of)
    return Meaning(encoder.encode, vectors.of, calibrated=True, words=words)


async def _longest_wait(snapshot: Snapshot, encode: Callable[[str], object], texts: Sequence[str]) -> float:
    """The longest wait of the loop, in ms, while a thread encodes a sheet and members ask in another."""
    ways = [way for record in records(snapshot.briefing) for way in record.phrasings]
    over = threading.Event()

    def load() -> None:
        for way in ways:
            if over.is_set():
                return
            encode(way)

    loading = asyncio.create_task(asyncio.to_thread(load))
    longest, end, at = 0.0, time.perf_counter() + STALL_SECONDS, 0
    asking: asyncio.Task[object] | None = None
    while time.perf_counter() < end and not loading.done():
        if asking is None or asking.done():
            asking = asyncio.create_task(asyncio.to_thread(ask, snapshot, texts[at % len(texts)]))
            at += 1
        before = time.perf_counter()
        await asyncio.sleep(0.001)
        longest = max(longest, 1000 * (time.perf_counter() - before) - 1)
    over.set()
    await loading
    return longest


def _large(folder: str, size: int) -> dict[str, object]:
    """A large sheet: the time to encode (reckoned from a part), of a second load and of a question."""
    there = facts(size)
    if not folder:
        return {"loads": [_timed(lambda: Matcher(there))] * 2, "times": _asked(Matcher(there), there)}
    encoder = open_encoder(Path(folder))
    texts = [text for record in there for text in record.rows]
    part = _timed(lambda: [encoder.encode(text) for text in texts[:ENOUGH_TEXTS]])
    first = part / ENOUGH_TEXTS * len(set(texts))
    dice = np.random.default_rng(0)
    vectors = dice.normal(size=(len(texts), len(encoder.encode("a")))).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    meaning = Meaning(encoder.encode, lambda _: vectors, calibrated=True)
    second = _timed(lambda: Matcher(there, meaning=meaning))
    return {"loads": [first + second, second], "times": _asked(Matcher(there, meaning=meaning), there)}


def _asked(matcher: Matcher, there: Sequence[Record]) -> list[float]:
    texts = [record.phrasings[0] for record in there[:QUESTIONS]]
    return sorted(1000 * _timed(partial(matcher.rank, text)) for text in texts)


def _timed(work: Callable[[], object]) -> float:
    """Seconds of the processor: all runs on one thread, and the clock counts what others do as well."""
    started = time.thread_time()
    work()
    return time.thread_time() - started


if __name__ == "__main__":
    main(*sys.argv[1:])
