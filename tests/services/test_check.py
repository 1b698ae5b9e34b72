"""A check says whether a sheet is clean, weak or broken, and shows everything it saw."""

from datetime import date
from pathlib import Path

import pytest

from bot.domain.linting import Rule
from bot.services.check import CheckStatus, Counts, check

TODAY = date(2025, 4, 9)


@pytest.fixture
def clean(home: Path) -> Path:
    """The knowledge folder."""
    return home / "knowledge"


def test_a_clean_sheet_is_counted(clean: Path) -> None:
    report = check(clean, TODAY)

    assert report.findings == ()
    assert report.status is CheckStatus.CLEAN
    assert report.counts == Counts(
        files=1,
        sources=1,
        topics=3,
        facts=4,
        phrasings=14,
        learned=0,
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


def weaken(knowledge: Path) -> None:
    sheet = knowledge / "lighthouse.yaml"
    text = sheet.read_text(encoding="utf-8")
    for ways in ("what did Ada Brandt say, ", "can I visit the tower, "):
        text = text.replace(ways, "")
    sheet.write_text(text.replace("answer: Keeper", "answer: No, keeper"), encoding="utf-8")


def test_a_weakness_has_its_place(clean: Path) -> None:
    weaken(clean)

    report = check(clean, TODAY)

    assert report.status is CheckStatus.WEAK
    assert [(rule, [problem.line for problem in problems]) for rule, problems in report.by_rule] == [
        (Rule.PHRASINGS, [27, 35]),
        (Rule.STATEMENT, [29]),
    ]
    assert all(finding.problem.file.endswith("lighthouse.yaml") for finding in report.findings)


def test_learned_ways_count_as_ways_and_are_checked_at_their_place(clean: Path) -> None:
    weaken(clean)
    (clean / "learned").mkdir()
    ways = "learned:\n  visitors: [may one go up]\n  never-missed: [height of the lamp]\n"
    (clean / "learned" / "plans.yaml").write_text(ways, encoding="utf-8")

    report = check(clean, TODAY)

    assert report.counts is not None
    assert (report.counts.files, report.counts.phrasings, report.counts.learned) == (2, 12, 2)
    claim = next(finding.problem for finding in report.findings if finding.rule is Rule.CLAIM)
    assert (Path(claim.file).name, claim.line, claim.column) == ("plans.yaml", 3, 18)
    assert Rule.PHRASINGS not in {finding.rule for finding in report.findings}


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
