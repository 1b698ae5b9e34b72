"""The stand-in briefings, written at ordinary effort: what the engine reaches on them must not fall."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from bot.domain.exam import Grade, examine
from bot.services.asking import ask
from bot.services.snapshot import Snapshot, snapshot_of
from bot.sheets.exam_file import read_exams
from bot.sheets.knowledge import load
from tests.thorough import judges, some_of

pytestmark = pytest.mark.slow  # all sheets and their exams
TESTS = Path(__file__).parent


def folders(room: str) -> list[Path]:
    return sorted(path for path in (TESTS / room).iterdir() if path.is_dir())


# The decision was learned from the first two; those that it never saw only judge.
LEARNED_ON, SMALL, FRESH = map(folders, ("briefings", "small_briefings", "fresh_briefings"))


@cache
def served(folder: Path) -> Snapshot:
    return snapshot_of(load(folder / "knowledge"))


def grades(exam: Path) -> Iterator[Grade]:
    snapshot, questions = served(exam.parent), read_exams([exam])
    for reply in examine(snapshot.briefing, questions, lambda text: ask(snapshot, text).answer):
        yield reply.grade


# The least that is answered correctly, the most that is wrong, and the least that is declined.
LIMITS = {
    "learned on": (LEARNED_ON, (0.70, 0.02, 0.92)),
    "small, learned on": (SMALL, (0.60, 0.04, 0.92)),
    "fresh": (FRESH, (0.65, 0.03, 0.87)),
}


@judges
def test_stand_ins_reach_their_limits() -> None:
    """In one test, so that each sheet is read once."""
    for name, (briefings, (correct, wrong, declined)) in LIMITS.items():
        exams = [exam for folder in briefings for exam in sorted(folder.glob("*.jsonl"))]
        found = Counter(grade for exam in exams for grade in grades(exam))

        unanswerable = found[Grade.DECLINED] + found[Grade.FALSELY_ANSWERED]
        answerable = found.total() - unanswerable
        assert found[Grade.CORRECT] / answerable >= correct, name
        assert found[Grade.WRONG] / answerable <= wrong, name
        assert found[Grade.DECLINED] / unanswerable >= declined, name


def test_no_stand_in_has_more_than_ordinary_effort() -> None:
    for folder in some_of([*LEARNED_ON, *FRESH], 3):
        facts = load(folder / "knowledge").sheet.facts

        assert all(len(fact.phrasings) <= 7 for fact in facts), folder.name
