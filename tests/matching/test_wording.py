"""What is taken from another wording is what the text itself would say."""

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.matching.analysis import words
from bot.matching.wording import NO_WORDING, Wording

TEXTS = st.lists(
    st.sampled_from(
        ["", "The lamp.", "the LAMP of the tower", "twenty one lamps", "21 lamps", "#a b", "é e"]
    ),
    max_size=12,
)


@settings(max_examples=200)
@given(TEXTS, TEXTS)
def test_what_is_known_makes_no_difference(before: list[str], after: list[str]) -> None:
    anew, again = Wording.of(after, NO_WORDING), Wording.of(after, Wording.of(before, NO_WORDING))

    assert (again.texts, again.words) == (anew.texts, anew.words)
    assert np.array_equal(again.numbers, anew.numbers)
    assert np.array_equal(again.starts, anew.starts)


@given(TEXTS)
def test_each_text_has_its_words_in_their_order(texts: list[str]) -> None:
    wording = Wording.of(texts, NO_WORDING)

    spelt = [wording.words[number] for number in wording.numbers]
    starts = wording.starts.tolist()
    rows = [spelt[first:last] for first, last in pairwise(starts)]
    assert rows == [words(text) for text in texts]
    assert list(wording.words) == list(dict.fromkeys(spelt))


def test_words_that_are_gone_are_forgotten() -> None:
    before = Wording.of(["one lamp", "two towers"], NO_WORDING)

    assert Wording.of(["two towers"], before).words == ("two", "towers")
