"""An exam's result for a person: counts overall, by kind and by set, and each failure in a line."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.domain.exam import Mark, Outcome, Tally, tally
from bot.ui import texts
from bot.ui.plain import one_line
from bot.ui.terminal.screen import safe

HEADERS = {outcome: outcome.value.split()[0] for outcome in Outcome}
STYLE = {
    Outcome.WRONG: "red",
    Outcome.FALSELY_ANSWERED: "red",
    Outcome.OFFERED: "yellow",
    Outcome.MISSED: "magenta",
}


def exam_view(marks: Sequence[Mark]) -> RenderableType:
    return Group(
        *_failures(marks),
        _table("By kind", [(mark.question.kind, mark) for mark in marks]),
        _table("By set", [(mark.question.group, mark) for mark in marks]),
        Text(texts.exam_summary(tally(marks)), "bold"),
    )


def _failures(marks: Sequence[Mark]) -> Iterator[RenderableType]:
    for mark in sorted((mark for mark in marks if not mark.outcome.is_good), key=lambda mark: mark.outcome):
        came = mark.given or ", ".join(mark.offered) or "nothing"
        style = STYLE[mark.outcome]
        line = safe(f"{one_line(mark.asked)} → {one_line(came)} ({mark.score:.1f})")
        yield Text.assemble((f"{mark.outcome.value}: ", style), line, overflow="fold")


def _table(title: str, named: Sequence[tuple[str, Mark]]) -> Table:
    table = Table(title, "asked", *HEADERS.values(), box=SIMPLE_HEAD)
    for column in table.columns[1:]:
        column.justify = "right"
    ordered = sorted(named, key=lambda pair: pair[0])
    for name, group in groupby(ordered, key=lambda pair: pair[0]):
        _row(table, name, tally(mark for _, mark in group))
    table.add_section()
    _row(table, "all", tally(mark for _, mark in named))
    return table


def _row(table: Table, name: str, result: Tally) -> None:
    counts = [result.counts.get(outcome, 0) for outcome in Outcome]
    cells = [str(count) if count else "·" for count in counts]
    table.add_row(safe(one_line(name)), str(sum(counts)), *cells)
