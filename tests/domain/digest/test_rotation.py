"""Nobody is shown twice before all were shown once, and nobody waits for ever."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.digest.rotation import Showing, fact_of_the_day, further_facts, is_related
from bot.domain.sheet import Fact, Quote
from bot.sheets.knowledge import load

pytestmark = pytest.mark.slow

FIRST_DAY = date(2025, 4, 9)
KNOWLEDGE = Path(__file__).parents[3] / "knowledge"


def _fact(name: str, topic: str = "t", related: tuple[str, ...] = ()) -> Fact:
    quotes = (Quote(source="paper", text="words"),)
    return Fact(id=name, topic=topic, question=f"{name}?", answer="It is so.", quotes=quotes, related=related)


def _facts(topics: list[str]) -> list[Fact]:
    return [_fact(f"f{number}", topic) for number, topic in enumerate(topics)]


def _show(
    facts: list[Fact], history: list[Showing], further: int = 0, arrivals: dict[str, int] | None = None
) -> Fact:
    """One more day: what is shown goes into the history."""
    turn = fact_of_the_day(facts, history, arrivals or {})
    assert turn is not None
    others = further_facts(facts, turn.fact, history, arrivals or {}, further)
    day = FIRST_DAY + timedelta(days=len(history))
    history.append(Showing(day, (turn.fact.id, *(other.fact.id for other in others))))
    return turn.fact


def _run(facts: list[Fact], days: int) -> list[Fact]:
    history: list[Showing] = []
    return [_show(facts, history) for _ in range(days)]


topics = st.lists(st.sampled_from("abcde"), min_size=1, max_size=25)


@given(topics)
def test_any_run_of_as_many_days_as_there_are_facts_shows_each_once(names: list[str]) -> None:
    facts = _facts(names)

    shown = [fact.id for fact in _run(facts, 3 * len(facts))]

    for start in range(2 * len(facts) + 1):
        assert len(set(shown[start : start + len(facts)])) == len(facts)


@given(topics)
def test_no_topic_comes_on_two_days_running_unless_it_is_more_than_half_of_the_sheet(
    names: list[str],
) -> None:
    facts = _facts(names)
    half = (len(facts) + 1) // 2

    shown = _run(facts, len(facts))

    biggest = max(Counter(names).values())
    doubles = sum(a.topic == b.topic for a, b in pairwise(shown))
    assert doubles == max(0, biggest - (len(facts) - biggest) - 1)
    assert (doubles == 0) == (biggest <= half)


def test_a_big_topic_is_spread_over_the_round_and_small_ones_are_not_used_up_first() -> None:
    facts = _facts(["big"] * 12 + ["one", "two", "three"] * 2)

    shown = [fact.topic for fact in _run(facts, 18)]

    thirds = [shown[start : start + 6].count("big") for start in (0, 6, 12)]
    assert all(3 <= count <= 5 for count in thirds), shown


def test_related_facts_keep_two_days_apart_when_they_can() -> None:
    facts = [
        _fact("kim", "crew", ("kim-age",)),
        _fact("kim-age", "biography"),
        _fact("rocket", "launch", ("site",)),
        _fact("site", "place"),
        _fact("docking", "flight"),
        _fact("stay", "plan"),
    ]

    shown = _run(facts, len(facts))

    close = [pair for gap in (1, 2) for pair in zip(shown, shown[gap:], strict=False)]
    assert not any(is_related(*pair) for pair in close), [fact.id for fact in shown]


def test_an_empty_sheet_has_no_fact_of_the_day() -> None:
    history = [Showing(FIRST_DAY, ("gone",))]

    turn = fact_of_the_day([], history, {})

    assert turn is None


def test_of_two_newcomers_the_one_that_came_first_is_shown_first() -> None:
    old, late, early = (_fact(name) for name in ("old", "late", "early"))
    history = [Showing(FIRST_DAY + timedelta(days=day), ("old",)) for day in range(5)]

    turn = fact_of_the_day([old, late, early], history, {"old": 0, "late": 4, "early": 2})

    assert turn is not None
    assert turn.fact == early


def test_a_newcomer_comes_before_everything_that_was_shown() -> None:
    facts, history = _facts(["a", "b", "c"]), list[Showing]()
    for _ in range(4):
        _show(facts, history)

    shown = [_show([*facts, _fact("new", "d")], history).id for _ in range(5)]

    assert shown == ["new", "f1", "f2", "f0", "new"]


comings_and_goings = st.lists(st.tuples(st.sampled_from("+- "), st.integers(0, 40)), min_size=30, max_size=90)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 12), comings_and_goings)
def test_however_facts_come_and_go_nobody_waits_longer_than_three_rounds(
    size: int, events: list[tuple[str, int]]
) -> None:
    facts, history = _facts(["abc"[n % 3] for n in range(size)]), list[Showing]()
    waiting_since = {fact.id: 0 for fact in facts}
    arrivals = dict(waiting_since)
    largest = size

    for number, (event, at) in enumerate(events * 2):
        if event == "+":
            newcomer = _fact(f"n{number}", "abc"[at % 3])
            facts.insert(at % (len(facts) + 1), newcomer)
            waiting_since[newcomer.id] = arrivals[newcomer.id] = len(history)
        elif event == "-" and len(facts) > 1:
            facts.pop(at % len(facts))
        largest = max(largest, len(facts))
        shown = _show(facts, history, arrivals=arrivals)
        waiting_since[shown.id] = len(history) - 1
        assert max(len(history) - waiting_since[fact.id] for fact in facts) <= 3 * largest


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 12), st.lists(st.tuples(st.booleans(), st.integers(0, 40)), min_size=20, max_size=60))
def test_while_the_sheet_only_grows_nothing_repeats_before_all_were_shown(
    size: int, growth: list[tuple[bool, int]]
) -> None:
    facts, history = _facts(["abc"[n % 3] for n in range(size)]), list[Showing]()

    for number, (grows, at) in enumerate(growth):
        if grows and number % 2:
            facts.insert(at % (len(facts) + 1), _fact(f"n{number}", "abc"[at % 3]))
        before = {showing.facts[0] for showing in history}
        shown = _show(facts, history)
        assert shown.id not in before or all(fact.id in before for fact in facts)


@given(topics, st.integers(0, 3))
def test_further_facts_are_of_other_topics_and_of_each_a_different_one(names: list[str], count: int) -> None:
    facts, history = _facts(names), list[Showing]()
    by_id = {fact.id: fact for fact in facts}

    for _ in range(8):
        _show(facts, history, further=count)

    for showing in history:
        seen = [by_id[fact].topic for fact in showing.facts]
        assert len(set(seen)) == len(seen) == min(1 + count, len(set(names)))


def test_further_facts_go_round_as_well() -> None:
    facts, history = _facts(["a", "b", "c", "d"] * 5), list[Showing]()

    for _ in range(10):
        _show(facts, history, further=2)

    seen = {fact for showing in history for fact in showing.facts}
    assert seen == {fact.id for fact in facts}


def test_who_makes_room_for_another_topic_is_named() -> None:
    facts = [_fact("one", "a"), _fact("two", "a"), _fact("three", "b")]
    history = [Showing(FIRST_DAY, ("one",))]

    turn = fact_of_the_day(facts, history, {})

    assert turn is not None
    assert turn.fact.id == "three"
    assert [fact.id for fact in turn.passed_over] == ["two"]
    assert turn.last_day is None


@pytest.fixture(scope="module")
def sheet() -> list[Fact]:
    return list(load(KNOWLEDGE).sheet.facts)


def test_the_real_sheet_is_shown_whole_before_anything_repeats_and_then_again(sheet: list[Fact]) -> None:
    size = len(sheet)

    shown = [fact.id for fact in _run(sheet, 2 * size)]

    assert len(set(shown[:size])) == len(set(shown[size:])) == size
    assert shown[:size] == shown[size:]


def test_the_real_sheet_never_shows_one_topic_on_two_days_running(sheet: list[Fact]) -> None:
    shown = _run(sheet, len(sheet))

    doubles = [(a.id, b.id) for a, b in pairwise(shown) if a.topic == b.topic]

    assert doubles == []


def test_one_of_two_facts_may_name_the_other() -> None:
    kim, age, rocket = _fact("kim", "crew", ("kim-age",)), _fact("kim-age", "crew"), _fact("rocket", "launch")

    assert is_related(kim, age)
    assert is_related(age, kim)
    assert not is_related(kim, rocket)


def test_the_topic_that_is_furthest_behind_its_share_comes_next() -> None:
    facts = _facts(["big"] * 4 + ["small"] * 2 + ["other"])
    history = [Showing(FIRST_DAY, (facts[4].id,)), Showing(FIRST_DAY + timedelta(days=1), (facts[6].id,))]

    turn = fact_of_the_day(facts, history, {})

    assert turn is not None
    assert turn.fact.topic == "big"
