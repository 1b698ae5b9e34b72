"""A checked briefing: what can be read off it without going back to its files."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.domain.briefing import Briefing, Citation, Document, fingerprint
from bot.domain.sheet import Fact, FactSheet, Markup, Quote
from tests.each_row import each_row
from tests.shipped_sheet import shipped

SPANS = st.tuples(st.sampled_from(["paper", "annex"]), st.integers(0, 30), st.integers(1, 12))
CITED = st.dictionaries(st.sampled_from("abcdef"), st.lists(SPANS, max_size=3).map(tuple))


def citation(source: str, start: int, length: int) -> Citation:
    return Citation(source, "seeds/x", 1, start, start + length, "x" * length, "X", None, None, None)


def alike(one: Citation, other: Citation) -> bool:
    """Whether two quotes share at least half of the longer of them."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    longer = max(one.end - one.start, other.end - other.start)
    return one.source == other.source and 2 * max(shared, 0) >= longer


@each_row(
    ("shown", "cited", "retold"),
    [
        ([("paper", 0, 30)], [("paper", 5, 10)], True),
        ([("paper", 0, 30)], [("paper", 25, 10)], False),
        ([("paper", 5, 10)], [("paper", 0, 30)], False),
        ([("paper", 0, 30)], [("annex", 5, 10)], False),
        ([("paper", 0, 9), ("annex", 0, 9)], [("annex", 2, 3), ("paper", 2, 3)], True),
        ([("paper", 0, 30)], [("paper", 5, 10), ("paper", 40, 10)], False),
        ([("paper", 0, 30)], [], False),
    ],
)
def test_a_fact_retells_another_when_its_quotes_hold_all_of_the_others(
    shown: list[tuple[str, int, int]], cited: list[tuple[str, int, int]], *, retold: bool
) -> None:
    citations = {
        name: tuple(citation(*span) for span in spans) for name, spans in (("a", shown), ("b", cited))
    }

    assert Briefing(shipped().briefing.sheet, {}, citations, "v").retells("a", "b") is retold


@given(CITED)
@settings(max_examples=80, deadline=None)
def test_kin_are_the_facts_that_quote_mostly_the_same_words(
    cited: dict[str, tuple[tuple[str, int, int], ...]],
) -> None:
    citations = {fact: tuple(citation(*span) for span in spans) for fact, spans in cited.items()}

    same_quote = Briefing(shipped().briefing.sheet, {}, citations, "v").same_quote

    assert same_quote == {
        fact: {
            other
            for other in citations
            if other != fact and any(alike(a, b) for a in citations[fact] for b in citations[other])
        }
        for fact in citations
    }


def test_a_sheet_keeps_the_version_that_databases_have_on_record() -> None:
    fact = {"id": "a", "topic": "t", "question": "Wo?", "answer": "Über dem Tor."}
    quotes = [{"source": "paper", "text": "über"}]
    sheet = FactSheet.model_validate(
        {
            "title": "Grüße",
            "sources": {"paper": {"file": "a.txt", "title": "Ä"}},
            "facts": [{**fact, "quotes": quotes}],
        }
    )

    assert fingerprint(sheet, {"paper": Document("paper", "a.txt", "über")}) == "d05346d9e4"


def test_nobody_changes_a_sheet_that_serves() -> None:
    sheet = FactSheet(title="x", sources={})

    with pytest.raises(ValidationError, match="frozen"):
        sheet.title = "y"


def test_signs_of_discord_are_no_words_of_an_answer_only_where_they_mean_something() -> None:
    answer = "1. Ask <@42>.\n2. See https://example.org."
    fact = Fact(id="a", topic="t", question="How?", answer=answer, quotes=(Quote(source="s", text="See"),))
    sheet = FactSheet(title="x", sources={})

    assert sheet.said(fact) == answer
    assert sheet.model_copy(update={"markup": Markup.DISCORD}).said(fact).split() == ["Ask", ".", "See"]
