"""What `check` reports: problems alone, or weaknesses, advice and what no quote covers."""

from collections.abc import Iterator, Sequence
from itertools import islice

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from bot.domain.coverage import Coverage
from bot.errors import Problem
from bot.services import check
from bot.ui.terminal.screen import safe
from bot.ui.texts import check as texts
from bot.ui.texts.plain import one_line

MOST_LINES = 200
VERDICTS = {
    check.CheckStatus.CLEAN: "bold green",
    check.CheckStatus.WEAK: "bold yellow",
    check.CheckStatus.BROKEN: "bold red",
}
# So many entries of each section are shown: as many as fit.
_SHORTER = (None, 60, 40, 25, 15, 10, 6, 4, 3, 2, 1, 0)


def check_view(report: check.Report, most: int | None = None) -> RenderableType:
    """Of each section at most so many entries."""
    verdict = texts.check_verdict(report)
    return Group(*_parts(report, most), Text(), Text(verdict, VERDICTS[report.status]))


def fitted(report: check.Report, console: Console) -> tuple[RenderableType, bool]:
    """A view that is short enough, and whether anything was left out for it."""
    told = (report.problems, report.findings, report.advice)
    is_long = sum(map(len, (*told, *(each.uncovered for each in report.coverage)))) >= MOST_LINES
    for most in _SHORTER[1:] if is_long else _SHORTER:
        view = check_view(report, most)
        if len(console.render_lines(view, pad=False)) < MOST_LINES:
            return view, most is not None
    return check_view(report, 0), True


def _parts(report: check.Report, most: int | None) -> Iterator[RenderableType]:
    if report.problems:
        yield from _problems(report.problems, most)
        return
    yield safe(one_line(report.title), "bold")
    if report.counts:
        yield Text(texts.check_counts(report.counts))
    yield from _findings(report, most)
    for covered in report.coverage:
        yield Text()
        yield from _coverage(covered, most)
    yield Text()
    for line in texts.test_lines(report):
        yield safe(one_line(line))
    yield from _to_work_on(report)


def _findings(report: check.Report, most: int | None) -> Iterator[RenderableType]:
    for rule, problems in report.by_rule:
        yield Text(f"\nNot met: {rule.value} ({len(problems):,})", "yellow")
        yield from _problems(problems, most)
    for rule, problems in report.advice_by_rule:
        yield Text(f"\nWorth a look: {rule.value} ({len(problems):,})", "yellow")
        yield Text(texts.ADVICE[rule], "dim")
        yield from _problems(problems, most)


def _problems(problems: Sequence[Problem], most: int | None) -> Iterator[RenderableType]:
    """Where it is, then what it is and what to do, a little to the right."""
    for problem in islice(problems, most):
        yield safe(one_line(problem.place), "cyan")
        told = Text.assemble(safe(one_line(problem.message)), " ", safe(one_line(problem.hint), "dim"))
        yield Padding(told, (0, 0, 0, 2))
    yield from _left_out(len(problems), most)


def _left_out(count: int, most: int | None) -> Iterator[RenderableType]:
    if most is not None and count > most:
        yield Padding(Text(texts.and_more(count - most), "dim"), (0, 0, 0, 2))


def _coverage(covered: Coverage, most: int | None) -> Iterator[RenderableType]:
    yield safe(texts.coverage_summary(covered))
    for sentence in islice(covered.uncovered, most):
        line = Text.assemble((f"line {sentence.span.line}  ", "cyan"), safe(one_line(sentence.text), "dim"))
        yield Padding(line, (0, 0, 0, 2))
    yield from _left_out(len(covered.uncovered), most)
    if covered.clauses:
        yield safe(texts.clause_summary(covered))
    for clause in islice(covered.clauses, most):
        said = f"{one_line(clause.text)}  ({', '.join(clause.missing)})"
        yield Padding(Text.assemble((f"line {clause.span.line}  ", "cyan"), safe(said, "dim")), (0, 0, 0, 2))
    yield from _left_out(len(covered.clauses), most)


def _to_work_on(report: check.Report) -> Iterator[RenderableType]:
    weak = report.test.to_work_on
    if weak:
        yield Text(f"\n{texts.WOULD_HELP_MOST}", "bold")
    for one in weak:
        yield Padding(Text.assemble((one.id, "cyan"), f"  {texts.why_weak(one)}"), (0, 0, 0, 2))
