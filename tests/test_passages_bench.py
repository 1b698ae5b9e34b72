"""Passages of the stand-in briefings, without any fact: what they reach must not fall."""

from pathlib import Path

import pytest

from bench.passages import FOREIGN, TUNED_ON, measure, total
from tests.thorough import judges

pytestmark = [pytest.mark.slow, judges]
FOLDERS = sorted(path for path in (Path(__file__).parent / "briefings").iterdir() if path.is_dir())


@pytest.mark.parametrize("tuned", [True, False], ids=["tuned on", "only judging"])
def test_passages_hold_the_answers_and_keep_away_from_other_subjects(*, tuned: bool) -> None:
    folders = [folder for folder in FOLDERS if (folder.name in TUNED_ON) is tuned]
    found = total("all", measure(folders))

    assert found.recall >= 0.90
    assert found.share("answerable") >= 0.70
    assert found.right >= 0.90
    assert found.share("off_topic") <= 0.08
    assert found.share("chat") <= 0.05
    assert found.share(FOREIGN) <= 0.15  # several are of one sort (leagues, communities) and ask alike
