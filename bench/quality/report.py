"""Shows the contests: a table a collection, then ours against the best of the others."""

from collections.abc import Callable, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.quality.contest import Contest, Standing
from bench.quality.measures import Figures

COLUMNS: tuple[tuple[str, str, str], ...] = (
    ("hit@1", "hit_at_1", "{:.1f}"),
    ("hit@5", "hit_at_5", "{:.1f}"),
    ("AUROC", "auroc", "{:.3f}"),
    ("AUROC near", "auroc_near", "{:.3f}"),
    ("right at 5 %", "answered_right", "{:.1f}"),
    ("wrong at 5 %", "answered_wrong", "{:.1f}"),
)
NOTE = (
    "In brackets: with typos. hit@k: the right record among the first k, in % of in-scope questions. "
    "AUROC: a right answer's score against an out-of-scope question's (near: those on the same subject). "
    "right/wrong at 5 %: in-scope questions answered rightly/wrongly when at most 5 % of out-of-scope "
    "questions get an answer. WRatio gives the same 85.5 to most records, so their order decides what it "
    "finds, typos or none."
)


def show(contests: Sequence[Contest], console: Console) -> None:
    """Every contest, then the summary."""
    for contest in contests:
        console.print(_table(contest))
    console.print(NOTE, style="dim")
    if any(contest.peers for contest in contests):
        console.print(_summary(contests))


def as_json(contests: Sequence[Contest]) -> list[dict[str, Any]]:
    """The same figures for other programs."""
    return [
        {
            "collection": contest.collection.name,
            "records": len(contest.collection.records),
            "in_scope": len(contest.collection.in_scope),
            "out_of_scope": len(contest.collection.out_of_scope),
            "engines": {
                f"{one.engine} {one.variant}".strip(): {
                    "clean": one.clean.as_dict(),
                    "typos": one.typos.as_dict(),
                }
                for one in (contest.ours, *contest.peers)
            },
        }
        for contest in contests
    ]


def _table(contest: Contest) -> Table:
    there = contest.collection
    title = (
        f"{there.name}: {there.about} ({len(there.records)} records, "
        f"{len(there.in_scope)} questions in scope, {len(there.out_of_scope)} out of scope)"
    )
    table = Table("engine", title=title, title_justify="left")
    for heading, _, _ in COLUMNS:
        table.add_column(heading, justify="right", no_wrap=True)
    for standing in contest.shown:
        table.add_row(
            f"{standing.engine} {standing.variant}".strip(),
            *(_cell(standing, name, form) for _, name, form in COLUMNS),
        )
    return table


def _cell(standing: Standing, name: str, form: str) -> str:
    return f"{form.format(getattr(standing.clean, name))} ({form.format(getattr(standing.typos, name))})"


def _summary(contests: Sequence[Contest]) -> Table:
    table = Table(
        "collection",
        title="ours against the best of the others, in points and as a ratio",
        title_justify="left",
    )
    for heading in ("hit@1 clean", "hit@1 typos", "right at 5 % clean", "right at 5 % typos"):
        table.add_column(heading, justify="right", no_wrap=True)
    for contest in contests:
        table.add_row(
            contest.collection.name,
            _lead(contest, lambda standing: standing.clean, "hit_at_1"),
            _lead(contest, lambda standing: standing.typos, "hit_at_1"),
            _lead(contest, lambda standing: standing.clean, "answered_right"),
            _lead(contest, lambda standing: standing.typos, "answered_right"),
        )
    return table


def _lead(contest: Contest, condition: Callable[[Standing], Figures], name: str) -> str:
    ours = getattr(condition(contest.ours), name)
    best = max(getattr(condition(peer), name) for peer in contest.peers)
    ratio = f"x{ours / best:.2f}" if best else "-"
    return f"{ours - best:+.1f} {ratio}"
