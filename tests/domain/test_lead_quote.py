"""The quote that fits the question best leads."""

from dataclasses import replace

import pytest

from bot.domain.briefing import Briefing, Citation
from bot.domain.lead_quote import lead_quote, shown_with
from tests.each_row import each_row

WORDS = (
    "The lighthouse at Hollow Point was lit for the first time on 4 May 1871.",
    "Its lamp was made in Paris by the brothers Barbier.",
    "The keepers trimmed it every night for a hundred years.",
)


@pytest.fixture
def citations(briefing: Briefing) -> list[Citation]:
    (citation,) = briefing.citations["first-lit"]
    return [replace(citation, text=words) for words in WORDS]


@each_row(
    ("question", "number"),
    [
        ("When was the lighthouse first lit?", 0),
        ("who made the lamp in paris", 1),
        ("did the keepers trim it every night", 2),
        ("zzyzx", 0),
    ],
)
def test_the_quote_that_says_what_was_asked_leads(
    briefing: Briefing, citations: list[Citation], question: str, number: int
) -> None:
    (quote,) = briefing.facts["first-lit"].quotes
    fact = briefing.facts["first-lit"].model_copy(update={"quotes": (quote,) * 3})

    assert lead_quote(question, fact, citations) == number


def test_a_source_that_says_otherwise_is_quoted_beside_it(
    briefing: Briefing, citations: list[Citation]
) -> None:
    (quote,) = briefing.facts["first-lit"].quotes
    fact = briefing.facts["first-lit"].model_copy(update={"quotes": (quote, quote)})
    first, second, third = citations

    assert lead_quote("who made the lamp in paris", fact, citations) == 1
    assert shown_with(1, fact, citations) == (second, third)
    assert first not in shown_with(1, fact, citations)


@each_row(
    ("first", "second", "number"),
    [
        ("nothing", "lighthouse lit 1871", 1),
        ("lit", "lighthouse lit 1871", 0),
        ("lit", "lighthouse lit 1871 first", 1),
        ("lit 1871", "lighthouse lit 1871 first", 0),
    ],
)
def test_the_first_quote_gives_way_to_one_that_tells_over_two_words_more(
    briefing: Briefing, citations: list[Citation], first: str, second: str, number: int
) -> None:
    (quote,) = briefing.facts["first-lit"].quotes
    fact = briefing.facts["first-lit"].model_copy(update={"quotes": (quote, quote)})
    told = [replace(citations[0], text=words) for words in (first, second)]

    assert lead_quote("zzyzx", fact, told) == number


def test_a_quote_that_stands_alone_leads(briefing: Briefing) -> None:
    assert lead_quote("zzyzx", briefing.facts["first-lit"], briefing.citations["first-lit"]) == 0
