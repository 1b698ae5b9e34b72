"""Golden questions are loaded, or everything that is wrong with them is told with its place."""

from pathlib import Path

import pytest

from bot.domain.briefing import Briefing
from bot.sheets.golden import golden_questions


@pytest.fixture
def golden(home: Path) -> Path:
    return home / "knowledge" / "golden.yaml"


def told(path: Path, briefing: Briefing) -> list[str]:
    _, problems = golden_questions(path.parent, briefing)
    return [f"{problem.line}:{problem.column} {problem.message}" for problem in problems]


def test_a_question_leads_to_a_fact_to_an_open_question_or_to_nothing(
    golden: Path, briefing: Briefing
) -> None:
    lines = [
        "golden:",
        "- {ask: when lit, fact: first-lit}",
        "- {ask: who built it, open: architect}",
        "- {ask: no}",
    ]
    golden.write_text("\n".join(lines), encoding="utf-8")

    questions, _ = golden_questions(golden.parent, briefing)

    assert [(one.ask, one.fact, one.open, one.answerable) for one in questions] == [
        ("when lit", "first-lit", None, True),
        ("who built it", None, "architect", False),
        ("no", None, None, False),
    ]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{ask: a, fact: first-litt}", "2:18 There is no fact `first-litt`."),
        ("{ask: a, open: first-lit}", "2:18 There is no open question `first-lit`."),
        (
            "{ask: a, fact: first-lit, open: architect}",
            "2:35 A question cannot be answered and open at once.",
        ),
        ("{fact: first-lit}", "2:3 The key `ask` is missing."),
        ("{ask: a, facts: first-lit}", "2:12 The key `facts` is unknown here."),
        ("{question: a, fact: first-lit}", "2:4 The key `question` is unknown here."),
        ("{ask: a, fact: }", "2:12 The key `fact` has no value."),
        ("just text", "2:3 This entry must be a block of keys and values, but it is the text “just text”."),
    ],
)
def test_a_wrong_question_is_told(golden: Path, briefing: Briefing, line: str, problem: str) -> None:
    golden.write_text(f"golden:\n- {line}\n", encoding="utf-8")

    assert told(golden, briefing) == [problem]


def test_a_hyphen_without_its_space_is_told_where_it_stands(golden: Path, briefing: Briefing) -> None:
    golden.write_text("golden:\n-{ask: a, fact: first-lit}\n", encoding="utf-8")

    assert told(golden, briefing) == ["2:1 The hyphen has no space behind it."]


@pytest.mark.parametrize(
    "text", ["", "golden: x", "- {ask: a}", "questions: []", "golden: []\nmore: x", "text"]
)
def test_a_file_of_another_form_is_told(golden: Path, briefing: Briefing, text: str) -> None:
    golden.write_text(text, encoding="utf-8")

    assert told(golden, briefing) == ["1:1 This file must hold the key `golden` with a list."]


def test_a_list_that_was_forgotten_is_told_once(golden: Path, briefing: Briefing) -> None:
    golden.write_text("golden:\n", encoding="utf-8")

    assert told(golden, briefing) == ["1:1 The key `golden` has no value."]


def test_a_file_that_cannot_be_read_is_told(golden: Path, briefing: Briefing) -> None:
    golden.write_bytes(b"golden:\n- \xff")

    problems = told(golden, briefing)

    assert [problem.split()[0] for problem in problems] == ["2:3"]


def test_a_folder_has_golden_questions_or_not(golden: Path, briefing: Briefing) -> None:
    before = golden_questions(golden.parent, briefing)
    golden.write_text("golden: [{ask: how high is the lamp}]", encoding="utf-8")
    questions, problems = golden_questions(golden.parent, briefing)
    golden.write_text("golden: []\nsilver: []", encoding="utf-8")

    assert before == ((), ())
    assert ([question.ask for question in questions], problems) == (["how high is the lamp"], ())
    assert len(golden_questions(golden.parent, briefing)[1]) == 1
