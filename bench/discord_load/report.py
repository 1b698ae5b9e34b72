"""Shows the trial as a table, and its ratios."""

from rich.console import Console
from rich.table import Table

from bench.discord_load.load import Under
from bench.discord_load.trial import SHARE, Outcome

NOTE = (
    "Questions come at random instants, answered or not. Each client runs in a process of its own; they take "
    "turns of 10 seconds. The bare one builds the same page and commits the same row, and matches nothing. "
    "CPU: the client's own processor time for an answer. Memory: after each one's first turn and its last."
)


def show(title: str, outcome: Outcome, console: Console) -> None:
    console.print(
        f"questions a second sustained: bare client {outcome.bare_sustains:,.0f}, "
        f"ours {outcome.ours_sustains:,.0f}; asked: {outcome.rate:,.0f} (one in {SHARE} of the former)"
    )
    table = Table("client", title=title, title_justify="left")
    for heading in ("asked", "lost", "median ms", "p99 ms", "CPU ms", "memory MiB"):
        table.add_column(heading, justify="right")
    for under in (outcome.bare, outcome.ours):
        table.add_row(under.name, *_figures(under))
    console.print(table)
    console.print(f"ours / bare client: p99 {outcome.p99_ratio:.2f}, CPU {outcome.cpu_ratio:.2f}")


def _figures(under: Under) -> tuple[str, ...]:
    return (
        f"{under.sent:,}",
        f"{under.lost:,}",
        f"{under.part(0.5):.1f}",
        f"{under.part(0.99):.1f}",
        f"{under.cpu:.2f}",
        f"{under.memory[0]:.1f} to {under.memory[-1]:.1f} ({under.growth:+.1%})",
    )
