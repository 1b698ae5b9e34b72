"""Whose turn it is: the fact that has waited longest, so that none repeats before all were shown.

Waiting is counted in digests. A fact that was never shown starts with a lead of two rounds of the sheet, so
it comes before every fact that was; but a fact that has waited through that lead goes first. So newcomers
never starve the others: no fact waits longer than three rounds. Equals, as all facts of a new sheet, are
spaced out by topic.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.sheet import Fact

LEAD_ROUNDS = 2


@dataclass(frozen=True, slots=True)
class Showing:
    """The facts of one posted digest: the fact of the day first, then the further ones."""

    day: date
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """A fact to show; `last_day` is when it was last shown, `passed_over` the facts that made room."""

    fact: Fact
    last_day: date | None = None
    passed_over: tuple[Fact, ...] = ()


def fact_of_the_day(
    facts: Sequence[Fact], history: Sequence[Showing], arrivals: Mapping[str, int]
) -> Turn | None:
    """The next fact; `arrivals` says with which digest (counted from 0) a fact came into the sheet."""
    if not facts:
        return None
    last = {showing.facts[0]: at for at, showing in enumerate(history) if showing.facts}
    waits = _waits(facts, last, arrivals, now=len(history))
    longest = max(waits.values())
    candidates = [fact for fact in facts if waits[fact.id] == longest]
    chosen = _spaced(candidates, facts, _recent(facts, history))
    return Turn(chosen, _day_of(chosen, last, history), tuple(candidates[: candidates.index(chosen)]))


def further_facts(
    facts: Sequence[Fact],
    of_the_day: Fact,
    history: Sequence[Showing],
    arrivals: Mapping[str, int],
    count: int,
) -> tuple[Turn, ...]:
    """Facts of other topics, one for each, that have not been in any digest for longest."""
    last = {fact: at for at, showing in enumerate(history) for fact in showing.facts}
    waits = _waits(facts, last, arrivals, now=len(history))
    chosen = [of_the_day]
    for fact in sorted(facts, key=lambda fact: -waits[fact.id]):
        if len(chosen) <= count and _fits(fact, chosen):
            chosen.append(fact)
    return tuple(Turn(fact, _day_of(fact, last, history)) for fact in chosen[1:])


def _spaced(candidates: Sequence[Fact], facts: Sequence[Fact], recent: Sequence[Fact]) -> Fact:
    """Choose among equals, given the `recent` facts that were shown before, newest first.

    Avoid yesterday's topic; prefer a topic that more than half of the candidates share, as it would have to
    repeat itself in the end; avoid facts related to the last days'; then take the topic that is furthest
    behind its share; then the order of the sheet.
    """
    waiting = Counter(fact.topic for fact in candidates)
    sizes = Counter(fact.topic for fact in facts)

    def inconvenience(fact: Fact) -> tuple[bool, bool, bool, float]:
        topic = fact.topic
        repeats = bool(recent) and topic == recent[0].topic
        prevails = 2 * waiting[topic] > len(candidates)
        return (
            repeats and not prevails,
            repeats or not prevails,
            any(is_related(fact, other) for other in recent),
            (sizes[topic] - waiting[topic] + 0.5) / sizes[topic],
        )

    return min(candidates, key=inconvenience)


def _waits(
    facts: Sequence[Fact], last: Mapping[str, int], arrivals: Mapping[str, int], now: int
) -> dict[str, int]:
    lead = LEAD_ROUNDS * len(facts)
    return {
        fact.id: now - last[fact.id] if fact.id in last else now - arrivals.get(fact.id, now) + lead
        for fact in facts
    }


def _recent(facts: Sequence[Fact], history: Sequence[Showing]) -> tuple[Fact, ...]:
    """The last facts of the day that the sheet still has, newest first."""
    known = {fact.id: fact for fact in facts}
    shown = (showing.facts[0] for showing in reversed(history[-2:]) if showing.facts)
    return tuple(known[fact] for fact in shown if fact in known)


def is_related(one: Fact, other: Fact) -> bool:
    return one.id in other.related or other.id in one.related


def _fits(fact: Fact, chosen: Sequence[Fact]) -> bool:
    return all(fact.topic != other.topic and not is_related(fact, other) for other in chosen)


def _day_of(fact: Fact, last: Mapping[str, int], history: Sequence[Showing]) -> date | None:
    return history[last[fact.id]].day if fact.id in last else None
