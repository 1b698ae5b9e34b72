"""Checking a sheet: every problem and weakness, how much of the documents it covers, and its schema."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from itertools import groupby
from pathlib import Path

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from bot.domain.briefing import Briefing
from bot.domain.coverage import Coverage, coverage
from bot.domain.linting import Rule, lint
from bot.domain.sheet import FactSheet
from bot.errors import Problem, SheetError
from bot.services.snapshot import Snapshot, snapshot_of
from bot.sheets.documents import ReadingRules
from bot.sheets.golden import golden_questions
from bot.sheets.knowledge import RULES, load_sheet
from bot.sheets.written_sheet import WrittenSheet

DIALECT = "http://json-schema.org/draft-07/schema#"  # what the YAML language server reads
_WRITTEN_AS_TEXT = ["string", "number", "boolean"]


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
    learned: int
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


def check(path: Path, today: date, rules: ReadingRules = RULES) -> Report:
    """Hold the sheet of a knowledge folder, or a single file, against everything we know to look for."""
    try:
        briefing, written = load_sheet(path, rules)
    except SheetError as error:
        return Report(problems=error.problems)
    golden, complaints = golden_questions(path, briefing)
    weak = (Finding(Rule.GOLDEN, problem) for problem in complaints)
    return Report(
        findings=(*_findings(snapshot_of(briefing), written, today), *weak),
        coverage=tuple(_coverage(briefing)),
        counts=_counts(briefing, files=len(written.files), golden=len(golden)),
        title=briefing.sheet.title,
        version=briefing.version,
    )


def _findings(snapshot: Snapshot, written: WrittenSheet, today: date) -> Iterator[Finding]:
    for weakness in lint(snapshot.briefing, snapshot.matcher, today):
        problem = written.place(weakness.path).problem(weakness.message, weakness.hint)
        yield Finding(weakness.rule, problem)


def _coverage(briefing: Briefing) -> Iterator[Coverage]:
    quotes: dict[str, list[str]] = {source: [] for source in briefing.documents}
    for citations in briefing.citations.values():
        for citation in citations:
            quotes[citation.source].append(citation.text)
    for source, document in briefing.documents.items():
        yield coverage(source, document.text, quotes[source])


def _counts(briefing: Briefing, *, files: int, golden: int) -> Counts:
    sheet = briefing.sheet
    return Counts(
        files=files,
        sources=len(sheet.sources),
        topics=len(briefing.topics),
        facts=len(sheet.facts),
        phrasings=sum(len(fact.phrasings) for fact in sheet.facts),
        learned=sum(map(len, sheet.learned.values())),
        quotes=sum(len(fact.quotes) for fact in sheet.facts),
        open_questions=len(sheet.open_questions),
        vocabulary_groups=len(sheet.vocabulary),
        golden_questions=golden,
    )


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
    for section in ("sources", "learned"):
        schema["properties"][section]["additionalProperties"] = False
    return {"$schema": DIALECT} | schema | {"title": "A fact sheet, or a part of one"}


def schema_text() -> str:
    """The schema as it stands in a file."""
    return json.dumps(sheet_schema(), indent=2, ensure_ascii=False) + "\n"
