"""A revision names exactly the entries that came, changed or went."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.domain.briefing import Briefing, fingerprint
from bot.domain.revision import Difference, Part, Revision, compare, revise
from bot.domain.sheet import Markup, Withdrawal

HASHES = st.dictionaries(st.sampled_from("abcdefg"), st.sampled_from("123"))


def with_sheet(briefing: Briefing, **changes: object) -> Briefing:
    sheet = briefing.sheet.model_copy(update=changes)
    return replace(briefing, sheet=sheet, version=fingerprint(sheet, briefing.documents))


def test_entries_are_told_by_their_ids(briefing: Briefing) -> None:
    first, second, *rest = briefing.sheet.facts
    corrected = first.model_copy(update={"also": ("another way",)})
    fresh = second.model_copy(update={"id": "fresh"})

    revision = revise(briefing, with_sheet(briefing, facts=(fresh, *rest, corrected), open_questions=()))

    assert revision.facts == Difference(("fresh",), ("first-lit",), ("lamp-height",))
    assert revision.open_questions == Difference(removed=("architect",))
    assert revision.parts == ()
    assert revision.facts.size == 3
    assert not revision.unchanged


def test_what_was_learned_for_an_entry_belongs_to_it(briefing: Briefing) -> None:
    taught = with_sheet(briefing, learned={"visitors": ("may one go up",), "architect": ("who drew it",)})

    revision = revise(briefing, taught)

    assert revision.facts == Difference(changed=("visitors",))
    assert revision.open_questions == Difference(changed=("architect",))
    assert not revision.unchanged


def test_another_order_is_no_change(briefing: Briefing) -> None:
    turned = with_sheet(briefing, facts=briefing.sheet.facts[::-1])

    revision = revise(briefing, turned)

    assert revision == Revision(briefing.version, briefing.version, 4)
    assert revision.unchanged


def test_what_is_no_entry_is_told_by_its_name(briefing: Briefing) -> None:
    (source,) = briefing.documents
    document = replace(briefing.documents[source], text="Other words.")
    other = with_sheet(briefing, title="Another", vocabulary=(("a", "b"),))

    revision = revise(briefing, replace(other, documents={source: document}))

    assert revision.parts == (Part.TITLE, Part.VOCABULARY, Part.DOCUMENTS)


def test_signs_sources_and_tombstones_are_told_too(briefing: Briefing) -> None:
    sources = {
        name: source.model_copy(update={"title": "A"}) for name, source in briefing.sheet.sources.items()
    }
    gone = (Withdrawal(id="gone", date=date(2024, 6, 1), reason="It moved."),)
    other = with_sheet(briefing, markup=Markup.DISCORD, sources=sources, withdrawn=gone)

    assert revise(briefing, other).parts == (Part.MARKUP, Part.SOURCES, Part.WITHDRAWN)
    assert revise(briefing, other).new_or_changed == frozenset()


def test_a_sheet_never_changes_once_it_is_read(briefing: Briefing) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        briefing.sheet.facts[0].answer = "Another."


@settings(max_examples=80)
@given(HASHES, HASHES)
def test_every_id_is_in_one_list_at_most_and_for_its_reason(
    before: Mapping[str, str], after: Mapping[str, str]
) -> None:
    difference = compare(before, after)

    assert set(difference.added) == after.keys() - before.keys()
    assert set(difference.removed) == before.keys() - after.keys()
    assert set(difference.changed) == {k for k in before.keys() & after.keys() if before[k] != after[k]}
    assert list(difference.added) == [name for name in after if name in difference.added]


@settings(max_examples=80)
@given(HASHES, HASHES)
def test_going_back_removes_what_was_added(before: Mapping[str, str], after: Mapping[str, str]) -> None:
    there, back = compare(before, after), compare(after, before)

    assert (there.added, there.removed) == (back.removed, back.added)
    assert set(there.changed) == set(back.changed)


@settings(max_examples=50)
@given(st.integers(1, 200), st.integers(0, 200), st.integers(0, 100))
def test_the_guard_minds_when_more_than_the_share_is_gone(facts: int, removed: int, percent: int) -> None:
    gone = tuple(f"f{number}" for number in range(min(removed, facts)))

    revision = Revision("a", "b", facts, Difference(removed=gone))

    assert revision.shrinks_by_more_than(percent) is (Fraction(len(gone), facts) > Fraction(percent, 100))


def test_every_word_of_an_entry_counts(briefing: Briefing) -> None:
    fact = briefing.facts["first-lit"]
    changes: dict[str, object] = {
        "also": (),
        "topic": "x",
        "answer": "x",
        "review_by": fact.as_of,
        "related": (),
    }

    others = [each for each in briefing.sheet.facts if each is not fact]
    for key, value in changes.items():
        variant = fact.model_copy(update={key: value})
        assert revise(briefing, with_sheet(briefing, facts=(variant, *others))).facts.changed == (
            "first-lit",
        )


def test_the_guard_also_minds_the_facts_that_answered_lately() -> None:
    revision = Revision("a", "b", 100, Difference(removed=("x", "y")), answered=frozenset({"x", "z", "w"}))

    assert revision.missed == ("x",)
    assert revision.shrinks_by_more_than(20)
    assert not revision.shrinks_by_more_than(34)


def test_a_fact_that_left_a_tombstone_is_not_gone() -> None:
    revision = Revision(
        "a", "b", 2, Difference(removed=("x",)), answered=frozenset({"x"}), withdrawn=frozenset({"x"})
    )

    assert revision.gone == ()
    assert not revision.shrinks_by_more_than(0)


def test_the_very_share_is_still_borne() -> None:
    revision = Revision(
        "a", "b", 5, Difference(removed=("x",)), answered=frozenset({"x", "v", "w", "y", "z"})
    )

    assert not revision.shrinks_by_more_than(20)
    assert revision.shrinks_by_more_than(19.9)
