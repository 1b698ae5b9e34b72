"""One engine at one size, in a process of its own: build it, ask it, print the figures as JSON."""

import json
import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from bench.engines.engine import Engine
from bench.speed.memory import PeakMemory
from bench.speed.synthetic import Put, facts, questions
from bot.matching.results import Record
from bot.services.snapshot import records
from bot.sheets.knowledge import load

SHEET = "sheet"
KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
QUESTIONS = 400
WARM_UP = 5
ENGINES: dict[str, tuple[str, str, dict[str, object]]] = {
    "ours": ("bench.engines.ours", "Ours", {}),
    "tantivy": ("bench.engines.tantivy_index", "Tantivy", {}),
    "tantivy fuzzy": ("bench.engines.tantivy_index", "Tantivy", {"fuzzy_weight": 1.0}),
    "bm25s": ("bench.engines.bm25", "Bm25", {}),
    "rapidfuzz WRatio": ("bench.engines.ratio", "Ratio", {}),
}

Build = Callable[[Sequence[Record]], Engine]


def main(engine: str, size: str, budget: str) -> None:
    """Prints build time, memory and the time of each question."""
    there, vocabulary = _collection(size)
    module, name, options = ENGINES[engine]
    kind = getattr(import_module(module), name)
    if engine == "ours":
        options = {"vocabulary": vocabulary}
    put = list(questions(there, QUESTIONS))
    memory = PeakMemory()
    started = time.perf_counter()
    built = kind(there, **options)
    build = time.perf_counter() - started
    asked = _ask(built, put, float(budget))
    figures = {"records": len(there), "build": build, **asked, "peak": memory.growth}
    sys.stdout.write(json.dumps(figures))


def _collection(size: str) -> tuple[list[Record], Sequence[Sequence[str]]]:
    if size != SHEET:
        return facts(int(size)), ()
    briefing = load(KNOWLEDGE)
    return list(records(briefing)), briefing.sheet.vocabulary


def _ask(engine: Engine, put: list[Put], budget: float) -> dict[str, object]:
    """Milliseconds a question, by clock and by processor, for as many as the budget of seconds allows."""
    for one in put[:WARM_UP]:
        engine.ask(one.text, 5)
    times: list[float] = []
    right = 0
    busy, end = time.process_time(), time.perf_counter() + budget
    for one in put:
        started = time.perf_counter()
        hits = engine.ask(one.text, 5)
        times.append(1000 * (time.perf_counter() - started))
        right += bool(hits) and hits[0].id == one.right
        if time.perf_counter() > end:
            break
    cpu = 1000 * (time.process_time() - busy) / len(times)
    return {"times": times, "cpu": cpu, "found": right / len(times)}


if __name__ == "__main__":
    main(*sys.argv[1:])
