"""A list of a hundred questions, taken over as it is, answers what is asked in about its own words."""

from pathlib import Path

import pytest

from bot.domain.exam import Tally, examine, tally
from bot.services.asking import ask
from bot.services.beginning import import_faq
from bot.services.snapshot import snapshot_of
from bot.sheets.exam_file import read_exams
from bot.sheets.knowledge import load

pytestmark = pytest.mark.slow
FAQ = Path(__file__).parent / "faq"


@pytest.fixture(scope="module")
def marks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Tally]:
    folder = tmp_path_factory.mktemp("library") / "knowledge"
    done = import_faq(FAQ / "library.csv", folder)
    assert (done.facts, done.faq.skipped) == (100, ())
    snapshot = snapshot_of(load(folder))
    exam = read_exams([FAQ / "exam.jsonl"])
    graded = list(examine(snapshot.briefing, exam, lambda text: ask(snapshot, text).answer))
    groups = {reply.question.group for reply in graded}
    return {name: tally(one for one in graded if one.question.group == name) for name in groups}


def test_questions_in_about_its_own_words_are_answered(marks: dict[str, Tally]) -> None:
    assert marks["plain words"].correct >= 70
    assert marks["plain words"].wrong <= 2


def test_questions_in_quite_other_words_are_seldom_answered_wrongly(marks: dict[str, Tally]) -> None:
    assert marks["other words"].wrong <= 8
    assert marks["off"].declined >= 80
