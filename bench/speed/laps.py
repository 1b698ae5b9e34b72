"""Runs the probes one after the other, and the whole program from a shell."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import TypedDict

from bench.speed.probe import ENGINES

ROOT = Path(__file__).parents[2]
QUESTION = "what is this briefing about?"


class Figures(TypedDict):
    """What a probe prints: seconds, milliseconds, MiB, and the share that was found."""

    records: int
    build: float
    times: list[float]
    cpu: float
    found: float
    peak: float


@dataclass(frozen=True, slots=True)
class Lap:
    """One engine at one size: seconds to build, milliseconds a question, MiB at most."""

    engine: str
    size: str
    records: int
    build: float
    median: float
    p99: float
    cpu: float
    peak: float
    found: float
    questions: int


@dataclass(frozen=True, slots=True)
class Fall:
    """An engine that could not be measured, and why."""

    engine: str
    size: str
    reason: str


def run(size: str, engines: Sequence[str], budget: float) -> Iterator[Lap | Fall]:
    """Every engine at one size, each in a process of its own."""
    for engine in engines or tuple(ENGINES):
        command = [sys.executable, "-m", "bench.speed.probe", engine, size, str(budget)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            yield Fall(engine, size, (done.stderr.strip().splitlines() or ["no reason given"])[-1])
        else:
            yield _lap(engine, size, json.loads(done.stdout))


def program_seconds(times: int = 5) -> tuple[float, int, str]:
    """The middle time of `python -m bot ask`, its exit code, and what it complained of."""
    command = [sys.executable, "-m", "bot", "ask", QUESTION]
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        taken.append(time.perf_counter() - started)
    return median(taken), done.returncode, done.stderr.strip()


def _lap(engine: str, size: str, figures: Figures) -> Lap:
    times = figures["times"]
    return Lap(
        engine=engine,
        size=size,
        records=figures["records"],
        build=figures["build"],
        median=median(times),
        p99=quantiles(times, n=100)[98] if len(times) > 1 else times[0],
        cpu=figures["cpu"],
        peak=figures["peak"],
        found=100 * figures["found"],
        questions=len(times),
    )
