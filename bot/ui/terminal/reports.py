"""The reports of the commands about an exam, a rehearsal, the running bot and its gaps."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.domain.briefing import Briefing
from bot.domain.exam import Grade, GradedReply, Tally, tally
from bot.services.gaps import GapReport
from bot.services.reload import Reloaded, ReloadEffect, ReloadReport
from bot.services.stats import Stats
from bot.services.status import Status
from bot.services.trial import Trial
from bot.sheets.sheet_text import proposal_text
from bot.ui.charts import week_bars
from bot.ui.terminal.answer import passage_views
from bot.ui.terminal.screen import safe
from bot.ui.texts import gaps as gap_texts
from bot.ui.texts import reload as reload_texts
from bot.ui.texts import terminal as terminal_texts
from bot.ui.texts.admin import status_lines
from bot.ui.texts.plain import one_line
from bot.ui.texts.stats import stats_lines
from bot.ui.texts.stats import title as stats_title

HEADERS = {grade: grade.value.split()[0] for grade in Grade}
FAILURES = {
    Grade.WRONG: "red",
    Grade.FALSELY_ANSWERED: "red",
    Grade.OFFERED: "yellow",
    Grade.MISSED: "magenta",
}
OTHERS = 8
SHIFTS = {"Lost": "red", "Golden": "red", "Gained": "green", "Changed": "yellow"}


def exam_view(graded: Sequence[GradedReply]) -> RenderableType:
    return Group(
        *_failures(graded),
        _table("By kind", [(reply.question.kind, reply) for reply in graded]),
        _table("By set", [(reply.question.group, reply) for reply in graded]),
        Text(terminal_texts.exam_summary(tally(graded)), "bold"),
    )


def _failures(graded: Sequence[GradedReply]) -> Iterator[RenderableType]:
    failed = (reply for reply in graded if not reply.grade.is_good)
    for reply in sorted(failed, key=lambda reply: reply.grade):
        came = reply.given or ", ".join(reply.offered) or "nothing"
        style = FAILURES[reply.grade]
        line = safe(f"{one_line(reply.asked)} → {one_line(came)} ({reply.score:.1f})")
        yield Text.assemble((f"{reply.grade.value}: ", style), line, overflow="fold")


def _table(title: str, named: Sequence[tuple[str, GradedReply]]) -> Table:
    table = Table(title, "asked", *HEADERS.values(), box=SIMPLE_HEAD)
    for column in table.columns[1:]:
        column.justify = "right"
    ordered = sorted(named, key=lambda pair: pair[0])
    for name, group in groupby(ordered, key=lambda pair: pair[0]):
        _row(table, name, tally(reply for _, reply in group))
    table.add_section()
    _row(table, "all", tally(reply for _, reply in named))
    return table


def _row(table: Table, name: str, result: Tally) -> None:
    counts = [result.counts.get(grade, 0) for grade in Grade]
    cells = [str(count) if count else "·" for count in counts]
    table.add_row(safe(one_line(name)), str(sum(counts)), *cells)


def report_view(report: ReloadReport) -> RenderableType:
    """What became of a reload."""
    lines = (_line(one_line(line)) for line in reload_texts.details(report))
    held = isinstance(report, Reloaded) and report.effect is ReloadEffect.HELD
    hint = [Text(reload_texts.HOW_TO_CONSENT, "bold")] if held else []
    return Group(Text(reload_texts.headline(report), "bold"), *lines, *hint)


def trial_view(trial: Trial) -> RenderableType:
    lines = (_line(one_line(line)) for line in reload_texts.trial_lines(trial))
    return Group(Text(reload_texts.rehearsed(trial.revision), "bold"), *lines)


def _line(line: str) -> Text:
    return safe(line, SHIFTS.get(line.partition(":")[0], ""))


def status_view(status: Status, running: str) -> RenderableType:
    """`running` says whether a bot does, and how it is."""
    grid = Table.grid(padding=(0, 2))
    grid.add_row(Text("Bot", "cyan"), safe(running))
    for label, value in status_lines(status, _when, one_line, str):
        grid.add_row(Text(label, "cyan"), safe(value))
    return grid


def stats_view(stats: Stats) -> RenderableType:
    grid = Table.grid(padding=(0, 2))
    for label, value in stats_lines(stats, str):
        grid.add_row(Text(label, "cyan"), safe(value))
    bars = [Text(), safe(week_bars(stats.by_day))] if stats.by_day else []
    return Group(Text(stats_title(stats), "bold"), grid, *bars)


def _when(instant: datetime) -> str:
    return instant.astimezone().strftime("%Y-%m-%d %H:%M %Z")


def gaps_view(reports: Sequence[GapReport], found: int, briefing: Briefing) -> RenderableType:
    """Some of the gaps: each with its questions, what is near it, and what would close it."""
    if not reports:
        return Text(gap_texts.NONE)
    parts = (part for report in reports for part in (*_gap(report, briefing), Text()))
    return Group(*parts, Text(gap_texts.left_out(len(reports), found), "dim"))


def _gap(report: GapReport, briefing: Briefing) -> Iterator[RenderableType]:
    gap = report.gap
    yield Text.assemble(safe(gap.questions[0], "bold"), "  ", safe(gap.key, "dim"))
    yield safe(gap_texts.counted(gap, _in_utc), "dim")
    for other in gap_texts.others(gap, OTHERS):
        yield safe(f"  {other}")
    yield safe(gap_texts.nearest(report.near, briefing))
    yield from map(safe, gap_texts.chosen(gap, briefing))
    if report.passages:
        yield Text(gap_texts.PASSAGES)
        yield from passage_views(report.passages)
    yield safe(gap_texts.closing(report.proposal, briefing), "cyan")
    yield safe(proposal_text(report.proposal).rstrip("\n"))


def _in_utc(instant: datetime) -> str:
    return f"{instant:%Y-%m-%d %H:%M} UTC"
