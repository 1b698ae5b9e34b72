"""Members of a vocabulary that swallow each other are found, harmless ones are not."""

import pytest

from bot.domain.vocabulary import Overlap, overlaps


@pytest.mark.parametrize(
    "vocabulary",
    [
        [["space station", "ISS"], ["Russian space station", "ROSS"]],
        [["launch center", "the launch center", "launch centers"]],
        [["the", "a"], ["of", "in"]],
        [],
    ],
)
def test_what_contains_more_is_no_overlap(vocabulary: list[list[str]]) -> None:
    found = list(overlaps(vocabulary))

    assert found == []


@pytest.mark.parametrize(
    ("vocabulary", "expected"),
    [
        ([["ISS", "station"], ["base", "Station!"]], Overlap((1, 1), (0, 1), same=True)),
        ([["ISS", "iss"]], Overlap((0, 1), (0, 0), same=True)),
        ([["ISS", "crews"], ["team", "the crew"]], Overlap((1, 1), (0, 1), same=False)),
    ],
)
def test_what_nobody_can_tell_apart_overlaps(vocabulary: list[list[str]], expected: Overlap) -> None:
    found = list(overlaps(vocabulary))

    assert found == [expected]
