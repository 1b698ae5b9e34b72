"""Right or silent: a ranking becomes an answer only when it is surely right and nothing contradicts it."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.matching.results import ConflictKind, Match, Ranking


class Gate(NamedTuple):
    """One condition of an answer: its name, whether it was passed, and the figures behind it.

    `figures` repeats those of the detail, for faces that speak another language.
    """

    name: str
    passed: bool
    detail: str
    figures: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.name}: {self.detail}"


@dataclass(frozen=True, slots=True)
class Found:
    """A fact answers the question."""

    best: Match
    gates: tuple[Gate, ...] = ()

    @property
    def score(self) -> float:
        return self.best.confidence


@dataclass(frozen=True, slots=True)
class Unsure:
    """Some facts might be meant, and the person may choose; no choices when all were offered already."""

    choices: tuple[Match, ...]
    gates: tuple[Gate, ...] = ()

    @property
    def score(self) -> float:
        return self.choices[0].confidence if self.choices else 0.0


@dataclass(frozen=True, slots=True)
class Unknown:
    """The briefing does not say; `open_question` is the curated one that was asked, if any."""

    open_question: str | None = None
    nearest: tuple[Match, ...] = ()
    gates: tuple[Gate, ...] = ()
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Chat:
    """The message is small talk: nothing was asked of the briefing."""

    gates: tuple[Gate, ...] = ()
    score: float = 0.0


Answer = Found | Unsure | Unknown | Chat


def is_settled(answer: Answer) -> bool:
    """Whether a fact answers it, or it is known to be open."""
    return entry_of(answer) is not None


def entry_of(answer: Answer) -> str | None:
    """The fact that answers, or the open question that was met."""
    match answer:
        case Found(best=best):
            return best.id
        case Unknown(open_question=asked):
            return asked
        case _:
            return None


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Confidences are 0 to 100, shares 0 to 1; docs/matching.md tells where the numbers come from.

    From `answer` on a fact is given when nothing contradicts it, from `offer` on it is offered, and the next
    beside it from `beside` on.
    An open question that is more like the question than any fact is recognised from `recognise` on, or from
    `surely` on where a name of the question is strange to it, and with `content` of the question's telling
    words, by weight; one that is likelier by `ahead` than a fact keeps that from being given. So many
    `choices` are offered, and so many `passages` shown where nothing is known.
    """

    answer: float = 70.0
    offer: float = 12.0
    beside: float = 2.0
    recognise: float = 60.0
    surely: float = 85.0
    ahead: float = 10.0
    content: float = 0.4
    choices: int = 3
    passages: int = 2


def decide(ranking: Ranking, open_questions: Container[str], thresholds: Thresholds) -> Answer:
    """Turn any ranking, even an empty one, into exactly one answer."""
    if not ranking.matches and not ranking.alike:
        return Unknown(gates=(Gate("words", passed=False, detail="no word of the question is known"),))
    facts = tuple(match for match in ranking.matches if match.id not in open_questions)
    asked = next((match for match in ranking.matches if match.id in open_questions), None)
    gates = tuple(_gates(facts, asked, thresholds))
    recognised = asked is not None and asked is ranking.matches[0] and _is_recognised(asked, thresholds)
    if facts and not recognised and all(gate.passed for gate in gates):
        return Found(facts[0], gates)
    nearest = _offered(facts, ranking.alike, thresholds.beside)[: thresholds.choices]
    if asked and recognised:
        return Unknown(asked.id, nearest, gates, asked.confidence)
    if ranking.alike or (facts and facts[0].confidence >= thresholds.offer):
        return Unsure(nearest, gates)
    first = (*ranking.matches, *ranking.alike)[0]
    return Unknown(nearest=nearest, gates=gates, score=first.confidence)


def _offered(facts: Sequence[Match], alike: Sequence[Match], beside: float) -> tuple[Match, ...]:
    """Matches of similar meaning first, with what is known of each; then the likeliest fact.

    Further facts are offered only when they may well be meant: anything far off would only waste the reader's
    time.
    """
    known = {match.id: match for match in facts}
    first = {match.id: known.get(match.id, match) for match in alike}
    others = [match for match in facts if match.id not in first]
    return (*first.values(), *others[:1], *(match for match in others[1:] if match.confidence >= beside))


def _is_recognised(asked: Match, thresholds: Thresholds) -> bool:
    strange = any(conflict.kind is ConflictKind.NAME for conflict in asked.conflicts)
    if any(conflict.kind is ConflictKind.FRAGMENT for conflict in asked.conflicts):
        return False
    needed = thresholds.surely if strange else thresholds.recognise
    return asked.confidence >= needed and asked.question_coverage >= thresholds.content


def _gates(facts: Sequence[Match], asked: Match | None, thresholds: Thresholds) -> Iterator[Gate]:
    for best in facts[:1]:
        reached, needed = f"{best.confidence:.0f}", f"{thresholds.answer:.0f}"
        detail = f"{reached}, needed {needed}"
        yield Gate("confidence", best.confidence >= thresholds.answer, detail, (reached, needed))
        yield Gate("conflict", not best.conflicts, ", ".join(map(str, best.conflicts)) or "none")
        if asked:
            ahead = asked.confidence - best.confidence
            reached = f"{asked.confidence:.0f}"
            is_passed = ahead < thresholds.ahead
            yield Gate("open question", is_passed, f"{asked.id} at {reached}", (asked.id, reached))
