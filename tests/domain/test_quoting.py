"""A quote is found wherever it stands, and its span holds it."""

import unicodedata
from time import process_time
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.quoting import QuoteFinder, levelled
from tests.each_row import each_row

Form = Literal["NFC", "NFD"]

DOCUMENT = """A heading

The  crew\u00a0said: \u201cWe won\u2019t go\u201d \u2014 and
stayed in orbit.

The crew left on 4 May 1971, in a \u2018hurry\u2019.
"""

# Everything that a quote may have otherwise, and some of what it may not.
TEXTS = st.text(alphabet="ab .\n\t\r\u00a0\u2009'\u2019\"\u201c\u201d-\u2013\u2014é", max_size=60)
# Accents that stand apart: a piece of such a text may cut a letter from its own.
ACCENTED = st.text(alphabet="ab e é\u0301\n", max_size=20)


@each_row(
    ("quote", "verbatim", "line"),
    [
        ("The crew said", "The  crew\u00a0said", 3),
        ('"We won\'t go" - and stayed', "\u201cWe won\u2019t go\u201d \u2014 and\nstayed", 3),
        ("stayed in orbit.", "stayed in orbit.", 4),
        ("in a 'hurry'", "in a \u2018hurry\u2019", 6),
        ("\n  A   heading ", "A heading", 1),
    ],
)
def test_white_space_and_typography_may_differ(quote: str, verbatim: str, line: int) -> None:
    finder = QuoteFinder(DOCUMENT)

    span = finder.locate(quote)

    assert span is not None
    assert (span.of(DOCUMENT), span.line) == (verbatim, line)


@each_row("quote", ["the crew said", "crews", "The crew stayed", "stayed in orbit!", "", "  \n"])
def test_nothing_else_may_differ(quote: str) -> None:
    finder = QuoteFinder(DOCUMENT)

    span = finder.locate(quote)

    assert span is None


@pytest.mark.parametrize("written", ["NFC", "NFD"])
@pytest.mark.parametrize("quoted", ["NFC", "NFD"])
@pytest.mark.parametrize(
    "words", ["Café de  l\u2019Été", "Zubřitskiy", "\u1112\u1161\u11ab\u1100\u1173\u11af", "\u30ab\u3099"]
)
def test_how_an_accent_is_encoded_never_matters(written: Form, quoted: Form, words: str) -> None:
    text = unicodedata.normalize(written, f"Öl. At the {words}, 1871.")
    verbatim = unicodedata.normalize(written, words)

    span = QuoteFinder(text).locate(unicodedata.normalize(quoted, words).replace("\u2019", "'"))

    assert span is not None
    assert span.of(text) == verbatim


def test_a_quote_never_cuts_a_letter_from_its_accent() -> None:
    text = "cafe\u0301 cafe"

    span = QuoteFinder(text).locate("cafe")

    assert span is not None
    assert span.start == text.rindex("cafe")


def test_an_accent_that_a_letter_cannot_be_composed_with_stands_apart() -> None:
    text = "the cafe\u0301\u0302 of 1871"

    span = QuoteFinder(text).locate("the café")

    assert span is not None
    assert span.of(text) == "the cafe\u0301"


def test_what_stands_behind_a_letter_of_several_marks_is_found_in_its_place() -> None:
    text = "the mean x\u0304 of the cafe\u0301 is 5"

    span = QuoteFinder(text).locate("of the café is")

    assert span is not None
    assert span.of(text) == "of the cafe\u0301 is"


@each_row(
    "quote",
    ["xlamp stands 42 metres", "lamp stands 42 metresy", "-lamp stands 42 metres-", "amp stands 42 metre"],
)
def test_the_nearest_passage_begins_and_ends_with_a_whole_word(quote: str) -> None:
    finder = QuoteFinder("So it is that the lamp stands 42 metres above the sea and no less.")

    span = finder.nearest(quote)

    assert span is not None
    assert span.of(finder.text) == "lamp stands 42 metres"


def test_the_nearest_passage_may_be_the_first_or_the_last_of_the_document() -> None:
    text = "The mill was built in 1790. It rained a lot"
    finder = QuoteFinder(text)

    spans = [finder.nearest(quote) for quote in ("he mill was built im", "t rained a lo")]
    assert [span.of(text) for span in spans if span] == ["The mill was built in", "It rained a lot"]


def test_the_nearest_passage_is_one_of_the_document_also_where_accents_stand_apart() -> None:
    text = unicodedata.normalize("NFD", "Élodie Brändt kept the lamp alight.")

    span = QuoteFinder(text).nearest("Élodie Brändt keeps the lamp alight.")

    assert span is not None
    assert span.of(text) == text


def test_the_same_to_the_letter_goes_before_something_alike() -> None:
    text = "It is \u2018so\u2019. It is 'so'."

    span = QuoteFinder(text).locate("'so'")

    assert span is not None
    assert span.start == text.index("'so'")


def test_every_place_of_a_quote_is_found() -> None:
    text = "so  it is, so it is, so\nit is"

    places = [span.of(text) for span in QuoteFinder(text).locate_all("so it is")]

    assert places == ["so  it is", "so it is", "so\nit is"]


@each_row("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_for_every_sort_of_line_end(end: str) -> None:
    text = end.join(["one", "two", "three"])

    span = QuoteFinder(text).locate("three")

    assert span is not None
    assert (span.start, span.line) == (text.index("three"), 3)


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.data())
def test_any_piece_of_a_document_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))

    span = QuoteFinder(text).locate(text[start:end])

    assert (span is None) == (not text[start:end].strip())
    assert span is None or span.of(text) == text[start:end].strip()


@settings(max_examples=200, deadline=None)
@given(st.one_of(TEXTS, ACCENTED), st.one_of(TEXTS, ACCENTED))
def test_a_located_span_holds_the_quote(text: str, quote: str) -> None:
    finder = QuoteFinder(text)

    spans = [*finder.locate_all(quote), *filter(None, [finder.locate(quote)])]

    assert all(levelled(span.of(text)) == levelled(quote) for span in spans)
    assert bool(spans) == (levelled(quote) != "" and levelled(quote) in levelled(text))


@settings(max_examples=100, deadline=None)
@given(st.one_of(TEXTS, ACCENTED), st.one_of(TEXTS, ACCENTED))
def test_the_nearest_passage_lies_inside_the_document(text: str, quote: str) -> None:
    span = QuoteFinder(text).nearest(quote)

    assert span is None or 0 <= span.start < span.end <= len(text)


@each_row(
    ("quote", "passage"),
    [
        ("The crew left on 5 May 1971", "The crew left on 4 May 1971"),
        ("We will not go - and stayed", "We won\u2019t go\u201d \u2014 and\nstayed in"),
        ("The crew lift on 4 May 19", "The crew left on 4 May 1971"),
        ("in a hurrry", "in a \u2018hurry"),
    ],
)
def test_the_nearest_passage_is_the_one_that_was_meant(quote: str, passage: str) -> None:
    span = QuoteFinder(DOCUMENT).nearest(quote)

    assert span is not None
    assert span.of(DOCUMENT) == passage


def test_nothing_is_near_to_what_is_altogether_different() -> None:
    span = QuoteFinder(DOCUMENT).nearest("xyzzy qwkj")

    assert span is None


def test_a_long_document_is_searched_in_no_time() -> None:
    text = "\n".join(
        f"Line {number} tells of the {number}th launch from the coast." for number in range(5_000)
    )
    finder = QuoteFinder(text)
    began = process_time()

    span = finder.nearest("Line 4321 tells about the 4321th lunch at the coast")

    assert span is not None
    assert "4321th launch" in span.of(text)
    assert process_time() - began < 5
