"""Asking: one question against one snapshot."""

from dataclasses import dataclass
from time import perf_counter

from bot.domain.answering import Answer, decide
from bot.domain.matching.match import Ranking
from bot.services.library import Snapshot

_CANDIDATES = 6  # enough for three choices even when open questions stand among them
LONGEST_QUESTION = 1_000  # characters; a longer text is no question, and would only keep the others waiting


@dataclass(frozen=True, slots=True)
class Reply:
    """A question, its answer and the snapshot that gave it; all that any face needs to show it."""

    question: str
    answer: Answer
    ranking: Ranking
    snapshot: Snapshot
    elapsed_ms: float


def ask(snapshot: Snapshot, question: str) -> Reply:
    """Answer from this snapshot alone; a text too long for a question is answered as unknown."""
    started = perf_counter()
    fits = len(question) <= LONGEST_QUESTION
    ranking = snapshot.matcher.rank(question, limit=_CANDIDATES) if fits else Ranking(matches=())
    briefing = snapshot.briefing
    answer = decide(ranking, briefing.open_questions, snapshot.thresholds, briefing.kin)
    return Reply(question, answer, ranking, snapshot, (perf_counter() - started) * 1000)
