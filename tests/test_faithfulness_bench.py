"""Answers of the stand-in briefings beside their quotes: good ones are left alone, spoiled ones are not."""

from pathlib import Path

import pytest

from bench.faithfulness import measure
from bot.sheets.knowledge import load
from tests.thorough import THOROUGH, some_of

pytestmark = pytest.mark.slow  # many briefings
SHEETS = sorted((Path(__file__).parent / "briefings").glob("*/knowledge"))


LEAST = {
    "a number": 0.95, "two digits": 0.95, "a weekday": 0.88, "a month": 0.9, "must to may": 0.9,
    "an opposite": 0.85, "a name": 0.8, "a not put in": 0.75, "a not left out": 0.65,
}  # fmt: skip
SLACK = 0.0 if THOROUGH else 0.05  # an eighth of the sheets is a sample


def test_good_answers_are_left_alone_and_spoiled_ones_are_noticed() -> None:
    figures = measure(map(load, some_of(SHEETS, 8)))

    assert len(figures.doubted) < 0.01 * figures.facts
    noticed = {kind: figures.share(kind) for kind in LEAST}
    assert {kind: share for kind, share in noticed.items() if share < LEAST[kind] - SLACK} == {}
