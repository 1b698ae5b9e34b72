"""Members of a vocabulary that swallow each other are found, harmless ones are not."""

from bot.domain.check.vocabulary import Merge, Overlap, merges, overlaps
from tests.each_row import each_row


@each_row(
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


@each_row(
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


MILL_AND_LAMP = [["mill", "works"], ["lamp", "light"]]
MILL, WORKS = "When did the mill open?", "When did the works open?"
LAMP, LIGHT = "How old is the lamp?", "How old is the light?"


@each_row(
    ("asked", "expected"),
    [
        ([(MILL, "a"), (WORKS, "b"), (LAMP, "c"), (LIGHT, "d")], [Merge(0, 0, 1), Merge(1, 2, 3)]),
        ([(MILL, "a"), (WORKS, "a")], []),
        ([(MILL, "a"), ("when did the mills open", "b")], []),
        ([(MILL, "a"), (LAMP, "b")], []),
        (
            [(MILL, "a"), (WORKS, "b"), ("Who saw the mill?", "c"), ("Who saw the works?", "d")],
            [Merge(0, 0, 1)],
        ),
        (
            [("Is the mill like the works?", "a"), ("Is the works like the mill?", "b")],
            [],
        ),
    ],
)
def test_a_group_that_makes_two_entries_the_same_is_told_once(
    asked: list[tuple[str, str]], expected: list[Merge]
) -> None:
    assert list(merges(MILL_AND_LAMP, asked)) == expected
