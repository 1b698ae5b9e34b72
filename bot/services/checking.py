"""Checking a sheet: every problem, every weakness, and how much of the documents it covers."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from itertools import groupby
from pathlib import Path

from bot.domain.answering import Thresholds
from bot.domain.briefing import Briefing
from bot.domain.coverage import Coverage, coverage
from bot.domain.golden import GoldenQuestion
from bot.domain.linting import Rule, lint, lint_entries
from bot.errors import Problem, SheetError
from bot.services.library import Snapshot, snapshot
from bot.sheets.golden import golden_file, load_golden
from bot.sheets.knowledge import LoadedSheet, load_sheet


class Outcome(IntEnum):
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
class Counts:
    """What a sheet holds."""

    files: int
    sources: int
    topics: int
    facts: int
    phrasings: int
    quotes: int
    open_questions: int
    vocabulary_groups: int
    golden_questions: int


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a check; a broken sheet has problems and nothing else."""

    problems: tuple[Problem, ...] = ()
    findings: tuple[Finding, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    counts: Counts | None = None
    title: str = ""
    version: str = ""

    @property
    def outcome(self) -> Outcome:
        if self.problems:
            return Outcome.BROKEN
        return Outcome.WEAK if self.findings else Outcome.CLEAN

    @property
    def by_rule(self) -> tuple[tuple[Rule, tuple[Problem, ...]], ...]:
        """The findings in groups, each sorted by place."""
        groups = groupby(self.findings, key=lambda finding: finding.rule)
        return tuple((rule, tuple(sorted(finding.problem for finding in group))) for rule, group in groups)


@dataclass(frozen=True, slots=True)
class Opened:
    """A sheet that can be served, with its golden questions and what is wrong with them."""

    loaded: LoadedSheet
    shelf: Snapshot
    golden: tuple[GoldenQuestion, ...]
    complaints: tuple[Problem, ...]


def check(path: Path, today: date) -> Report:
    """Hold the sheet of a knowledge folder, or a single file, against everything we know to look for."""
    try:
        opened = open_sheet(path)
    except SheetError as error:
        return Report(problems=error.problems)
    briefing = opened.loaded.briefing
    return Report(
        findings=tuple(_findings(opened, today)),
        coverage=tuple(_coverage(briefing)),
        counts=_counts(opened.loaded, len(opened.golden)),
        title=briefing.sheet.title,
        version=briefing.version,
    )


def open_sheet(path: Path, thresholds: Thresholds | None = None) -> Opened:
    """Load and index a sheet; SheetError says all that is wrong with it."""
    loaded = load_sheet(path)
    golden, complaints = _golden(path, loaded.briefing)
    return Opened(loaded, snapshot(loaded.briefing, thresholds), golden, complaints)


def count_weaknesses(opened: Opened, today: date, ids: Collection[str]) -> int:
    """How many there are in some entries, and in the golden questions."""
    briefing = opened.loaded.briefing
    return len(lint_entries(briefing, opened.shelf.matcher, today, ids)) + len(opened.complaints)


def _findings(opened: Opened, today: date) -> Iterator[Finding]:
    loaded = opened.loaded
    for weakness in lint(loaded.briefing, opened.shelf.matcher, today):
        place = loaded.places.of(weakness.path)
        yield Finding(weakness.rule, place.problem(weakness.message, weakness.hint))
    for problem in opened.complaints:
        yield Finding(Rule.GOLDEN, problem)


def _golden(path: Path, briefing: Briefing) -> tuple[tuple[GoldenQuestion, ...], tuple[Problem, ...]]:
    """The golden questions, or what is wrong with them."""
    file = golden_file(path)
    if file is None:
        return (), ()
    try:
        return load_golden(file, briefing), ()
    except SheetError as error:
        return (), error.problems


def _coverage(briefing: Briefing) -> Iterator[Coverage]:
    quotes: dict[str, list[str]] = {source: [] for source in briefing.documents}
    for citations in briefing.citations.values():
        for citation in citations:
            quotes[citation.source].append(citation.text)
    for source, document in briefing.documents.items():
        yield coverage(source, document.text, quotes[source])


def _counts(loaded: LoadedSheet, golden: int) -> Counts:
    sheet = loaded.briefing.sheet
    return Counts(
        files=len(loaded.files),
        sources=len(sheet.sources),
        topics=len(loaded.briefing.topics),
        facts=len(sheet.facts),
        phrasings=sum(len(fact.phrasings) for fact in sheet.facts),
        quotes=sum(len(fact.quotes) for fact in sheet.facts),
        open_questions=len(sheet.open_questions),
        vocabulary_groups=len(sheet.vocabulary),
        golden_questions=golden,
    )
