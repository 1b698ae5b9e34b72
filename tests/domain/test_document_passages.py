"""Documents cut into passages: sentences with their neighbours, and headings with what follows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.briefing import Document
from bot.domain.passages import LONGEST, DocumentPassage, passages, pieces, speaks
from bot.matching.matcher import Matcher
from bot.matching.passages import PassageMatch, PassageText
from bot.matching.results import Record
from tests.each_row import each_row

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


@pytest.mark.parametrize("gap", [0, 1])
def test_a_passage_is_as_long_as_it_may_be(gap: int) -> None:
    far = "# Far\n\n" + "Some words. " * 99 + f"Z{'z' * LONGEST}. "
    long = f"W{'w' * (LONGEST - 14 + gap)}."

    shown = dict(cut(f"{far}Open today. {long}"))
    others = dict(cut(f"{far}{long} Open today."))

    assert shown["Open today."] == ("Open today." if gap else f"Open today. {long}")
    assert shown[long] == (long if gap else f"Open today. {long}")
    assert others["Open today."] == ("Open today." if gap else f"{long} Open today.")


def test_a_line_of_more_than_eighty_characters_is_no_heading() -> None:
    for length, heading in ((80, "H" * 80), (81, "")):
        *_, last = pieces(f"{'H' * length}\n\nAdults pay 4 euros.\n")

        assert last.heading == heading


@each_row(
    ("subject", "telling", "names", "surely"),
    [
        (0.5, 2, 0, True),
        (0.49, 2, 0, False),
        (0.9, 1, 0, False),
        (1.0, 1, 0, True),
        (1.0, 0, 0, False),
        (0.9, 3, 0, True),
        (0.9, 3, 1, False),
    ],
)
def test_a_passage_surely_speaks_of_what_it_says_most_words_of(
    subject: float, telling: int, names: int, *, surely: bool
) -> None:
    lacking = Matcher([Record("lamp", ("lamp",))]).parse("lamp Brandt").terms[:names]

    assert speaks(PassageMatch(1, 50.0, subject, telling, lacking), lambda _: True) is surely


@given(st.text(alphabet="aB .!\n#-*|1\u3002", max_size=200))
def test_any_text_is_cut_into_places_that_hold_their_sentence(text: str) -> None:
    assert all(sentence in shown for sentence, shown in cut(text))


@each_row(
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
