"""Right or silent: a ranking becomes an answer only when it passes every gate."""

from collections.abc import Container
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
    """Two or three facts might be meant; the person may choose."""

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
    """Scores are 0 to 100; where the numbers come from is told in docs/matching.md."""

    answer: float = 60.0
    offer: float = 35.0
    margin: float = 3.0
    choices: int = 3


def decide(ranking: Ranking, open_questions: Container[str], thresholds: Thresholds) -> Answer:
    """Total: every ranking, also an empty one, becomes exactly one answer."""
    matches = ranking.matches
    if not matches or matches[0].score < thresholds.offer:
        return Unknown(score=matches[0].score if matches else 0.0)
    if matches[0].id in open_questions:
        return Unknown(open_question=matches[0].id, score=matches[0].score)
    if matches[0].score < thresholds.answer:
        return Unsure(choices=tuple(m for m in matches if m.id not in open_questions)[: thresholds.choices])
    return Found(best=matches[0])
