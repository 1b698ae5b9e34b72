"""A check says whether a sheet is clean, weak or broken, and shows everything it saw."""

from datetime import date
from pathlib import Path

import pytest

from bot.domain.check.advice import told_of_miss, told_of_probe
from bot.domain.check.linting import Rule
from bot.services.check import CheckStatus, SheetCounts, check

TODAY = date(2025, 4, 9)
BLOOD = Path(__file__).parents[1] / "small_briefings" / "blood" / "knowledge"


@pytest.fixture
def clean(home: Path) -> Path:
    """The knowledge folder."""
    return home / "knowledge"


def test_a_clean_sheet_is_counted(clean: Path) -> None:
    report = check(clean, TODAY)

    assert report.findings == ()
    assert report.status is CheckStatus.CLEAN
    assert report.counts == SheetCounts(
        files=1,
        sources=1,
        topics=3,
        facts=4,
        ways=17,
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
        (Rule.STATEMENT, [29]),
    ]
    assert all(finding.problem.file.endswith("lighthouse.yaml") for finding in report.findings)


def test_few_ways_are_no_weakness_where_the_fact_stands_up_without_each_of_them(clean: Path) -> None:
    weaken(clean)
    sturdy = check(clean, TODAY)
    sheet = clean / "lighthouse.yaml"
    lonely = sheet.read_text(encoding="utf-8").replace(
        "question: When will the tower open to visitors?", "question: any news for tourists"
    )
    sheet.write_text(lonely, encoding="utf-8")

    failing = check(clean, TODAY)

    assert sturdy.sturdy == ("never-missed", "visitors")
    assert failing.sturdy == ("never-missed",)
    assert {finding.rule for finding in failing.findings} == {Rule.PHRASINGS, Rule.STATEMENT}
    (missed,) = failing.unfound
    assert (missed.line, missed.column, missed.entry) == (35, 15, "visitors")
    assert missed.message == "“any news for tourists” finds nothing."


def test_a_golden_question_that_leads_elsewhere_is_told_with_its_place_and_why(clean: Path) -> None:
    golden = "golden:\n  - {ask: how tall is the lamp, fact: visitors}\n  - {ask: how tall is the lamp}\n"
    (clean / "golden.yaml").write_text(golden, encoding="utf-8")

    report = check(clean, TODAY)

    assert report.status is CheckStatus.WEAK
    ((rule, (first, second)),) = report.by_rule
    assert rule is Rule.PROMISE
    assert (Path(first.file).name, first.line, first.column, second.line) == ("golden.yaml", 2, 5, 3)
    assert first.message.startswith("“how tall is the lamp” should get `visitors` and gets `lamp-height` (")
    assert first.hint == "It is most like “how tall is the lamp” of `lamp-height`."
    assert second.message.startswith("“how tall is the lamp” should get no answer and gets `lamp-height` (")


@pytest.mark.parametrize(
    ("old", "new", "rule", "said"),
    [
        ("answer: The lamp stands 42 metres", "answer: Look in #lamps, 42", Rule.WHOLE, "takes “#lamps, 42"),
        (
            "answer: The lamp stands 42 metres above the sea.",
            "answer: 42 metres",
            Rule.STATEMENT,
            "without a stop",
        ),
        ("how tall is the lamp]", "when it is dark, or foggy, how tall is it]", Rule.WHOLE, "A comma parts"),
        (
            "how tall is the lamp]",
            "is it 1,042 metres high]",
            Rule.WHOLE,
            "A comma parts “is it 1” from “042 m",
        ),
        ("answer: It was", "answer: Yes, it was", Rule.STATEMENT, "begins with Yes"),
        (
            "also: [when did the lighthouse open, first",
            "also: [height of the beacon tower, first",
            Rule.VOCABULARY,
            "the same question",
        ),
    ],
)
def test_what_yaml_or_a_slip_let_through_is_told(
    clean: Path, old: str, new: str, rule: Rule, said: str
) -> None:
    sheet = clean / "lighthouse.yaml"
    text = sheet.read_text(encoding="utf-8").replace("height of the lamp", "height of the lighthouse")
    assert old in text
    sheet.write_text(text.replace(old, new), encoding="utf-8")

    report = check(clean, TODAY)

    told = [finding.problem for finding in report.findings if finding.rule is rule]
    assert [said in problem.message for problem in told] == [True]


def test_what_a_remark_cut_off_is_told_once_with_its_entry(clean: Path) -> None:
    sheet = clean / "lighthouse.yaml"
    text = sheet.read_text(encoding="utf-8").replace(
        "answer: The lamp stands 42", "answer: Look in #lamps, 42"
    )
    sheet.write_text(text, encoding="utf-8")

    told = [(finding.rule, finding.problem.entry) for finding in check(clean, TODAY).findings]

    assert told == [(Rule.WHOLE, "lamp-height")]


def test_a_question_that_asks_two_things_is_worth_a_look(clean: Path) -> None:
    sheet = clean / "lighthouse.yaml"
    text = sheet.read_text(encoding="utf-8").replace(
        "How high is the lamp above the sea?", "How high is the lamp and how old is it?"
    )
    sheet.write_text(text, encoding="utf-8")

    told = [finding.problem for finding in check(clean, TODAY).advice if finding.rule is Rule.DOUBLE]

    assert [(problem.entry, problem.message) for problem in told] == [
        ("lamp-height", "“How high is the lamp and how old is it?”")
    ]


def test_files_that_nobody_reads_are_told(clean: Path) -> None:
    for name in ("golden.yaml", "golden.yml"):
        (clean / name).write_text("golden: [{ask: can I visit the tower, fact: visitors}]", encoding="utf-8")
    (clean / "MORE.YAML").write_text("facts: []", encoding="utf-8")

    report = check(clean, TODAY)

    told = [(Path(finding.problem.file).name, finding.rule) for finding in report.findings]
    assert told == [("MORE.YAML", Rule.READ), ("golden.yml", Rule.READ)]


def test_learned_ways_count_as_ways_and_are_checked_at_their_place(clean: Path) -> None:
    weaken(clean)
    (clean / "learned").mkdir()
    ways = "learned:\n  visitors: [may one go up]\n  never-missed: [height of the lamp]\n"
    (clean / "learned" / "plans.yaml").write_text(ways, encoding="utf-8")

    report = check(clean, TODAY)

    assert report.counts is not None
    assert (report.counts.files, report.counts.ways, report.counts.learned) == (2, 17, 2)
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
    golden = "golden: [{ask: a}, {ask: can I visit the tower, fact: visitors}]"
    (clean / "golden.yaml").write_text(golden, encoding="utf-8")

    report = check(clean, TODAY)

    assert report.status is CheckStatus.CLEAN
    assert report.counts is not None
    assert report.counts.golden_questions == 2


def test_wrong_golden_questions_make_a_sheet_weak_not_broken(clean: Path) -> None:
    (clean / "golden.yaml").write_text("golden: [{ask: b, fact: visitor}]", encoding="utf-8")

    report = check(clean, TODAY)

    assert report.status is CheckStatus.WEAK
    assert [finding.rule for finding in report.findings] == [Rule.GOLDEN]


def test_what_the_sheet_ignores_with_a_reason_is_not_named(clean: Path) -> None:
    version = check(clean, TODAY).version
    more = "ignore: [{source: paper, text: Critics call the plan too dear., reason: an aside}]"
    (clean / "more.yaml").write_text(more, encoding="utf-8")

    report = check(clean, TODAY)

    assert [sentence.span.line for sentence in report.coverage[0].uncovered] == []
    assert report.version == version


def test_what_is_to_be_ignored_must_stand_there_and_have_a_reason(clean: Path) -> None:
    more = (
        "ignore:\n  - {source: paper, text: Critics call the plan dear., reason: an aside}\n"
        "  - {source: paper, text: Critics}\n  - {source: pape, text: Critics, reason: x}\n"
    )
    (clean / "more.yaml").write_text(more, encoding="utf-8")

    report = check(clean, TODAY)

    assert [(problem.line, problem.message) for problem in report.problems] == [
        (2, "The quote “Critics call the plan dear.” does not stand in seeds/lighthouse.txt."),
        (3, "The key `reason` is missing."),
        (4, "There is no source `pape`."),
    ]


def test_all_that_failed_stands_in_the_advice_at_its_place_and_in_the_entries_to_work_on() -> None:
    report = check(BLOOD, TODAY)

    told = {
        Rule.PROBE: [told_of_probe(false) for false in report.test.false_answers],
        Rule.UNSEEN: [told_of_miss(miss) for miss in report.test.rivals],
    }
    advice = {rule: problems for rule, problems in report.advice_by_rule if rule in told}
    assert {rule: [problem.message for problem in problems] for rule, problems in advice.items()} == told
    lines = (BLOOD / "blood.yaml").read_text("utf-8").splitlines()
    for problem, miss in zip(advice[Rule.UNSEEN], report.test.rivals, strict=True):
        assert miss.phrasing.text in lines[problem.line - 1]
    assert [problem.entry for problem in report.first] == [weak.id for weak in report.test.to_work_on]
    for problem, weak in zip(report.first, report.test.to_work_on, strict=True):
        only = weak.rivals[0].phrasing.text if len(weak.rivals) == 1 else "question:"
        assert only in lines[problem.line - 1]
