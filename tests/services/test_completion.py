"""Completing what a person has begun to type."""

from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.briefing import Briefing
from bot.domain.sheet import FactSheet
from bot.matching.analysis import words
from bot.services import completion
from bot.services.completion import MOST, Completions
from bot.services.snapshot import Snapshot, snapshot_of
from tests.each_row import each_row

ALL = ["first-lit", "lamp-height", "never-missed", "visitors", "architect"]


def ids(snapshot: Snapshot, typed: str) -> list[str]:
    return [completion.id for completion in Completions(snapshot.briefing).of(typed)]


@each_row("typed", ["", "   ", "?!"])
def test_without_a_word_everything_is_offered_in_the_order_of_the_sheet(
    snapshot: Snapshot, typed: str
) -> None:
    assert ids(snapshot, typed) == ALL


def test_every_word_must_be_there_and_the_last_one_may_be_unfinished(snapshot: Snapshot) -> None:
    cases: list[tuple[str, list[str]]] = [
        ("l", ["first-lit", "lamp-height", "architect"]),
        ("LIGHTH", ["first-lit", "architect"]),
        ("lighthouse fir", ["first-lit"]),
        ("fir lighthouse", ["first-lit"]),
        ("lamp-h", ["lamp-height"]),
        ("zebra", []),
        ("lighthouse zebra", []),
        ("lighthouse zebra fir", []),
    ]

    missed = [(typed, wanted, got) for typed, wanted in cases if (got := ids(snapshot, typed)) != wanted]

    assert missed == []


def test_what_means_something_near_comes_after_what_goes_on_so(snapshot: Snapshot) -> None:
    offered = snapshot.complete("how tall is the lamp")

    assert offered[0].id == "lamp-height"


def test_another_sheet_is_completed_from_itself(snapshot: Snapshot, briefing: Briefing) -> None:
    snapshot.complete("")
    fewer = FactSheet.model_construct(**{**dict(briefing.sheet), "facts": briefing.sheet.facts[:1]})
    other = snapshot_of(Briefing(fewer, briefing.documents, briefing.citations, "other"), before=snapshot)

    assert [completion.id for completion in other.complete("")] == ["first-lit", "architect"]
    assert [completion.id for completion in other.complete("lighth")] == ["first-lit", "architect"]
    assert [completion.id for completion in snapshot.complete("")] == ALL


def test_who_types_after_it_is_prepared_waits_for_no_index(
    briefing: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = snapshot_of(briefing)
    first.prepare()
    changed = briefing.sheet.facts[0].model_copy(update={"question": "When was the lantern lit?"})
    sheet = briefing.sheet.model_copy(update={"facts": (changed, *briefing.sheet.facts[1:])})
    taken_apart = list[str]()

    def noted(text: str) -> list[str]:
        taken_apart.append(text)
        return words(text)

    monkeypatch.setattr(completion, "words", noted)
    second = snapshot_of(Briefing(sheet, briefing.documents, briefing.citations, "other"), before=first)
    second.prepare()
    anew = set(taken_apart)
    taken_apart.clear()

    offered = [snapshot.complete("lit")[0].question for snapshot in (first, second)]

    assert anew == {"When was the lantern lit?", "first-lit"}
    assert taken_apart == ["lit", "lit"]
    assert offered == [briefing.sheet.facts[0].question, "When was the lantern lit?"]


@given(typed=st.text(max_size=300))
@settings(max_examples=50, deadline=None)
def test_any_text_gets_at_most_twenty_five_each_once(snapshot: Snapshot, typed: str) -> None:
    offered = snapshot.complete(typed)

    assert len(offered) <= MOST
    assert len({completion.id for completion in offered}) == len(offered)


def test_the_index_finds_what_a_look_at_every_question_finds(snapshot: Snapshot) -> None:
    questions = {fact.id: f"{fact.question} {fact.id}".lower() for fact in snapshot.briefing.sheet.facts}

    for word in ("la", "the", "open", "night", "4"):
        slowly = [name for name, text in questions.items() if any(w.startswith(word) for w in text.split())]
        quickly = [name for name in islice(ids(snapshot, word), 100) if name in questions]
        assert set(slowly) <= set(quickly)
