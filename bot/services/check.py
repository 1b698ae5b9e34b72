"""Checking a sheet: every problem and weakness, how much of the documents it covers, and its schema."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from itertools import groupby
from pathlib import Path

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from bot.domain.answering import Thresholds
from bot.domain.briefing import Briefing
from bot.domain.coverage import Coverage, coverage
from bot.domain.linting import Rule, lint, lint_entries
from bot.domain.rehearsal import GoldenQuestion
from bot.domain.sheet import FactSheet
from bot.errors import Problem, SheetError
from bot.services.snapshot import Snapshot, snapshot_of
from bot.sheets.golden import golden_file, load_golden
from bot.sheets.knowledge import LoadedSheet, load_sheet


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
    def status(self) -> CheckStatus:
        if self.problems:
            return CheckStatus.BROKEN
        return CheckStatus.WEAK if self.findings else CheckStatus.CLEAN

    @property
    def by_rule(self) -> tuple[tuple[Rule, tuple[Problem, ...]], ...]:
        """The findings in groups, each sorted by place."""
        groups = groupby(self.findings, key=lambda finding: finding.rule)
        return tuple((rule, tuple(sorted(finding.problem for finding in group))) for rule, group in groups)


@dataclass(frozen=True, slots=True)
class Opened:
    """A sheet that can be served, with its golden questions and what is wrong with them."""

    loaded: LoadedSheet
    snapshot: Snapshot
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
    return Opened(loaded, snapshot_of(loaded.briefing, thresholds), golden, complaints)


def count_weaknesses(opened: Opened, today: date, ids: Collection[str]) -> int:
    """How many there are in some entries, and in the golden questions."""
    briefing = opened.loaded.briefing
    return len(lint_entries(briefing, opened.snapshot.matcher, today, ids)) + len(opened.complaints)


def _findings(opened: Opened, today: date) -> Iterator[Finding]:
    loaded = opened.loaded
    for weakness in lint(loaded.briefing, opened.snapshot.matcher, today):
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


DIALECT = "http://json-schema.org/draft-07/schema#"  # what the YAML language server reads
_WRITTEN_AS_TEXT = ["string", "number", "boolean"]


class _EditorSchema(GenerateJsonSchema):
    """A sheet as it is written: every scalar may stand without quotes, and nothing may be left empty."""

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        return super().str_schema(schema) | {"type": _WRITTEN_AS_TEXT}

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        described = super().default_schema(schema)
        return {key: value for key, value in described.items() if key != "default" or value is not None}


def sheet_schema() -> dict[str, object]:
    """The schema of one file; what only all files together must have is not required of each."""
    schema = FactSheet.model_json_schema(schema_generator=_EditorSchema)
    del schema["required"]
    schema["properties"]["sources"]["additionalProperties"] = False
    return {"$schema": DIALECT} | schema | {"title": "A fact sheet, or a part of one"}


def schema_text() -> str:
    """The schema as it stands in a file."""
    return json.dumps(sheet_schema(), indent=2, ensure_ascii=False) + "\n"
