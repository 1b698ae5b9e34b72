"""Shows the laps of one size as figures and as ratios to ours."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from bench.speed.laps import Fall, Lap

COLUMNS = (
    ("build s", "build", 3),
    ("median ms", "median", 3),
    ("p99 ms", "p99", 3),
    ("mean CPU ms", "cpu", 3),
    ("peak MiB", "peak", 1),
)
NOTE = (
    "Ratios: that engine's figure divided by ours (above 1: ours is better). CPU: time of the processor, "
    "which other work on the machine does not lengthen much. peak: growth of resident memory while building "
    "and asking. found: the record a question was made from comes first. p99 says little below 200 "
    "questions."
)


def show(laps: Sequence[Lap | Fall], console: Console) -> None:
    """A table for one size."""
    ran = [lap for lap in laps if isinstance(lap, Lap)]
    for fall in laps:
        if isinstance(fall, Fall):
            console.print(f"left out - {fall.engine} at {fall.size}: {fall.reason}", style="yellow")
    if not ran:
        return
    ours = next((lap for lap in ran if lap.engine == "ours"), None)
    table = Table("engine", title=f"{ran[0].size}: {ran[0].records:,} records", title_justify="left")
    for heading, _, _ in COLUMNS:
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("found", justify="right")
    table.add_column("questions", justify="right")
    for lap in ran:
        table.add_row(lap.engine, *_figures(lap, ours), f"{lap.found:.0f} %", str(lap.questions))
    console.print(table)


def _figures(lap: Lap, ours: Lap | None) -> list[str]:
    return [_figure(getattr(lap, name), getattr(ours, name, 0.0), places) for _, name, places in COLUMNS]


def _figure(value: float, ours: float, places: int) -> str:
    ratio = f" (x{value / ours:.2f})" if ours else ""
    return f"{value:,.{places}f}{ratio}"
