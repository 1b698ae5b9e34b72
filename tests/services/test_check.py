"""A check says whether a sheet is clean, weak or broken, and shows everything it saw."""

from datetime import date
from pathlib import Path

import pytest

from bot.domain.linting import Rule
from bot.services.check import CheckStatus, Counts, check

TODAY = date(2025, 4, 9)
MORE = {
    "year the lighthouse was lit]": "year the lighthouse was lit, date of the lighting, lit since when]",
    "how tall is the lamp]": "how tall is the lamp, elevation of the lamp]",
    "how reliable were the keepers]": "how reliable were the keepers, did they miss a night, a night missed]",
    "is the tower open to the public]": "is the tower open to the public, visiting the tower, visitors]",
}


@pytest.fixture
def clean(home: Path) -> Path:
    """The knowledge folder with phrasings enough."""
    sheet = home / "knowledge" / "lighthouse.yaml"
    text = sheet.read_text(encoding="utf-8")
    for few, many in MORE.items():
        text = text.replace(few, many)
    sheet.write_text(text, encoding="utf-8")
    return sheet.parent


def test_a_clean_sheet_is_counted(clean: Path) -> None:
    report = check(clean, TODAY)

    assert report.findings == ()
    assert report.status is CheckStatus.CLEAN
    assert report.counts == Counts(
        files=1,
        sources=1,
        topics=3,
        facts=4,
        phrasings=21,
        quotes=4,
        open_questions=1,
        vocabulary_groups=1,
        golden_questions=0,
    )
    assert len(report.version) == 10


def test_the_sentences_no_quote_covers_are_shown(clean: Path) -> None:
    report = check(clean, TODAY)

    (coverage,) = report.coverage

    assert [(one.span.line, one.text) for one in coverage.uncovered] == [
        (1, "The lighthouse at Hollow Point"),
        (6, "Critics call the plan too dear."),
    ]


def test_a_weakness_has_its_place(home: Path) -> None:
    report = check(home / "knowledge", TODAY)

    assert report.status is CheckStatus.WEAK
    ((rule, problems),) = report.by_rule
    assert rule is Rule.PHRASINGS
    assert [problem.line for problem in problems] == [13, 21, 27, 35]
    assert all(problem.file.endswith("lighthouse.yaml") for problem in problems)


def test_a_broken_sheet_has_problems_alone(clean: Path) -> None:
    (clean / "b.yaml").write_text("facts: what?\ntitle: x\n", encoding="utf-8")

    report = check(clean, TODAY)

    assert report.status is CheckStatus.BROKEN
    assert len(report.problems) == 2
    assert (report.findings, report.coverage, report.counts) == ((), (), None)


def test_golden_questions_are_counted(clean: Path) -> None:
    (clean / "golden.yaml").write_text("golden: [{ask: a}, {ask: b, fact: visitors}]", encoding="utf-8")

    report = check(clean, TODAY)

    assert report.status is CheckStatus.CLEAN
    assert report.counts is not None
    assert report.counts.golden_questions == 2


def test_wrong_golden_questions_make_a_sheet_weak_not_broken(clean: Path) -> None:
    (clean / "golden.yaml").write_text("golden: [{ask: b, fact: visitor}]", encoding="utf-8")

    report = check(clean, TODAY)

    assert report.status is CheckStatus.WEAK
    assert [finding.rule for finding in report.findings] == [Rule.GOLDEN]
