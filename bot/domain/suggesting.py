"""The facts offered beside an answer or instead of one: what a person may have meant."""

from dataclasses import dataclass
from typing import assert_never

from bot.domain.answering import Answer, Chat, Found, Unknown, Unsure
from bot.domain.briefing import Briefing
from bot.domain.sheet import Fact, OpenQuestion
from bot.matching.results import Match


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A fact that comes near, with the score its match reached (0 when a curator named it)."""

    fact: Fact
    score: float


def suggestions(answer: Answer, briefing: Briefing) -> tuple[Suggestion, ...]:
    """An unsure answer's choices, what a known open question points to, or else what came nearest."""
    match answer:
        case Found() | Chat():
            return ()
        case Unsure(choices=choices):
            return _near(choices, briefing)
        case Unknown(open_question=asked, nearest=nearest):
            return _pointed_to(asked, nearest, briefing) if asked else _near(nearest, briefing)
        case _:
            assert_never(answer)


def instead(question: OpenQuestion, briefing: Briefing) -> tuple[Fact, ...]:
    """What the briefing does say, where it leaves a question open."""
    return tuple(briefing.facts[name] for name in question.see if name in briefing.facts)


def _near(matches: tuple[Match, ...], briefing: Briefing) -> tuple[Suggestion, ...]:
    facts = briefing.facts
    return tuple(Suggestion(facts[match.id], match.confidence) for match in matches if match.id in facts)


def _pointed_to(asked: str, nearest: tuple[Match, ...], briefing: Briefing) -> tuple[Suggestion, ...]:
    scores = {match.id: match.confidence for match in nearest}
    facts = instead(briefing.open_questions[asked], briefing)
    return tuple(Suggestion(fact, scores.get(fact.id, 0.0)) for fact in facts)
