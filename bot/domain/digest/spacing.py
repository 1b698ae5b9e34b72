"""Which of several facts comes next, so that topics take turns and related facts do not crowd."""

from collections import Counter
from collections.abc import Sequence

from bot.domain.sheet import Fact


def is_related(one: Fact, other: Fact) -> bool:
    return one.id in other.related or other.id in one.related


def spaced(candidates: Sequence[Fact], facts: Sequence[Fact], recent: Sequence[Fact]) -> Fact:
    """One of the candidates, seen that `recent` facts (newest first) were shown before it.

    Not yesterday's topic; the topic that more than half of the candidates share, as it would have to repeat
    itself in the end; nothing related to the last days; then the topic that is furthest behind its share;
    then the order of the sheet.
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
