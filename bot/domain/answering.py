"""Right or silent: a ranking becomes an answer only when it passes every gate."""

from collections.abc import Container, Iterator
from dataclasses import dataclass

from bot.domain.matching.match import Match, Ranking


@dataclass(frozen=True, slots=True)
class Gate:
    """One condition of an answer: its name, whether it was passed, and the figures behind that."""

    name: str
    passed: bool
    detail: str


@dataclass(frozen=True, slots=True)
class Found:
    """A fact answers the question."""

    best: Match
    gates: tuple[Gate, ...] = ()

    @property
    def score(self) -> float:
        return self.best.score


@dataclass(frozen=True, slots=True)
class Unsure:
    """Up to three facts might be meant; the person may choose."""

    choices: tuple[Match, ...]
    gates: tuple[Gate, ...] = ()

    @property
    def score(self) -> float:
        return self.choices[0].score


@dataclass(frozen=True, slots=True)
class Unknown:
    """The briefing does not say; `open_question` is the curated one that was asked, if any."""

    open_question: str | None = None
    nearest: tuple[Match, ...] = ()
    gates: tuple[Gate, ...] = ()
    score: float = 0.0


Answer = Found | Unsure | Unknown


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Scores are 0 to 100, shares and leads 0 to 1; docs/matching.md tells where the numbers come from.

    From `answer` on a fact may be given when it leads the runner-up by `margin`; from `sure` on, when it
    leads at all. Below that, down to `offer`, facts are offered as choices. `content` is the share of the
    question's telling words, by weight, that the fact must have.
    """

    answer: float = 45.0
    sure: float = 60.0
    offer: float = 30.0
    content: float = 0.4
    margin: float = 0.5
    choices: int = 3


# A lead smaller than this is none: the two could as well stand the other way round.
_TIE = 0.02


def decide(ranking: Ranking, open_questions: Container[str], thresholds: Thresholds) -> Answer:
    """Total: every ranking, also an empty one, becomes exactly one answer."""
    if not ranking.matches:
        return Unknown(gates=(Gate("words", passed=False, detail="no word of the question is known"),))
    best = ranking.matches[0]
    facts = tuple(match for match in ranking.matches if match.id not in open_questions)
    gates = tuple(_gates(ranking, thresholds))
    if best.id in open_questions:
        return _open(best, facts, gates, thresholds)
    if all(gate.passed for gate in gates):
        return Found(best, gates)
    if best.score >= thresholds.offer:
        return Unsure(_choices(facts, thresholds), gates)
    return Unknown(nearest=facts[: thresholds.choices], gates=gates, score=best.score)


def _open(best: Match, facts: tuple[Match, ...], gates: tuple[Gate, ...], thresholds: Thresholds) -> Unknown:
    """A known open question is only recognised when it scores as a fact would have to; else nothing is."""
    recognised = best.score >= thresholds.answer and best.content >= thresholds.content
    nearest = facts[: thresholds.choices]
    return Unknown(best.id if recognised else None, nearest, gates, best.score)


def _choices(facts: tuple[Match, ...], thresholds: Thresholds) -> tuple[Match, ...]:
    """The best fact, and those behind it that would be worth offering by themselves."""
    worth = (match for match in facts[1:] if match.score >= thresholds.offer)
    return (facts[0], *worth)[: thresholds.choices]


def _gates(ranking: Ranking, thresholds: Thresholds) -> Iterator[Gate]:
    best = ranking.matches[0]
    lead = ranking.lead
    needed = _needed_lead(best.score, thresholds)
    yield Gate("score", best.score >= thresholds.answer, f"{best.score:.0f}, needed {thresholds.answer:.0f}")
    yield Gate(
        "content", best.content >= thresholds.content, f"{best.content:.0%} of the telling words known"
    )
    yield Gate("margin", lead >= needed, f"leads by {lead:.2f}, needed {needed:.2f}")
    yield Gate("clash", not best.clashes, ", ".join(best.clashes) or "none")


def _needed_lead(score: float, thresholds: Thresholds) -> float:
    """The less sure the score, the clearer the lead: from `margin` at `answer` down to a mere lead at `sure`."""
    doubt = (thresholds.sure - score) / max(thresholds.sure - thresholds.answer, 1e-9)
    return max(_TIE, thresholds.margin * min(doubt, 1.0))
