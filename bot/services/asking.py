"""Asks one question of one snapshot; the id of a fact or an open question is a question as well."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import perf_counter

from bot.domain.answering import Answer, Chat, Found, Unknown, decide, entry_of, is_settled
from bot.domain.compound import arrange, beside, cautious, doubted
from bot.domain.sheet import Fact, OpenQuestion
from bot.domain.suggesting import suggestions
from bot.matching.analysis import bare, plain, words
from bot.matching.results import Match, Ranking
from bot.matching.splitting import QuestionSplitter, points
from bot.services.searching import FoundPassage
from bot.services.snapshot import Snapshot

_CANDIDATES = 6  # enough for three choices even when open questions stand among them
# Below this score a message that seems settled is asked again, too: its talk may pass for the question.
_CLEAR = 80.0
# What is found without the talk has this share of the whole message's best score, else that was no talk.
_SHARE = 0.15
CERTAIN = 100.0  # the score of what was named by its id
LONGEST_QUESTION = 1_000  # characters; a longer text is no question, and would only keep the others waiting


@dataclass(frozen=True, slots=True)
class Reply:
    """A question, its answer and the snapshot that gave it: everything a face needs to show it.

    `more` holds the further questions of the same message, each with its own answer, in the order of asking;
    `passages` are shown where no fact answers, and are no answer; `understood` is the sheet's own question
    that an elliptical one was taken for.
    """

    question: str
    answer: Answer
    ranking: Ranking
    snapshot: Snapshot
    elapsed_ms: float
    more: tuple["Reply", ...] = ()
    passages: tuple[FoundPassage, ...] = ()
    understood: str | None = None


def ask(snapshot: Snapshot, question: str) -> Reply:
    """Answer from this snapshot alone; a text too long for a question is answered as unknown.

    The id of a fact or an open question names it, in upper or lower case. People wrap a question in small
    talk: a message that settles nothing clearly as a whole is asked again without it.
    """
    started = perf_counter()
    named = choose(snapshot, question)
    if named is not None:
        return replace(named, question=question, elapsed_ms=(perf_counter() - started) * 1000)
    if snapshot.smalltalk.covers(question):
        reply = Reply(question, Chat(), Ranking(matches=()), snapshot, elapsed_ms=0.0)
    else:
        whole = _ask_one(snapshot, question)
        parts = _questions(whole)
        reply = _compound(whole, parts) if len(parts) > 1 else whole
    passages = _nearby(reply)
    return replace(reply, passages=passages, elapsed_ms=(perf_counter() - started) * 1000)


def _nearby(reply: Reply) -> tuple[FoundPassage, ...]:
    """The passages to show for a question that the sheet does not know, not even as an open one."""
    snapshot, limit = reply.snapshot, reply.snapshot.thresholds.passages
    unknown = isinstance(reply.answer, Unknown) and reply.answer.open_question is None
    has_some = limit and unknown and not reply.more and len(reply.question) <= LONGEST_QUESTION
    return snapshot.passages.nearby(reply.question, limit) if has_some else ()


def _ask_one(snapshot: Snapshot, question: str) -> Reply:
    started = perf_counter()
    if len(question) > LONGEST_QUESTION:
        ranking = Ranking(matches=())
        answer = _decide(snapshot, ranking)
    else:
        ranking, answer = _answer(snapshot, plain(question))
    return Reply(question, answer, ranking, snapshot, (perf_counter() - started) * 1000)


def _questions(whole: Reply) -> tuple[str, ...]:
    """The parts of a message; a way of asking that stands in the sheet is one question in any case."""
    message, matcher = plain(whole.question), whole.snapshot.matcher
    if len(whole.question) > LONGEST_QUESTION:
        return (message,)
    parts = QuestionSplitter(lambda text: matcher.parse(text).terms).split(message)
    known = len(parts) > 1 and words(message) in [words(best.phrasing) for best in whole.ranking.matches[:1]]
    return (message,) if known else parts


def _compound(whole: Reply, parts: Sequence[str]) -> Reply:
    """The reply to a message that asks several things: the first of them, and the others beside it."""
    snapshot, first = whole.snapshot, parts[0]
    replies = [_ask_one(snapshot, first), *(_ask_after(snapshot, part, first) for part in parts[1:])]
    replies = [replace(reply, answer=cautious(reply.answer)) for reply in replies]
    plan = arrange(whole, replies, snapshot.briefing.retells)
    leading = whole if plan.leading is None else replies[plan.leading]
    further = [replies[at] for at in plan.more]
    told = [entry_of(reply.answer) for reply in (leading, *further)]
    more = tuple(replace(reply, answer=beside(reply.answer, told)) for reply in further)
    return replace(leading, question=whole.question, more=more)


def _ask_after(snapshot: Snapshot, question: str, first: str) -> Reply:
    """Read a question that points back (`when did it open`) with the names of the first one.

    Where that does not help, it counts by itself, provided that it means the same with the first one's words.
    """
    alone = _ask_one(snapshot, question)
    if not points(question):
        return alone
    spoken = dict.fromkeys(bare(word) for word in words(first))
    names = [word for word in spoken if word in snapshot.briefing.names or word.isdecimal()]
    named = _ask_one(snapshot, " ".join((question, *names)))
    if names and is_settled(cautious(named.answer)):
        return replace(named, question=question)
    telling = [term.text for term in snapshot.telling_terms(first)]
    together = _ask_one(snapshot, " ".join((question, *telling)))
    same = entry_of(alone.answer) == entry_of(together.answer)
    return alone if same else replace(alone, answer=doubted(alone.answer))


def _answer(snapshot: Snapshot, question: str) -> tuple[Ranking, Answer]:
    ranking = snapshot.matcher.rank(question, limit=_CANDIDATES)
    answer = _decide(snapshot, ranking)
    if is_settled(answer) and answer.score >= _CLEAR:
        return ranking, answer
    without = snapshot.matcher.without_chatter(question)
    if without == question:
        return ranking, answer
    reranked = snapshot.matcher.rank(without, limit=_CANDIDATES)
    again = _decide(snapshot, reranked)
    return (reranked, again) if is_settled(again) and _speaks_of(ranking, again) else (ranking, answer)


def _speaks_of(whole: Ranking, answer: Answer) -> bool:
    """`I have a fever, can I come` is not about everybody who can come."""
    best = max((match.confidence for match in whole.matches), default=0.0)
    named = (match for match in whole.matches if match.id == entry_of(answer))
    return any(match.confidence >= _SHARE * best for match in named)


def _decide(snapshot: Snapshot, ranking: Ranking) -> Answer:
    briefing = snapshot.briefing
    return decide(ranking, briefing.open_questions, snapshot.thresholds)


def offered(reply: Reply) -> tuple[Fact | OpenQuestion, ...]:
    """The entries that may have been meant, as they are numbered: first an open question, then facts.

    The open question ranked first but was not recognised, because the question says too little or something
    else as well.
    """
    briefing = reply.snapshot.briefing
    facts = tuple(near.fact for near in suggestions(reply.answer, briefing))
    first = next(iter(reply.ranking.matches), None)
    settled = is_settled(reply.answer) or isinstance(reply.answer, Chat)
    if settled or first is None or first.confidence < reply.snapshot.thresholds.offer:
        return facts
    asked = briefing.open_questions.get(first.id)
    return (asked, *facts) if asked else facts


def entry_named(snapshot: Snapshot, typed: str) -> str:
    """The id of the entry that this phrasing belongs to, word for word; otherwise what was typed, as an id.

    Where ids are offered by their questions, people type the question and go on without picking it.
    """
    name = typed.strip().lower()
    briefing = snapshot.briefing
    if name in briefing.entries or name in briefing.withdrawn or len(typed) > LONGEST_QUESTION:
        return name
    best = next(iter(snapshot.matcher.rank(plain(typed), limit=1).matches), None)
    return best.id if best is not None and words(best.phrasing) == words(typed) else name


def choose(snapshot: Snapshot, name: str) -> Reply | None:
    """The fact or open question with this id, in upper or lower case; None when there is none."""
    briefing, name = snapshot.briefing, name.strip().lower()
    entry = briefing.facts.get(name) or briefing.open_questions.get(name)
    if entry is None:
        return None
    best = Match(name, CERTAIN, entry.question)
    answer: Answer = Found(best)
    if name not in briefing.facts:
        answer = Unknown(open_question=name, score=CERTAIN)
    return Reply(entry.question, answer, Ranking(matches=(best,)), snapshot, elapsed_ms=0.0)
