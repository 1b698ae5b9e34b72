"""`exam`: figures for people and machines, exit codes by limits, and typing mistakes on demand."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Start = Callable[..., Result]

QUESTIONS = [
    {"q": "When was the lighthouse first lit?", "kind": "plain", "answerable": True, "gold": ["4 May 1871"]},
    {"q": "How high is the lamp above the sea?", "kind": "plain", "answerable": True, "gold": ["4 May 1871"]},
    {"q": "zzyzx qwxv plk", "kind": "strange", "answerable": False},
]


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "exam.jsonl"
    path.write_text("\n".join(map(json.dumps, QUESTIONS)), encoding="utf-8")
    return str(path)


def test_a_person_gets_failures_tables_and_figures(start: Start, file: str) -> None:
    result = start("exam", file)

    assert result.exit_code == 0
    assert "wrong: How high is the lamp above the sea? → lamp-height (" in result.stdout
    assert "50.0 % correct, 50.0 % wrong" in result.stdout
    assert "100.0 % declined" in result.stdout
    assert result.stderr == ""


def test_a_machine_gets_one_object_with_every_mark(start: Start, file: str) -> None:
    result = start("exam", "--json", file, file)

    report = json.loads(result.stdout)
    assert (report["questions"], report["correct_percent"], report["declined_percent"]) == (6, 50.0, 100.0)
    assert report["counts"]["wrong"] == 2
    assert [mark["outcome"] for mark in report["marks"]] == ["correct", "wrong", "declined"] * 2
    assert report["marks"][0]["fact_id"] == "first-lit"


@pytest.mark.parametrize(
    ("limits", "code", "told"),
    [
        (["--min-correct", "50", "--max-wrong", "50", "--min-declined", "100"], 0, ""),
        (["--min-correct", "50.1"], 1, "Correct: 50.0 %, which should be at least 50.1 %.\n"),
        (["--max-wrong", "2"], 1, "Wrong: 50.0 %, which should be at most 2 %.\n"),
        (["--max-wrong", "200"], 2, None),
    ],
)
def test_limits_decide_the_exit_code(
    start: Start, file: str, limits: list[str], code: int, told: str | None
) -> None:
    result = start("exam", file, *limits)

    assert result.exit_code == code
    assert told is None or result.stderr == told


def test_typing_mistakes_are_the_same_for_the_same_seed(start: Start, file: str) -> None:
    runs = [
        json.loads(start("exam", "--json", "--typos", seed, file, file, file).stdout)
        for seed in ("1", "1", "2")
    ]

    asked = [[mark["asked"] for mark in run["marks"]] for run in runs]
    assert asked[0] == asked[1] != asked[2]
    assert asked[0] != [mark["question"] for mark in runs[0]["marks"]]


def test_a_broken_line_is_told_with_its_place(start: Start, tmp_path: Path) -> None:
    (tmp_path / "exam.jsonl").write_text('{"q": "x", "answerable": false}\n{"q": ', encoding="utf-8")

    result = start("exam", str(tmp_path / "exam.jsonl"))

    assert result.exit_code == 2
    assert "exam.jsonl:2:7: this line is not JSON" in result.stderr


def test_a_gold_text_from_elsewhere_is_told(start: Start, tmp_path: Path) -> None:
    question = {"q": "x", "answerable": True, "gold": ["not in this source"]}
    (tmp_path / "exam.jsonl").write_text(json.dumps(question), encoding="utf-8")

    result = start("exam", str(tmp_path / "exam.jsonl"))

    assert result.exit_code == 2
    assert "names a gold text that no source holds: “not in this source”." in result.stderr


def test_learned_ways_can_be_left_out(start: Start, home: Path, tmp_path: Path) -> None:
    (home / "knowledge" / "learned").mkdir()
    (home / "knowledge" / "learned" / "a.yaml").write_text(
        "learned: {first-lit: [ignition]}", encoding="utf-8"
    )
    question = {"q": "ignition", "answerable": True, "gold": ["4 May 1871"]}
    (tmp_path / "exam.jsonl").write_text(json.dumps(question), encoding="utf-8")

    whole, curated = (
        json.loads(start("exam", "--json", *words, str(tmp_path / "exam.jsonl")).stdout)
        for words in ([], ["--without-learned"])
    )

    assert (whole["correct_percent"], curated["correct_percent"]) == (100.0, 0.0)
