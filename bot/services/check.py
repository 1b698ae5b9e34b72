"""Checking a sheet: every problem and weakness, what it cannot answer, and what no quote covers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import IntEnum
from itertools import groupby
from pathlib import Path

from bot.domain.answering import Thresholds
from bot.domain.briefing import Briefing
from bot.domain.check.advice import Adviser, told_of_borrowed, told_of_miss, told_of_probe, told_of_promise
from bot.domain.check.coverage import Coverage, coverage
from bot.domain.check.disagreement import disagreements
from bot.domain.check.linting import Rule, is_thin, lint
from bot.domain.check.own_words import borrowed
from bot.domain.check.self_test import Miss, SelfTest, Weak
from bot.domain.check.things_asked_about import asks_twice
from bot.domain.rehearsal import GoldenQuestion
from bot.errors import Problem, SheetError
from bot.matching.meaning import Meaning
from bot.services.self_test import Watch, self_test, unwatched
from bot.services.snapshot import Snapshot, snapshot_of
from bot.sheets.documents import ReadingRules, shown
from bot.sheets.doubts import doubts, ignored_files
from bot.sheets.golden import written_golden
from bot.sheets.knowledge import RULES, base_of, load_sheet
from bot.sheets.written_sheet import WrittenSheet
from bot.sheets.yaml_nodes import Place


class CheckStatus(IntEnum):
    """How a check ended; the number is the exit code."""

    CLEAN = 0
    WEAK = 1
    BROKEN = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """Something weak: the rule it does not keep, and what and where it is."""

    rule: Rule
    problem: Problem


@dataclass(frozen=True, slots=True)
class SheetCounts:
    """What a sheet holds."""

    files: int
    sources: int
    topics: int
    facts: int
    ways: int
    learned: int
    quotes: int
    open_questions: int
    vocabulary_groups: int
    golden_questions: int


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a check; a broken sheet has problems and nothing else.

    What the sheet was asked is in `test`, its failures with their places in `advice`; of these the broken
    golden questions alone are findings. `first` are the entries to work on, each with all that failed, and
    `unfound` the ways that find nothing without standing there. `sturdy` facts have few ways of asking and
    stood up to all of it.
    """

    problems: tuple[Problem, ...] = ()
    findings: tuple[Finding, ...] = ()
    first: tuple[Problem, ...] = ()
    advice: tuple[Finding, ...] = ()
    unfound: tuple[Problem, ...] = ()
    test: SelfTest = field(default_factory=SelfTest)
    sturdy: tuple[str, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    counts: SheetCounts | None = None
    title: str = ""
    version: str = ""

    @property
    def status(self) -> CheckStatus:
        if self.problems:
            return CheckStatus.BROKEN
        return CheckStatus.WEAK if self.findings else CheckStatus.CLEAN

    @property
    def by_rule(self) -> tuple[tuple[Rule, tuple[Problem, ...]], ...]:
        """The findings in groups, each sorted by place."""
        order = list(Rule).index
        findings = sorted(self.findings, key=lambda finding: order(finding.rule))
        groups = groupby(findings, key=lambda finding: finding.rule)
        return tuple((rule, tuple(sorted(finding.problem for finding in group))) for rule, group in groups)

    @property
    def advice_by_rule(self) -> tuple[tuple[Rule, tuple[Problem, ...]], ...]:
        """The advice in groups, the worst first."""
        groups = groupby(self.advice, key=lambda finding: finding.rule)
        return tuple((rule, tuple(finding.problem for finding in group)) for rule, group in groups)


def check(
    path: Path,
    today: date,
    rules: ReadingRules = RULES,
    *,
    thresholds: Thresholds | None = None,
    meaning: Meaning | None = None,
    watch: Watch = unwatched,
) -> Report:
    """Check the sheet of a knowledge folder, or a single file, against every rule we know.

    `watch` is given what is being done and its questions, and hands them on one by one.
    """
    try:
        briefing, written = load_sheet(path, rules)
    except SheetError as error:
        return Report(problems=error.problems)
    golden, complaints = written_golden(path, briefing)
    snapshot = snapshot_of(briefing, thresholds, meaning=meaning)
    test = self_test(snapshot, [question for question, _ in golden], watch)
    findings = (
        *_weaknesses(snapshot, written, today, test, tuple(_doubts(path, written))),
        *(Finding(Rule.GOLDEN, problem) for problem in complaints),
        *_broken(test, briefing, dict(golden)),
    )
    adviser = Adviser(briefing)
    return Report(
        findings=findings,
        first=tuple(_to_work_on(weak, adviser, written) for weak in test.to_work_on),
        advice=tuple(_advice(briefing, written, test)),
        unfound=tuple(_told(miss, written) for miss in test.misses if not miss.is_wrong),
        test=test,
        sturdy=tuple(_sturdy(briefing, test)),
        coverage=tuple(_coverage(briefing, base_of(path))),
        counts=_counts(briefing, files=len(written.files), golden=len(golden), ways=test.left_out),
        title=briefing.sheet.title,
        version=briefing.version,
    )


def _weaknesses(
    snapshot: Snapshot, written: WrittenSheet, today: date, test: SelfTest, doubted: tuple[Finding, ...]
) -> Iterator[Finding]:
    """Weaknesses that no doubt explains already: an answer that YAML cut short also has no full stop.

    A phrasing that finds its fact when left out does so all the more when it is there, so it is not tried
    again.
    """
    missed = [miss.phrasing for miss in test.misses]
    explained = {doubt.problem.place for doubt in doubted}
    for weakness in lint(snapshot.briefing, snapshot.matcher, today, missed, test.failing):
        problem = written.place(weakness.path).problem(weakness.message, weakness.hint)
        if problem.place not in explained:
            yield Finding(weakness.rule, written.named(problem))
    yield from doubted


def _doubts(path: Path, written: WrittenSheet) -> Iterator[Finding]:
    for rule, problem in (*doubts(written), *ignored_files(path)):
        yield Finding(rule, written.named(problem))


def _broken(test: SelfTest, briefing: Briefing, places: Mapping[GoldenQuestion, Place]) -> Iterator[Finding]:
    for one in test.broken:
        problem = places[one.question].problem(*told_of_promise(one, briefing))
        yield Finding(Rule.PROMISE, replace(problem, entry=one.question.fact or one.question.open or ""))


def _to_work_on(weak: Weak, adviser: Adviser, written: WrittenSheet) -> Problem:
    """Where an entry's ways of asking begin, or the only one that fails."""
    section = "facts" if weak.id in adviser.briefing.facts else "open_questions"
    only = weak.rivals[0].phrasing.path if len(weak.rivals) == 1 and not weak.golden else None
    place = written.place(only or (section, weak.id, "question"))
    return replace(place.problem(*adviser.told_of(weak)), entry=weak.id)


def _advice(briefing: Briefing, written: WrittenSheet, test: SelfTest) -> Iterator[Finding]:
    yield from _failures(test, written)
    yield from _borrowed(briefing, written)
    for fact in briefing.sheet.facts:
        if not asks_twice(fact.question):  # in sheets written with care one in fifty does (measured)
            continue
        place = written.place(("facts", fact.id, "question"))
        yield Finding(Rule.DOUBLE, written.named(place.problem(f"“{fact.question}”")))
    yield from _disagreements(briefing, written)


def _failures(test: SelfTest, written: WrittenSheet) -> Iterator[Finding]:
    for false in test.false_answers:
        place = written.place(("facts", false.given, "question"))
        yield Finding(Rule.PROBE, written.named(place.problem(told_of_probe(false))))
    for miss in test.rivals:
        yield Finding(Rule.UNSEEN, _told(miss, written))


def _told(miss: Miss, written: WrittenSheet) -> Problem:
    problem = written.place(miss.phrasing.path).problem(told_of_miss(miss))
    return replace(problem, entry=miss.phrasing.id)


def _borrowed(briefing: Briefing, written: WrittenSheet) -> Iterator[Finding]:
    for one in borrowed(briefing):
        place = written.place(("facts", one.fact.id, "question"))
        yield Finding(Rule.OWN_WORDS, written.named(place.problem(told_of_borrowed(one.words))))


def _disagreements(briefing: Briefing, written: WrittenSheet) -> Iterator[Finding]:
    for one in disagreements(briefing):
        message = f"It says {one.said}, but {one.source} in line {one.line}: “{one.sentence}”"
        problem = written.place(("facts", one.fact, "answer")).problem(message)
        yield Finding(Rule.AGREEMENT, replace(problem, entry=one.fact))


def _sturdy(briefing: Briefing, test: SelfTest) -> Iterator[str]:
    failing = test.failing
    return (fact.id for fact in briefing.sheet.facts if is_thin(briefing, fact) and fact.id not in failing)


def _coverage(briefing: Briefing, base: Path) -> Iterator[Coverage]:
    quotes: dict[str, list[str]] = {source: [] for source in briefing.documents}
    for citations in briefing.citations.values():
        for citation in citations:
            quotes[citation.source].append(citation.text)
    for source, document in briefing.documents.items():
        ignored = (each.text for each in briefing.sheet.ignore if each.source == source)
        covered = coverage(document, quotes[source], ignored)
        yield replace(covered, file=shown(base / document.file))


def _counts(briefing: Briefing, *, files: int, golden: int, ways: int) -> SheetCounts:
    sheet = briefing.sheet
    return SheetCounts(
        files=files,
        sources=len(sheet.sources),
        topics=len(briefing.topics),
        facts=len(sheet.facts),
        ways=ways,
        learned=sum(map(len, sheet.learned.values())),
        quotes=sum(len(fact.quotes) for fact in sheet.facts),
        open_questions=len(sheet.open_questions),
        vocabulary_groups=len(sheet.vocabulary),
        golden_questions=golden,
    )
