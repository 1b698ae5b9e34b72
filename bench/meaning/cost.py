"""What the encoder costs: milliseconds, memory, loads and cold starts, with it and without."""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NotRequired, TypedDict

from rich.console import Console
from rich.table import Table

SIZES = ("sheet", "10000")
QUESTION = "how long after liftoff did it dock"
STARTS = 7


class Figures(TypedDict):
    """What a probe prints; the last two where there is an encoder."""

    loads: list[float]
    times: list[float]
    peak: float
    encode: NotRequired[list[float]]
    stall: NotRequired[float]


def report(folder: Path, console: Console) -> None:
    console.print("seconds and milliseconds of the processor, on one thread", style="dim")
    table = Table("sheet", "encoder", "first load", "second load", "ms, p50", "p99", "peak, MB")
    for size in SIZES:
        for title, given in (("without", ""), ("with", str(folder))):
            figures = _probe(given, size)
            times, loads = figures["times"], figures["loads"]
            table.add_row(
                size,
                title,
                f"{loads[0]:.1f} s",
                f"{loads[1]:.1f} s",
                f"{share(times, 50):.1f}",
                f"{share(times, 99):.1f}",
                f"{figures['peak']:.0f}",
            )
            if "stall" in figures:
                encode = figures["encode"]
                console.print(
                    f"encoding a question: {share(encode, 50):.1f} ms, p99 {share(encode, 99):.1f}; "
                    f"longest wait of the loop: {figures['stall']:.0f} ms"
                )
    console.print(table)
    for title, given in (("without", "off"), ("with", str(folder))):
        console.print(f"a cold ask {title}: {_cold(given):.2f} s, the middle of {STARTS}")


def share(ordered: Sequence[float], percent: int) -> float:
    return ordered[min(len(ordered) * percent // 100, len(ordered) - 1)]


def _probe(folder: str, size: str) -> Figures:
    command = [sys.executable, "-m", "bench.meaning.probe", folder, size]
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    figures: Figures = json.loads(done.stdout)
    return figures


def _cold(meaning: str) -> float:
    """Seconds of the processor for the whole process, once the sheet's vectors are kept."""
    with tempfile.TemporaryDirectory() as place:
        environment = os.environ | {
            "BOT_MATCHING__MEANING": meaning,
            "BOT_DATABASE__PATH": f"{place}/bot.sqlite3",
        }
        seconds = []
        for _ in range(STARTS + 1):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run(
                [sys.executable, "-m", "bot", "ask", "--json", QUESTION],
                env=environment,
                capture_output=True,
                check=False,
            )
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            seconds.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return statistics.median(seconds[1:])
