"""The figures of merit, from what an engine answered to each question."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from bench.collections.collection import Asked
from bench.engines.engine import Hit

FALSE_ANSWERS = 0.05


@dataclass(frozen=True, slots=True)
class Outcome:
    """A question and what came back, best first."""

    asked: Asked
    hits: Sequence[Hit]

    @property
    def score(self) -> float:
        return self.hits[0].score if self.hits else 0.0

    def right_within(self, limit: int) -> bool:
        return any(hit.id in self.asked.right for hit in self.hits[:limit])


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares in per cent; AUROC from 0.5 (a coin) to 1."""

    hit_at_1: float
    hit_at_5: float
    auroc: float
    auroc_near: float
    answered_right: float
    answered_wrong: float

    def as_dict(self) -> dict[str, float]:
        return {name: round(value, 3) for name, value in asdict(self).items()}


def figures(outcomes: Sequence[Outcome]) -> Figures:
    """All figures of one engine over one collection."""
    inside = [outcome for outcome in outcomes if outcome.asked.answerable]
    outside = [outcome for outcome in outcomes if not outcome.asked.answerable]
    near = [outcome for outcome in outside if outcome.asked.kind == "near"]
    right = [outcome for outcome in inside if outcome.right_within(1)]
    bar = threshold([outcome.score for outcome in outside])
    answered = [outcome for outcome in inside if outcome.score > bar]
    answered_right = sum(outcome.right_within(1) for outcome in answered)
    return Figures(
        hit_at_1=percent(len(right), len(inside)),
        hit_at_5=percent(sum(outcome.right_within(5) for outcome in inside), len(inside)),
        auroc=auroc(_scores(right), _scores(outside)),
        auroc_near=auroc(_scores(right), _scores(near)),
        answered_right=percent(answered_right, len(inside)),
        answered_wrong=percent(len(answered) - answered_right, len(inside)),
    )


def threshold(outside: Sequence[float]) -> float:
    """The score above which at most one in twenty unanswerable questions gets an answer."""
    allowed = int(FALSE_ANSWERS * len(outside))
    return sorted(outside, reverse=True)[allowed] if outside else 0.0


def auroc(inside: Sequence[float], outside: Sequence[float]) -> float:
    """How often a right answer outscores an unanswerable question; ties count half."""
    if not inside or not outside:
        return 0.5
    wins = sum((a > b) + (a == b) / 2 for a in inside for b in outside)
    return wins / (len(inside) * len(outside))


def percent(part: float, whole: float) -> float:
    return 100 * part / whole if whole else 0.0


def _scores(outcomes: Iterable[Outcome]) -> list[float]:
    return [outcome.score for outcome in outcomes]
