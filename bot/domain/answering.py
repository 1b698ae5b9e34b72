"""Right or silent: a ranking becomes an answer only when it passes every gate."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from types import MappingProxyType

from bot.matching.results import ConflictKind, Match, Ranking


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
        return self.best.confidence


@dataclass(frozen=True, slots=True)
class Unsure:
    """Up to three facts might be meant; the person may choose."""

    choices: tuple[Match, ...]
    gates: tuple[Gate, ...] = ()

    @property
    def score(self) -> float:
        return self.choices[0].confidence


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


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Scores are 0 to 100, shares 0 to 1; docs/matching.md tells where the numbers come from.

    From `sure` on a fact may be given when it is ahead of every other at all; below that, down to `answer`,
    the clearer its lead must be. Down to `offer`, facts are offered as choices. `content` is the share of
    the question's telling words, by weight, that the fact must have.
    """

    answer: float = 38.0
    sure: float = 85.0
    offer: float = 30.0
    content: float = 0.4
    choices: int = 3


NO_SAME_QUOTE: Mapping[str, Container[str]] = MappingProxyType({})
# A lead smaller than this is none: the two could as well stand the other way round.
_TIE = 0.02
# What a lead makes up for, in log-odds of the score: over any other, and over the nearest open question.
_LEAD, _LEAD_CAP = 3.0, 2.0
_OPEN_LEAD, _OPEN_LEAD_CAP = 0.8, 2.0
# What it costs, in the same measure, that the fact lacks a name of the question (it may be a premise to be
# put right), or that another kind of answer is asked for (a time, a place, a number, a reason).
_DOUBTS = {ConflictKind.NAME: 8.0, ConflictKind.KIND: 3.5}
# So few words are a question only when they say more than this share of a way of asking.
_FRAGMENT_WORDS, _FRAGMENT_SHARE = 2, 0.5


def decide(
    ranking: Ranking,
    open_questions: Container[str],
    thresholds: Thresholds,
    same_quote: Mapping[str, Container[str]] = NO_SAME_QUOTE,
) -> Answer:
    """Total: every ranking, also an empty one, becomes exactly one answer.

    `same_quote` has, for a fact, those that quote mostly the same words: either answers as well as the other,
    so none of them need be ahead of another.
    """
    if not ranking.matches:
        return Unknown(gates=(Gate("words", passed=False, detail="no word of the question is known"),))
    best = ranking.matches[0]
    facts = tuple(match for match in ranking.matches if match.id not in open_questions)
    gates = tuple(_gates(ranking, open_questions, thresholds, same_quote))
    if best.id in open_questions:
        return _open(ranking, facts, gates, thresholds)
    if all(gate.passed for gate in gates):
        return Found(best, gates)
    if best.confidence >= thresholds.offer:
        return Unsure(_choices(facts, thresholds), gates)
    return Unknown(nearest=facts[: thresholds.choices], gates=gates, score=best.confidence)


def _open(
    ranking: Ranking, facts: tuple[Match, ...], gates: tuple[Gate, ...], thresholds: Thresholds
) -> Unknown:
    """To be recognised an open question needs the score and words of a fact; more where it lacks a name."""
    best = ranking.matches[0]
    strange = any(conflict.kind is ConflictKind.NAME for conflict in best.conflicts)
    needed = thresholds.sure if strange else thresholds.answer
    has_words = best.question_coverage >= thresholds.content and (ranking.telling > 0 or _is_whole(best))
    recognised = best.confidence >= needed and has_words
    nearest = facts[: thresholds.choices]
    return Unknown(best.id if recognised else None, nearest, gates, best.confidence)


def _choices(facts: tuple[Match, ...], thresholds: Thresholds) -> tuple[Match, ...]:
    """The best fact, and those behind it that would be worth offering by themselves."""
    worth = (match for match in facts[1:] if match.confidence >= thresholds.offer)
    return (facts[0], *worth)[: thresholds.choices]


def _gates(
    ranking: Ranking,
    open_questions: Container[str],
    thresholds: Thresholds,
    same_quote: Mapping[str, Container[str]],
) -> Iterator[Gate]:
    best = ranking.matches[0]
    others = [match for match in ranking.matches[1:] if match.id not in same_quote.get(best.id, ())]
    lead = _lead(best, others, _LEAD_CAP)
    open_lead = _lead(best, [match for match in others if match.id in open_questions], _OPEN_LEAD_CAP)
    ahead, needed = _LEAD * lead + _OPEN_LEAD * open_lead, _doubt(best, thresholds)
    contradicted = [str(conflict) for conflict in best.conflicts if conflict.kind not in _DOUBTS]
    score, content = best.confidence, best.question_coverage
    yield Gate("score", score >= thresholds.answer, f"{score:.0f}, needed {thresholds.answer:.0f}")
    yield Gate("content", content >= thresholds.content, f"has {content:.0%} of the telling words")
    yield Gate("margin", lead >= _TIE and ahead >= needed, f"ahead by {ahead:.2f}, needed {needed:.2f}")
    yield Gate("clash", not contradicted, ", ".join(contradicted) or "none")
    tells = ranking.telling > 0 and len(ranking.words) > _FRAGMENT_WORDS
    yield Gate("whole", tells or _is_whole(best), f"says {best.phrasing_coverage:.0%} of the phrasing")


def _is_whole(best: Match) -> bool:
    """Whether the question says most of a way of asking; then it may be short, and of small words alone."""
    return best.phrasing_coverage > _FRAGMENT_SHARE


def _lead(best: Match, others: Sequence[Match], cap: float) -> float:
    """How far the best match is ahead of the next of the others; the cap when there is none."""
    return min(best.rank_score - others[0].rank_score, cap) if others else cap


def _doubt(best: Match, thresholds: Thresholds) -> float:
    """What the score lacks to `sure`, in log-odds, and what unknown names add to it."""
    kinds = {conflict.kind for conflict in best.conflicts}
    lacking = _log_odds(thresholds.sure) - _log_odds(best.confidence)
    return max(0.0, lacking + sum(_DOUBTS.get(kind, 0.0) for kind in kinds))


def _log_odds(score: float) -> float:
    share = min(max(score / 100, 0.001), 0.999)
    return log(share / (1 - share))
