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
FOLDERS = sorted(path for path in (Path(__file__).parent / "briefings").iterdir() if path.is_dir())
# What the decision was learned on, and what only judges it: second rounds, and briefings it never saw.
LEARNED_ON = [folder for folder in FOLDERS if (folder / "pairs.jsonl").exists()]


@cache
def served(folder: Path) -> Snapshot:
    return snapshot_of(load(folder / "knowledge"))


def grades(exam: Path) -> Iterator[Grade]:
    snapshot, questions = served(exam.parent), read_exams([exam])
    for reply in examine(snapshot.briefing, questions, lambda text: ask(snapshot, text).answer):
        yield reply.grade


FIRST = [folder / "round1.jsonl" for folder in LEARNED_ON]
PAIRS = [folder / "pairs.jsonl" for folder in LEARNED_ON]
FRESH = [exam for folder in FOLDERS for exam in folder.glob("round*.jsonl") if exam not in FIRST]
# Documents of a page, with two dozen facts; they only judge.
SMALL = sorted((Path(__file__).parent / "small_briefings").glob("*/round1.jsonl"))
EXAMS = (FIRST, PAIRS, FRESH, SMALL)

# The least that is answered correctly, the most that is wrong, and the least that is declined.
LIMITS = {
    "first": (0.60, 0.05, 0.85),
    "pairs": (0.68, 0.05, 0.75),
    "fresh": (0.65, 0.03, 0.90),
    "small": (0.50, 0.06, 0.80),
}


@judges
def test_stand_ins_reach_their_limits() -> None:
    """In one test, so that each sheet is read once."""
    for (name, (correct, wrong, declined)), exams in zip(LIMITS.items(), EXAMS, strict=True):
        found = Counter(grade for exam in exams for grade in grades(exam))

        unanswerable = found[Grade.DECLINED] + found[Grade.FALSELY_ANSWERED]
        answerable = found.total() - unanswerable
        assert found[Grade.CORRECT] / answerable >= correct, name
        assert found[Grade.WRONG] / answerable <= wrong, name
        assert found[Grade.DECLINED] / unanswerable >= declined, name


def test_no_stand_in_has_more_than_ordinary_effort() -> None:
    for folder in some_of(FOLDERS, 3):
        facts = load(folder / "knowledge").sheet.facts

        assert all(len(fact.phrasings) <= 6 for fact in facts), folder.name
