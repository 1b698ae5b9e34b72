"""The shipped briefing loads, quotes verbatim, leaves no sentence out, and its golden questions exist."""

from hashlib import sha256
from pathlib import Path

import pytest

from bot.domain.briefing import Briefing
from bot.domain.check.coverage import Coverage, coverage
from bot.domain.check.linting import verdicts
from bot.domain.sheet import Fact, OpenQuestion
from bot.sheets.golden import golden_questions
from bot.sheets.knowledge import load

ROOT = Path(__file__).parents[1]
KNOWLEDGE = ROOT / "knowledge"
MOST_WAYS, MOST_LINES = 8, 7_000
SEED = ROOT / "seeds" / "000_2177cc6d2577b24d.txt"

# Headings and link words of the page that say nothing a person could ask for.
NOTHING_SAID = frozenset({"Related Articles", "Leave a comment", "Enter your email address:", "Back to Top"})


@pytest.fixture(scope="module")
def shipped() -> Briefing:
    return load(ROOT / "knowledge")


def entries(briefing: Briefing) -> list[Fact | OpenQuestion]:
    return [*briefing.sheet.facts, *briefing.sheet.open_questions]


def covered(briefing: Briefing, source: str) -> Coverage:
    quotes = [one.text for many in briefing.citations.values() for one in many if one.source == source]
    return coverage(briefing.documents[source], quotes)


def test_the_seed_is_the_one_that_was_given() -> None:
    content = SEED.read_bytes()

    assert sha256(content).hexdigest() == "38e3273a62cc6d6c6ed176c6dc8f9db86239c6f3274e661885adce54c0ad1994"


def test_every_quote_is_verbatim(shipped: Briefing) -> None:
    seed = SEED.read_bytes().decode("utf-8")

    for fact in shipped.sheet.facts:
        citations = shipped.citations[fact.id]
        assert [citation.text for citation in citations] == [quote.text for quote in fact.quotes]
        assert all(seed[one.start : one.end] == one.text for one in citations)
        assert all(seed.count("\n", 0, one.start) + 1 == one.line for one in citations)


def test_no_sentence_of_the_seed_is_left_out(shipped: Briefing) -> None:
    uncovered = [one for source in shipped.documents for one in covered(shipped, source).uncovered]

    missing = [f"line {one.span.line}: {one.text}" for one in uncovered if one.text not in NOTHING_SAID]

    assert not missing, "no quote covers\n" + "\n".join(missing)


def test_the_sheet_is_as_rich_as_promised(shipped: Briefing) -> None:
    assert len(shipped.facts) >= 60
    assert len(shipped.open_questions) >= 30
    assert all(fact.said_by for fact in shipped.sheet.facts if fact.kind in {"claim", "opinion"})


def test_a_curator_can_read_the_sheet(shipped: Briefing) -> None:
    lines = [line for file in KNOWLEDGE.glob("*.yaml") for line in file.read_text("utf-8").splitlines()]
    ways = {entry.id: entry.also for entry in entries(shipped)}

    crowded = [name for name, also in ways.items() if len(also) > MOST_WAYS]

    assert not crowded
    assert len(lines) <= MOST_LINES


def test_no_answer_says_yes_or_no(shipped: Briefing) -> None:
    assert list(verdicts(shipped)) == []


def test_no_learned_way_stands_in_the_sheet_as_well(shipped: Briefing) -> None:
    sheet = shipped.sheet

    twice = [
        way for entry in entries(shipped) for way in sheet.learned.get(entry.id, ()) if way in entry.phrasings
    ]

    assert not twice


def test_the_golden_questions_exist_and_lead_to_what_exists(shipped: Briefing) -> None:
    questions, _ = golden_questions(ROOT / "knowledge", shipped)

    assert len(questions) >= 150
    assert any(not question.answerable for question in questions)
    assert len({question.ask.casefold() for question in questions}) == len(questions)
