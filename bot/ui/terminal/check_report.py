"""The result of a check as a curator likes to read it: what is wrong, where, and what to do."""

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from bot.domain.coverage import Coverage
from bot.errors import Problem
from bot.services.checking import Outcome, Report
from bot.ui import texts
from bot.ui.plain import one_line, shortened
from bot.ui.terminal.screen import safe

STYLE = {Outcome.CLEAN: "bold green", Outcome.WEAK: "bold yellow", Outcome.BROKEN: "bold red"}
LONGEST_SENTENCE = 100


def check_view(report: Report) -> RenderableType:
    verdict = texts.check_verdict(report)
    return Group(*_parts(report), Text(), Text(verdict, STYLE[report.outcome]))


def _parts(report: Report) -> Iterator[RenderableType]:
    if report.problems:
        yield from _problems(report.problems)
        return
    yield safe(one_line(report.title), "bold")
    if report.counts:
        yield Text(texts.check_counts(report.counts))
    for rule, problems in report.by_rule:
        yield Text(f"\nNot kept: {rule.value} ({len(problems):,})", "yellow")
        yield from _problems(problems)
    for covered in report.coverage:
        yield Text()
        yield from _coverage(covered)


def _problems(problems: Iterable[Problem]) -> Iterator[RenderableType]:
    """Where it is, then what it is and what to do, a little to the right."""
    for problem in problems:
        yield safe(one_line(problem.place), "cyan")
        told = Text.assemble(safe(one_line(problem.message)), " ", safe(one_line(problem.hint), "dim"))
        yield Padding(told, (0, 0, 0, 2))


def _coverage(covered: Coverage) -> Iterator[RenderableType]:
    yield safe(texts.coverage_summary(covered))
    for sentence in covered.uncovered:
        shown = shortened(sentence.text, LONGEST_SENTENCE)
        yield Padding(
            Text.assemble((f"line {sentence.span.line}  ", "cyan"), safe(shown, "dim")), (0, 0, 0, 2)
        )
