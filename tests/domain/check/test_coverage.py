"""A document falls into sentences, and each knows how much of it is quoted."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.briefing import Document
from bot.domain.check.coverage import Coverage, coverage
from bot.domain.sentences import sentences
from tests.each_row import each_row

LONG = "It is a long line that nobody wrapped by hand, " * 4


def covering(text: str, quotes: list[str], ignored: tuple[str, ...] = (), file: str = "s.txt") -> Coverage:
    return coverage(Document("s", file, text), quotes, ignored)


def split(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text)]


@each_row(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("He said “Go.” She went.", ["He said “Go.”", "She went."]),
        ("The U.S. Navy and Dr. Kim met. Good.", ["The U.S. Navy and Dr. Kim met.", "Good."]),
        (
            "Version 2.1 came at 5 p.m. on a day. (So it says.)",
            ["Version 2.1 came at 5 p.m. on a day.", "(So it says.)"],
        ),
        (
            "A heading\n\nA sentence that is\nwrapped. Another.",
            ["A heading", "A sentence that is\nwrapped.", "Another."],
        ),
        ("\u4f60\u597d\u3002\u518d\u89c1\uff01", ["\u4f60\u597d\u3002", "\u518d\u89c1\uff01"]),
        ("\n\n  \n", []),
        ("", []),
    ],
)
def test_a_text_falls_into_sentences_and_headings(text: str, expected: list[str]) -> None:
    found = split(text)

    assert found == expected


def test_a_line_end_ends_a_heading_where_lines_are_not_wrapped() -> None:
    found = split(f"A caption\n{LONG}\nThe end")

    assert found == ["A caption", LONG.strip(), "The end"]


def test_every_sentence_knows_its_line() -> None:
    lines = [span.line for span in sentences("A heading\n\nOne.\nTwo.\r\n\r\nThree.")]

    assert lines == [1, 3, 4, 6]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="abC .!?\n\r\t“”\"'()U.S", max_size=80))
def test_sentences_hold_every_character_that_is_seen(text: str) -> None:
    spans = list(sentences(text))

    rest = list(text)
    for span in spans:
        rest[span.start : span.end] = " " * (span.end - span.start)
    assert "".join(rest).strip() == ""
    assert all(before.end <= after.start for before, after in pairwise(spans))


def test_a_quote_covers_the_sentence_it_stands_in() -> None:
    covered = covering("The mill is old. The river is wide. Nobody knows.", ["The mill is old", "river"])

    assert [round(sentence.covered, 2) for sentence in covered.sentences] == [1.0, 0.36, 0.0]
    assert [sentence.text for sentence in covered.uncovered] == ["Nobody knows."]


def test_what_is_said_twice_is_covered_twice() -> None:
    covered = covering('“It turns”\n\n"It  turns"\n\nIts owner', ['"It turns"'])

    assert [sentence.covered for sentence in covered.sentences] == [1.0, 1.0, 0.0]


def test_an_empty_document_lacks_nothing() -> None:
    covered = covering("", ["x"])

    assert covered.uncovered == ()


@each_row(
    ("piece", "told"),
    [
        ("Ada has 2 red boats.", "The mill is old, Ada has 2 red boats."),
        ("Ada has 2 blue boats.", "Ada has 2 blue boats."),
    ],
)
def test_a_piece_of_twenty_characters_is_told_with_what_is_before_it(piece: str, told: str) -> None:
    (clause,) = covering(f"The mill is old, {piece}", ["The mill is old"]).clauses

    assert clause.text == told


@each_row(
    ("text", "quote", "missing"),
    [
        (
            "It costs 1.2 million crowns, and Ada pays 3.4 million.",
            "It costs 1.2 million crowns",
            ("Ada", "3.4"),
        ),
        ("The mill is old, Ada said.", "is old", ("Ada",)),
        ("12th of May is its day.", "is its day", ("12th", "May")),
    ],
)
def test_names_and_numbers_count_as_told_where_a_quote_covers_them(
    text: str, quote: str, missing: tuple[str, ...]
) -> None:
    covered = covering(text, [quote])

    assert tuple(word for clause in covered.clauses for word in clause.missing) == missing
