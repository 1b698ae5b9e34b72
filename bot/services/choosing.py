"""Choosing: a fact or an open question named by its id instead of asked for."""

from bot.domain.answering import Answer, Found, Unknown
from bot.matching.match import Match, Ranking
from bot.services.asking import Reply
from bot.services.library import Snapshot

CERTAIN = 100.0


def choose(snapshot: Snapshot, name: str) -> Reply | None:
    """The very fact or open question with this id; None when there is none."""
    briefing = snapshot.briefing
    entry = briefing.facts.get(name) or briefing.open_questions.get(name)
    if entry is None:
        return None
    best = Match(name, CERTAIN, entry.question)
    answer: Answer = Found(best)
    if name not in briefing.facts:
        answer = Unknown(open_question=name, score=CERTAIN)
    return Reply(entry.question, answer, Ranking(matches=(best,)), snapshot, elapsed_ms=0.0)
