"""Answers of the stand-in briefings beside their quotes: good ones are left alone, spoiled ones are not."""

from pathlib import Path

import pytest

from bench.faithfulness import measure
from bot.sheets.knowledge import load
from tests.thorough import judges

pytestmark = [pytest.mark.slow, judges]
SHEETS = sorted((Path(__file__).parent / "briefings").glob("*/knowledge"))


LEAST = {
    "a number": 0.95, "two digits": 0.95, "a weekday": 0.88, "a month": 0.9, "must to may": 0.9,
    "an opposite": 0.85, "a name": 0.8, "a not put in": 0.75, "a not left out": 0.65,
}  # fmt: skip


def test_good_answers_are_left_alone_and_spoiled_ones_are_noticed() -> None:
    figures = measure(map(load, SHEETS))

    assert len(figures.doubted) < 0.01 * figures.facts
    assert {kind: figures.share(kind) for kind, least in LEAST.items() if figures.share(kind) < least} == {}
