"""Drafts of whole documents, so that a change of drafting shows what it does to them."""

from collections.abc import Iterator
from pathlib import Path

from bot.domain.briefing import Document
from bot.domain.drafting.draft_fact import DraftFact
from bot.domain.drafting.drafting import draft
from tests.snapshots.album import hold

BRIEFINGS = Path(__file__).parents[2] / "small_briefings"


def told(fact: DraftFact) -> Iterator[str]:
    yield f"{fact.id} ({fact.topic}): {fact.question}"
    yield from (f"  also: {way}" for way in fact.also)
    yield f"  answer: {fact.answer}"
    yield from (f"  quote: {quote}" for quote in fact.quotes if quote != fact.answer)
    yield from (
        f"  {label}: {text}" for label, text in (("remark", fact.remark), ("said by", fact.said_by)) if text
    )


def test_a_document_is_drafted_as_it_was() -> None:
    pages = {}
    for file in ("hackathon/seeds/hackathon.md", "trip/seeds/trip.txt"):
        path = BRIEFINGS / file
        drafted = draft(Document(path.stem, file, path.read_text("utf-8")))
        groups = [f"same: {', '.join(group)}" for group in drafted.vocabulary]
        pages[f"{path.stem}.txt"] = "\n".join(
            [*(line for fact in drafted.facts for line in told(fact)), *groups]
        )

    hold("drafts", pages)
