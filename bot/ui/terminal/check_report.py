"""What `check` reports: problems alone, or what helps most, weaknesses, advice and what no quote holds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final, NamedTuple

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.text import Text

from bot.domain.check.coverage import Coverage, Sentence, UnquotedClause
from bot.domain.check.linting import Rule
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
_ALIKE = 3  # so many problems in the same words are told as one
_LINES_NAMED = 5
_FAILURES: Final = (Rule.PROBE, Rule.UNSEEN)


class Extent(NamedTuple):
    """How many entries of each section to show; None for all."""

    faults: int | None = None
    advice: int | None = None


WHOLE: Final = Extent()
SCREEN: Final = Extent(None, 5)
# As many as fit, where that is too much.
_SHORTER: Final = (*(Extent(most, 5) for most in (60, 40, 25, 15)), *(Extent(n, n) for n in (5, 3, 2, 1, 0)))


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """One line, indented where the terminal wraps it."""

    text: Text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if options.no_wrap:
            yield self.text
            return
        for number, line in enumerate(self.text.wrap(console, max(options.max_width - 2, 1))):
            line.rstrip()
            yield Text.assemble("  " if number else "", line)


def check_view(report: check.Report, extent: Extent = WHOLE) -> RenderableType:
    verdict = texts.check_verdict(report)
    return Group(*_parts(report, extent), Text(), Text(verdict, VERDICTS[report.status]))


def fitted(report: check.Report, console: Console) -> tuple[RenderableType, Extent]:
    """A view that fits, and how much of the report it shows."""
    options = console.options if console.is_terminal else console.options.update(no_wrap=True)
    is_long = len(report.problems) + len(report.findings) >= MOST_LINES
    for extent in _SHORTER if is_long else (SCREEN, *_SHORTER):
        view = check_view(report, extent)
        if len(console.render_lines(view, options, pad=False)) < MOST_LINES:
            return view, extent
    return check_view(report, _SHORTER[-1]), _SHORTER[-1]


def is_whole(report: check.Report, extent: Extent) -> bool:
    """Whether nothing was left out to save space."""
    most = extent.advice
    groups = [problems for _, problems in _not_told_yet(report)]
    sections = [
        *groups,
        *(each.uncovered for each in report.coverage),
        *(each.clauses for each in report.coverage),
    ]
    return most is None or (not report.unfound and all(len(section) <= most for section in sections))


def _parts(report: check.Report, extent: Extent) -> Iterator[RenderableType]:
    if report.problems:
        yield from _problems(report.problems, extent.faults)
        return
    yield safe(one_line(report.title), "bold")
    for line in texts.check_counts(report.counts, report) if report.counts else ():
        yield Text(line)
    yield from _first(report)
    yield from _to_mend(report, extent.faults)
    yield from _advice(report, extent.advice)
    yield from _not_quoted(report.coverage, extent.advice)
    figures = tuple(texts.test_lines(report))
    if figures:
        yield from _heading(texts.FIGURES)
    for line in figures:
        yield ReportEntry(safe(one_line(line)))


def _heading(text: str) -> Iterator[RenderableType]:
    yield Text()
    yield Text(text, "bold")


def _first(report: check.Report) -> Iterator[RenderableType]:
    if report.first:
        yield from _heading(texts.HELPS_MOST)
        yield ReportEntry(Text(texts.HOW_ASKED, "dim"))
    for problem in report.first:
        yield _entry(problem)


def _to_mend(report: check.Report, most: int | None) -> Iterator[RenderableType]:
    if report.findings:
        yield from _heading(texts.to_mend(report))
    for rule, problems in report.by_rule:
        yield from _group(rule.value, problems, most)


def _advice(report: check.Report, most: int | None) -> Iterator[RenderableType]:
    unfound = report.unfound if most is None else ()
    advice = tuple(_not_told_yet(report)) if most is not None else report.advice_by_rule
    if advice or unfound:
        yield from _heading(texts.WORTH_A_LOOK)
    for rule, problems in advice:
        hinted = tuple(replace(problem, hint=texts.ADVICE[rule]) for problem in problems)
        yield from _group(rule.value, hinted, most)
    if unfound:
        yield from _group(texts.UNFOUND, unfound, most)


def _not_told_yet(report: check.Report) -> Iterator[tuple[Rule, tuple[Problem, ...]]]:
    """The failures of entries that are not among those that would help most."""
    first = {problem.entry for problem in report.first}
    for rule, problems in report.advice_by_rule:
        others = tuple(one for one in problems if rule not in _FAILURES or one.entry not in first)
        if others:
            yield rule, others


def _group(heading: str, problems: Sequence[Problem], most: int | None) -> Iterator[RenderableType]:
    """Advice that is the same for all is given once."""
    hints = {problem.hint for problem in problems}
    common = hints.pop() if len(hints) == 1 else ""
    told = Text.assemble((f"{heading} ({len(problems):,}).", "yellow"), " ", safe(one_line(common), "dim"))
    told.rstrip()
    yield ReportEntry(told)
    yield from _problems([replace(problem, hint="") for problem in problems] if common else problems, most)


def _problems(problems: Sequence[Problem], most: int | None) -> Iterator[RenderableType]:
    """Equal problems are shown as one; `most` limits these."""
    told = _put_together(problems)
    for first, *others in islice(told, most):
        yield _entry(first, others)
    yield from _left_out(sum(map(len, told[most:])) if most is not None else 0)


def _put_together(problems: Sequence[Problem]) -> list[list[Problem]]:
    """In order; many equal ones are shown together in place of the first."""
    alike: dict[tuple[str, str, str], list[Problem]] = {}
    together = []
    for problem in problems:
        same = alike.setdefault((problem.file, problem.message, problem.hint), [])
        same.append(problem)
        together.append(same)
    return [
        same if len(same) >= _ALIKE else [problem]
        for problem, same in zip(problems, together, strict=True)
        if len(same) < _ALIKE or same[0] is problem
    ]


def _entry(problem: Problem, others: Sequence[Problem] = ()) -> ReportEntry:
    """Where it is and in which entry, then what is wrong and what to do."""
    named = f"{problem.entry}: " if problem.entry else ""
    line = Text.assemble((f"{one_line(problem.place)} ", "cyan"), named, safe(one_line(problem.message)))
    if others:
        lines = [other.line for other in others[:_LINES_NAMED]]
        line.append(f" {texts.and_alike(len(others), lines)}")
    if problem.hint:
        line.append(f" {one_line(problem.hint)}", "dim")
    return ReportEntry(line)


def _left_out(count: int) -> Iterator[RenderableType]:
    if count > 0:
        yield Text(texts.and_more(count), "dim")


def _not_quoted(coverage: Sequence[Coverage], most: int | None) -> Iterator[RenderableType]:
    if coverage:
        yield from _heading(texts.NOT_QUOTED)
    for covered in coverage:
        yield from _coverage(covered, most)
    whole = [covered for covered in coverage if not covered.uncovered]
    if whole:
        yield ReportEntry(safe(texts.all_quoted(whole)))


def _coverage(covered: Coverage, most: int | None) -> Iterator[RenderableType]:
    if covered.uncovered:
        yield ReportEntry(safe(texts.coverage_summary(covered), "yellow"))
    for sentence in islice(covered.uncovered, most):
        yield _placed(covered.file, sentence, one_line(sentence.text))
    yield from _left_out(len(covered.uncovered) - most if most is not None else 0)
    if covered.clauses:
        yield ReportEntry(safe(texts.clause_summary(covered), "yellow"))
    for clause in islice(covered.clauses, most):
        yield _placed(covered.file, clause, f"{one_line(clause.text)}  ({', '.join(clause.missing)})")
    yield from _left_out(len(covered.clauses) - most if most is not None else 0)


def _placed(file: str, part: Sentence | UnquotedClause, told: str) -> ReportEntry:
    place = f"{file}:{part.span.line}:{part.column} "
    return ReportEntry(Text.assemble((place, "cyan"), safe(told)))
