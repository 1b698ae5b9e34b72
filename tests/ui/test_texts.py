"""Sentences are grammatical whatever the numbers and names are."""

from datetime import date

import pytest

from bot.domain.briefing import Briefing
from bot.domain.sheet import Fact, Kind
from bot.matching.evidence import SIGNALS
from bot.matching.meaning import MEANING_SIGNALS
from bot.services.check import Report
from bot.ui.texts import answers
from bot.ui.texts import check as check_texts
from bot.ui.texts.plain import day, human_join, plural
from bot.ui.texts.reasons import SIGNAL_PHRASES
from tests.each_row import each_row


@each_row(
    ("count", "noun", "nouns", "said"),
    [
        (0, "fact", None, "0 facts"),
        (1, "fact", None, "1 fact"),
        (2, "entry", "entries", "2 entries"),
        (1234, "fact", None, "1,234 facts"),
    ],
)
def test_a_number_and_its_noun_agree(count: int, noun: str, nouns: str | None, said: str) -> None:
    assert plural(count, noun, nouns) == said


@each_row(("parts", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")])
def test_a_list_is_read_as_a_person_would_say_it(parts: list[str], said: str) -> None:
    assert human_join(parts, "or") == said


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("speaker", [None, "NASA"])
def test_every_kind_has_its_words_and_a_plain_report_has_none(
    briefing: Briefing, kind: Kind, speaker: str | None
) -> None:
    fact: Fact = briefing.facts["first-lit"].model_copy(update={"kind": kind, "said_by": speaker})

    said = answers.attribution(fact)

    assert (said == "") is (kind is Kind.REPORTED and speaker is None)
    assert ("NASA" in said) is (speaker is not None)
    assert answers.provenance(fact).endswith("as of 1 June 2024 · fact first-lit")


def test_a_day_is_written_out() -> None:
    assert day(date(2025, 4, 8)) == "8 April 2025"


def test_a_place_leaves_out_what_nobody_knows(briefing: Briefing) -> None:
    (citation,) = briefing.citations["first-lit"]

    assert answers.place(citation) == (
        "The lighthouse at Hollow Point · Coast Post · seeds/lighthouse.txt:3 · 1 June 2024"
    )


def test_an_unknown_fact_is_told_with_the_nearest_names() -> None:
    assert answers.no_such_fact("fist-lit", ["first-lit", "lamp"], lister="topics") == (
        "There is no fact “fist-lit”. Did you mean first-lit?"
    )
    assert (
        answers.no_such_fact("???", ["first-lit"], lister="topics")
        == "There is no fact “???”. `topics` lists them all."
    )


def test_the_summary_of_a_sheet_counts_what_it_holds(briefing: Briefing) -> None:
    assert (
        answers.sheet_summary(briefing)
        == f"4 facts, 1 open question and 1 source, version {briefing.version}"
    )


def test_a_clean_sheet_is_told_so() -> None:
    assert check_texts.check_verdict(Report(version="abc")) == "The sheet is in order, version abc."


def test_every_signal_has_words_of_its_own_that_fit_into_a_list() -> None:
    assert set(SIGNAL_PHRASES) == {*SIGNALS, *MEANING_SIGNALS}
    assert len(set(SIGNAL_PHRASES.values())) == len(SIGNAL_PHRASES)
    assert not any("," in words for words in SIGNAL_PHRASES.values())
