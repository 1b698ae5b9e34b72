"""Answers of the stand-in briefings beside their quotes: good ones are left alone, spoiled ones are not."""

from pathlib import Path

import pytest

from bench.faithfulness import Figures, measure
from bot.sheets.knowledge import load

pytestmark = pytest.mark.slow  # seventeen briefings
SHEETS = sorted((Path(__file__).parent / "briefings").glob("*/knowledge"))


@pytest.fixture(scope="module")
def figures() -> Figures:
    return measure(map(load, SHEETS))


def test_good_answers_are_left_alone(figures: Figures) -> None:
    assert len(figures.doubted) < 0.01 * figures.facts


@pytest.mark.parametrize(
    ("kind", "least"),
    [
        ("a number", 0.95), ("two digits", 0.95), ("a weekday", 0.88), ("a month", 0.9), ("must to may", 0.9),
        ("an opposite", 0.85), ("a name", 0.8), ("a not put in", 0.75), ("a not left out", 0.7),
    ],
)  # fmt: skip
def test_spoiled_answers_are_noticed(figures: Figures, kind: str, least: float) -> None:
    assert figures.share(kind) >= least
