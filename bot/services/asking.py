"""Asking: one question against one snapshot; a fact or an open question may also be named by its id."""

from dataclasses import dataclass
from time import perf_counter

from bot.domain.answering import Answer, Found, Unknown, decide
from bot.matching.results import Match, Ranking
from bot.services.snapshot import Snapshot

_CANDIDATES = 6  # enough for three choices even when open questions stand among them
# Below this score a message that seems settled is asked again, too: its talk may pass for the question.
_CLEAR = 80.0
CERTAIN = 100.0  # the score of what was named by its id
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
    """Answer from this snapshot alone; a text too long for a question is answered as unknown.

    People wrap a question in talk: a message that as a whole settles nothing clearly is asked again without.
    """
    started = perf_counter()
    if len(question) > LONGEST_QUESTION:
        ranking = Ranking(matches=())
        answer = _decide(snapshot, ranking)
    else:
        ranking, answer = _answer(snapshot, question)
    return Reply(question, answer, ranking, snapshot, (perf_counter() - started) * 1000)


def _answer(snapshot: Snapshot, question: str) -> tuple[Ranking, Answer]:
    ranking = snapshot.matcher.rank(question, limit=_CANDIDATES)
    answer = _decide(snapshot, ranking)
    if _settled(answer) and answer.score >= _CLEAR:
        return ranking, answer
    plain = snapshot.matcher.without_chatter(question)
    if plain == question:
        return ranking, answer
    reranked = snapshot.matcher.rank(plain, limit=_CANDIDATES)
    again = _decide(snapshot, reranked)
    return (reranked, again) if _settled(again) else (ranking, answer)


def _decide(snapshot: Snapshot, ranking: Ranking) -> Answer:
    briefing = snapshot.briefing
    return decide(ranking, briefing.open_questions, snapshot.thresholds, briefing.same_quote)


def _settled(answer: Answer) -> bool:
    """A fact answers it, or it is known to be open."""
    return isinstance(answer, Found) or (isinstance(answer, Unknown) and answer.open_question is not None)


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
