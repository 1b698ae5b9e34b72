"""A list of a hundred questions, taken over as it is, answers what is asked in about its own words."""

from pathlib import Path

import pytest

from bot.domain.exam import Tally, examine, tally
from bot.services.asking import ask
from bot.services.authoring import import_faq
from bot.services.snapshot import snapshot_of
from bot.sheets.exam_file import read_exams
from bot.sheets.knowledge import load

pytestmark = pytest.mark.slow
FAQ = Path(__file__).parent / "faq"


def marks(folder: Path) -> dict[str, Tally]:
    done = import_faq(FAQ / "library.csv", folder)
    assert (done.facts, done.faq.skipped) == (100, ())
    snapshot = snapshot_of(load(folder))
    exam = read_exams([FAQ / "exam.jsonl"])
    graded = list(examine(snapshot.briefing, exam, lambda text: ask(snapshot, text).answer))
    groups = {reply.question.group for reply in graded}
    return {name: tally(one for one in graded if one.question.group == name) for name in groups}


def test_about_its_own_words_are_answered_and_quite_other_ones_seldom_wrongly(tmp_path: Path) -> None:
    found = marks(tmp_path / "knowledge")

    assert found["plain words"].correct >= 70
    assert found["plain words"].wrong <= 2
    assert found["other words"].wrong <= 8
    assert found["off"].declined >= 80
