"""Markdown's own marks may be left out of a quote; what claims nothing is no sentence."""

from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.briefing import Citation, Document
from bot.domain.check.coverage import coverage
from bot.domain.markdown import marks, unmarked, unmarked_piece
from bot.domain.quoting import QuoteFinder
from tests.each_row import each_row

PAGE = """---
title: Rules
---

# Rules of the house

![A photo of the hall](hall.png)

Windows stay open for **30 minutes** a day. See [the plan](https://a.example/plan_b) or `ask *me*`.

| Room | Opens |
|------|-------|
| Hall | **8.00** |

1. Ring the _big_ bell.
2. Wait for Tom Reeve, who comes at 9.30, and follow him.

Notes
=====

<!-- nobody reads this -->
"""


@each_row(
    ("quote", "text"),
    [
        ("stay open for 30 minutes a day", "stay open for **30 minutes** a day"),
        ("stay open for 30 minutes", "stay open for **30 minutes**"),
        ("30 minutes a day.", "**30 minutes** a day."),
        ("stay open for **30 minutes** a day", "stay open for **30 minutes** a day"),
        ("See the plan", "See [the plan](https://a.example/plan_b)"),
        ("or ask *me*.", "or `ask *me*`."),
        ("Hall 8.00", "Hall | **8.00**"),
        ("Ring the big bell. Wait for Tom", "Ring the _big_ bell.\n2. Wait for Tom"),
    ],
)
def test_a_quote_may_leave_the_marks_out_and_is_shown_without_them(quote: str, text: str) -> None:
    span = QuoteFinder(PAGE, markdown=True).locate(quote)

    assert span is not None
    assert span.of(PAGE) == text
    assert PAGE.count("\n", 0, span.start) + 1 == span.line
    citation = Citation("s", "a.md", span.line, span.start, span.end, text, "A", None, None, None)
    assert " ".join(citation.shown.replace(" |", "").split()) == quote.replace("**", "")


@each_row(
    ("text", "quote", "held"),
    [
        ("[The plan](p) is out.", "The plan is out.", "[The plan](p) is out."),
        ("See ![the plan](p), or [the map](m).", "the plan, or the map", "![the plan](p), or [the map](m)"),
        ("[The plan][p] or [the map](m)?", "The plan or the map", "[The plan][p] or [the map](m)"),
        ("**[The plan](p)** is out.", "The plan is out.", "**[The plan](p)** is out."),
        ("Do see **[the plan](p)**.", "see the plan", "see **[the plan](p)**"),
        ("See [the plan](p). It is out.", "the plan", "the plan"),
        ("See [the plan](p).", "**the plan**", "the plan"),
        ("- Ring it.\n- Wait here.\n", "Ring it. Wait here.", "Ring it.\n- Wait here."),
        ("It is *out* and **about *now***.", "is out and about", "is *out* and **about"),
    ],
)
def test_a_quote_holds_both_marks_of_a_link_and_of_a_stress(text: str, quote: str, held: str) -> None:
    span = QuoteFinder(text, markdown=True).locate(quote)

    assert span is not None
    assert span.of(text) == held


@each_row(
    ("piece", "plain"),
    [
        ("See [the plan", "See the plan"),
        ("plan of 2024](p.md) is [out][o], see [the", "plan of 2024 is out, see the"),
        ("an ![odd", "an odd"),
        ("[the plan](p) or [the map](m)", "the plan or the map"),
        ("so it is [sic], he said", "so it is [sic], he said"),
        ("a list[0] of b[1]", "a list[0] of b[1]"),
    ],
)
def test_a_piece_that_begins_or_ends_amid_a_link_shows_no_bracket(piece: str, plain: str) -> None:
    assert unmarked_piece(piece) == plain


@each_row(
    ("text", "plain"),
    [
        ("| Room | Opens |\n|---|:--|\n| Hall \\| 2 | 8 |\n", " Room  Opens \n Hall | 2  8 \n"),
        ("| Room |\n|--|", " Room \n"),
        ("||", ""),
        ("A | B", "A | B"),
    ],
)
def test_of_a_table_the_words_are_left(text: str, plain: str) -> None:
    assert unmarked(text) == plain


def test_in_plain_text_every_sign_counts() -> None:
    assert QuoteFinder(PAGE).locate("stay open for 30 minutes a day") is None
    citation = Citation("s", "a.txt", 1, 0, 9, "**30** is", "A", None, None, None)
    assert citation.shown == "**30** is"


@given(st.text(alphabet="ab1 *_`[]()|#->\\\n!~<.", max_size=60))
def test_marks_are_in_order_and_never_overlap(text: str) -> None:
    end = 0
    for start, stop in marks(text):
        assert end <= start < stop <= len(text)
        end = stop


@each_row("text", ["`" * 20_000, "|" * 20_000, "<!--" * 2_500, "[" * 20_000, "*_" * 10_000])
def test_a_page_of_marks_alone_is_read_at_once(text: str) -> None:
    began = process_time()

    coverage(Document("s", "a.md", text), ["x"])

    assert process_time() - began < 10


def test_headings_pictures_front_matter_heads_of_tables_and_numbers_are_no_sentences() -> None:
    covered = coverage(Document("s", "a.md", PAGE), ["Windows stay open for 30 minutes a day."])

    assert [sentence.text for sentence in covered.uncovered] == [
        "See [the plan](https://a.example/plan_b) or `ask *me*`.",
        "| Hall | **8.00** |",
        "Ring the _big_ bell.",
        "Wait for Tom Reeve, who comes at 9.30, and follow him.",
    ]


def test_what_is_ignored_is_no_sentence() -> None:
    covered = coverage(Document("s", "a.md", PAGE), [], ["See the plan or ask *me*.", "Ring the big bell."])

    assert [sentence.text for sentence in covered.uncovered] == [
        "Windows stay open for **30 minutes** a day.",
        "| Hall | **8.00** |",
        "Wait for Tom Reeve, who comes at 9.30, and follow him.",
    ]


def test_names_and_numbers_that_no_quote_holds_are_told_with_their_clause() -> None:
    quotes = ["Wait for", "Hall 8.00"]

    covered = coverage(Document("s", "a.md", PAGE), quotes)

    assert [(clause.span.line, clause.text, clause.missing) for clause in covered.clauses] == [
        (16, "Wait for Tom Reeve", ("Tom", "Reeve")),
        (16, "Wait for Tom Reeve, who comes at 9.30", ("9.30",)),
    ]
    assert coverage(Document("s", "a.md", PAGE), [*quotes, "Tom Reeve, who comes at 9.30"]).clauses == ()


def test_an_address_between_brackets_may_be_quoted_without_them() -> None:
    text = "Write to <pool@a.example> or see <https://a.example/x> for more."

    span = QuoteFinder(text, markdown=True).locate("to pool@a.example or see https://a.example/x for")

    assert span is not None
    assert span.of(text) == "to <pool@a.example> or see <https://a.example/x> for"


def test_a_picture_within_a_sentence_leaves_the_sentence() -> None:
    text = "The hall ![by night](hall.png) seats ninety.\n\n![The hall by night](hall.png)\n"

    covered = coverage(Document("s", "a.md", text), [])

    assert [sentence.text for sentence in covered.uncovered] == [
        "The hall ![by night](hall.png) seats ninety."
    ]
