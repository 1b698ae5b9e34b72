"""The passage around a quote: its paragraph, and never half a word."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.briefing import Citation
from bot.domain.surroundings import AROUND, Surroundings, surroundings
from tests.each_row import each_row

QUOTE = "the lamp was lit"


def around(text: str, file: str = "a.txt") -> Surroundings:
    start = text.index(QUOTE)
    citation = Citation("a", file, 1, start, start + len(QUOTE), QUOTE, "A", None, None, None)
    return surroundings(citation, text)


@each_row("blank", ["\n\n", "\r\n\r\n", "\n \t\n", "\n\n\n\n"])
def test_a_passage_ends_at_blank_lines_however_they_are_written(blank: str) -> None:
    text = f"An old tale.{blank}In spring {QUOTE} again.{blank}The end."

    shown = around(text)

    assert shown == Surroundings("In spring ", " again.")


def test_a_long_paragraph_is_cut_between_words_and_says_so() -> None:
    text = f"far {'before ' * 100}{QUOTE}{' behind' * 100} far"

    shown = around(text)

    assert shown.before.split() == ["…", *["before"] * 57]
    assert shown.after.split() == [*["behind"] * 57, "…"]
    assert (shown.before[0], shown.after[-1]) == ("…", "…")


@each_row(
    ("text", "before", "after"),
    [
        (f"It was dark. {QUOTE} at six.", "It was dark. ", " at six."),
        (f"It was *dark*; {QUOTE} - at *six* - and **well**.", "It was dark; ", " - at six - and well."),
        (f"- In [May]({QUOTE[:3]}) *{QUOTE}* again.", "In May ", " again."),
        (f"It was dark and *then {QUOTE}* at six.", "It was dark and then ", " at six."),
    ],
)
def test_a_markdown_passage_keeps_its_spaces_and_loses_its_marks(text: str, before: str, after: str) -> None:
    assert around(text, "a.md") == Surroundings(before, after)


def test_a_quote_that_is_the_whole_document_has_nothing_around() -> None:
    shown = around(QUOTE)

    assert shown == Surroundings("", "")


@settings(max_examples=60)
@given(st.text(max_size=2 * AROUND), st.text(max_size=2 * AROUND))
def test_what_is_shown_stands_around_the_quote_and_stays_short(before: str, after: str) -> None:
    shown = around(f"{before}{QUOTE}{after}") if QUOTE not in before else Surroundings("", "")

    assert before.endswith(shown.before.removeprefix("… "))
    assert after.startswith(shown.after.removesuffix(" …"))
    assert max(len(shown.before), len(shown.after)) <= AROUND + 2


@pytest.mark.parametrize("more", [0, 1])
def test_what_stands_around_is_cut_only_where_it_is_too_long(more: int) -> None:
    beside = ("word " * AROUND)[: AROUND + more - 1] + "."

    found = around(f"{beside}{QUOTE}{beside}")

    assert ("…" in found.before) is ("…" in found.after) is (more == 1)
