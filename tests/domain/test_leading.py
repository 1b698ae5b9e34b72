"""The quote that fits the question best leads."""

from dataclasses import replace

import pytest

from bot.domain.briefing import Briefing, Citation
from bot.domain.leading import lead, led_by

WORDS = (
    "The lighthouse at Hollow Point was lit for the first time on 4 May 1871.",
    "Its lamp was made in Paris by the brothers Barbier.",
    "The keepers trimmed it every night for a hundred years.",
)


@pytest.fixture
def citations(briefing: Briefing) -> list[Citation]:
    (citation,) = briefing.citations["first-lit"]
    return [replace(citation, text=words) for words in WORDS]


@pytest.mark.parametrize(
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
    assert lead(question, briefing.facts["first-lit"], citations) == number


def test_the_others_follow_in_their_order(citations: list[Citation]) -> None:
    first, second, third = citations

    assert led_by(1, citations) == (second, first, third)
