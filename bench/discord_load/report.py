"""Shows the race as a table."""

from rich.console import Console
from rich.table import Table

from bench.discord_load.race import Result, Round

NOTE = (
    "32 questions always on their way, each bot in a process of its own, the rounds in turn; middle round "
    "of each. Ours matches, renders and commits every question to the log before it answers. The bare ones "
    "answer with a constant: a page with buttons like ours, or four words, which also saves the server "
    "work. CPU: the bot's own processor time for a question."
)


def show(title: str, result: Result, console: Console) -> None:
    table = Table("bot", title=title, title_justify="left")
    for heading in ("questions a second", "median ms", "p99 ms", "CPU ms"):
        table.add_column(heading, justify="right")
    for one in result.rounds:
        table.add_row(one.name, *_figures(one))
    console.print(table)
    for other, ratio in zip(result.rounds[1:], result.ratios, strict=True):
        console.print(f"ours / {other.name}: {ratio:.2f}")
    console.print(
        f"memory: {result.memory_early:.1f} MiB after 1,000 questions, {result.memory_late:.1f} MiB after "
        f"10,000 ({result.growth:+.1%})"
    )


def _figures(one: Round) -> tuple[str, ...]:
    return f"{one.rate:,.0f}", f"{one.median:.1f}", f"{one.p99:.1f}", f"{one.cpu:.2f}"
