"""Documents cut into passages: sentences with their neighbours, and headings with what follows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.briefing import Document
from bot.domain.passages import LONGEST, DocumentPassage, passages
from bot.matching.passages import PassageText

GUIDE = """---
title: Guide
---

# The tower

It was lit in 1871. It has 211 steps. Nobody lives there.

## Prices

- Adults pay 4 euros.
- Children pay 2 euros.

![the tower](tower.png)
"""


def cut(text: str) -> list[tuple[str, str]]:
    """Each sentence, and the passage it stands in."""
    document = Document("guide", "guide.md", text)
    return [(each.text.sentence, text[each.start : each.end]) for each in passages(document)]


def test_a_sentence_stands_between_its_neighbours() -> None:
    assert (
        dict(cut(GUIDE))["It has 211 steps."] == "It was lit in 1871. It has 211 steps. Nobody lives there."
    )


def test_a_heading_goes_with_what_follows_and_never_with_what_was_before() -> None:
    shown = dict(cut(GUIDE))

    assert shown["## Prices"].startswith("## Prices\n\n- Adults pay 4 euros.\n- Children pay 2 euros.")
    assert shown["Nobody lives there."] == "It has 211 steps. Nobody lives there."


def test_list_items_are_sentences_of_their_own_and_know_their_heading() -> None:
    document = Document("guide", "guide.md", GUIDE)

    [item] = [each for each in passages(document) if each.text.sentence == "- Children pay 2 euros."]

    assert "## Prices" in item.text.around


def test_front_matter_is_no_text() -> None:
    assert not any("title: Guide" in shown for _, shown in cut(GUIDE))


def test_an_unmarked_heading_is_a_short_line_without_a_stop() -> None:
    shown = dict(cut("Prices\n\nAdults pay 4 euros.\n\nHours\n\nOpen at nine.\n"))

    assert shown["Adults pay 4 euros."] == "Prices\n\nAdults pay 4 euros."
    assert shown["Hours"] == "Hours\n\nOpen at nine."


def test_neighbours_that_make_it_too_long_are_left_out() -> None:
    long = "Word" + " word" * 90 + "."

    shown = dict(cut(f"First one is short. {long} {long[:-1]} twice. Last one is short."))

    assert shown["First one is short."] == f"First one is short. {long}"
    assert shown[long] == f"First one is short. {long}"
    assert all(len(passage) <= LONGEST for passage in shown.values())


@given(st.text(alphabet="aB .!\n#-*|1\u3002", max_size=200))
def test_any_text_is_cut_into_places_that_hold_their_sentence(text: str) -> None:
    assert all(sentence in shown for sentence, shown in cut(text))


@pytest.mark.parametrize(
    ("start", "end", "source", "overlaps"),
    [
        (0, 11, "guide", True),
        (19, 30, "guide", True),
        (12, 15, "guide", True),
        (0, 10, "guide", False),
        (20, 30, "guide", False),
        (10, 20, "other", False),
    ],
)
def test_passages_overlap_where_they_share_a_character(
    start: int, end: int, source: str, *, overlaps: bool
) -> None:
    text = PassageText("a sentence", "")
    one, other = DocumentPassage("guide", 10, 20, text), DocumentPassage(source, start, end, text)

    assert (one.overlaps(other), other.overlaps(one)) == (overlaps, overlaps)
