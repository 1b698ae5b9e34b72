"""Follow-ups: an elliptical question (`and where?`, `how much is it?`) read with the fact shown before it.

Only what settles nothing by itself is read so, and only what all readings agree on is an answer.
"""

import re
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import Final, TypeVar

from bot.domain.answering import decide, entry_of, is_settled
from bot.domain.compound import CLEAR
from bot.domain.sheet import Fact
from bot.matching.analysis import plain, spoken, words
from bot.matching.splitting import points
from bot.services.asking import Reply
from bot.services.snapshot import Snapshot

MOST_WORDS: Final = 10
MOST_CONTEXT: Final = 5  # words of the fact's question that are tried
NEAR: Final = 10
ALL: Final = 0.99
SHARED: Final = 0.5  # of what the question and the fact's own say together, by weight
MOST_PEOPLE: Final = 10_000
SECONDS: Final = 300.0
_AND: Final = r"(?:(?:and|but|so|or|then|ok|okay|also)\b\W*)"
_ASKING: Final = (
    r"who|whom|whose|what|when|where|why|which|since\s+when|until\s+when|"
    r"how(?:\s+(?:much|many|long|often|big|far|old|high|late|early|deep|tall))?"
)
# `and where?`, `how much is it`, `who was that`: nothing but the kind of answer that is wanted.
_BARE: Final = re.compile(
    rf"\W*{_AND}*(?P<asking>{_ASKING})(?:['’]s|\s+(?:is|are|was|were|do|does|did|will|would))?"
    r"(?:\s+(?:it|he|she|they|that|this|those|these|there))?"
    r"(?:\s+(?:from|for|to|with|by|at|on|in|be|cost|happen))?\W*",
    re.IGNORECASE,
)
_HEAD: Final = re.compile(rf"\W*(?:in\s+|on\s+|at\s+|by\s+)?(?:{_ASKING})\b", re.IGNORECASE)
_GOES_ON: Final = re.compile(rf"\W*(?:{_AND}|(?:what|how)\s+about\b)", re.IGNORECASE)
_BETWEEN_US: Final = frozenset(
    ("i", "me", "my", "mine", "we", "us", "our", "you", "your", "yours", "u", "ur")
)
# In these `there` points nowhere.
_GREETING: Final = re.compile(r"\W*(?:hi+|hey+|hello+|hiya|howdy|yo)\W+there\b\W*", re.IGNORECASE)
_FRAGMENT: Final = 5
_ORDINALS: Final = ("first", "second", "third", "fourth", "fifth")
# `2`, `#2`, `number 2`, `the 2nd one`, `the second`, `second one please`
_PICKED: Final = re.compile(
    r"\W*(?:(?:number|option)?\s*(?P<number>[1-9])"
    rf"|(?:the\s+)?(?:(?P<nth>[1-9])(?:st|nd|rd|th)|(?P<ordinal>{'|'.join(_ORDINALS)}))(?:\s+(?:one|option))?)"
    r"(?:\W+please)?\W*",
    re.ASCII | re.IGNORECASE,
)
_Place = tuple[int, int | None]
_Told = TypeVar("_Told")


def follow_up(alone: Reply, shown: str) -> Reply:
    """Read a question with the fact that was shown before it; the plain reply where that is unsure.

    What no other fact tells may be told by the fact shown.
    """
    started = perf_counter()
    snapshot, question = alone.snapshot, plain(alone.question)
    fact = snapshot.briefing.facts.get(shown)
    if fact is None or not goes_on(alone):
        return alone
    read = dict(_readings(snapshot, question, fact))
    found = {entry: reply for entry, reply in read.items() if entry != shown} or read
    if len(found) != 1:
        return alone
    (entry, reply) = found.popitem()
    elapsed = alone.elapsed_ms + (perf_counter() - started) * 1000
    understood = snapshot.briefing.entries[entry].question
    return replace(reply, question=alone.question, understood=understood, elapsed_ms=elapsed)


def goes_on(alone: Reply) -> bool:
    """Whether a reply leaves so much open that the question may go on from what was shown before."""
    unsettled = not alone.more and not is_settled(alone.answer)
    return unsettled and is_elliptical(alone.snapshot, plain(alone.question))


def is_elliptical(snapshot: Snapshot, question: str) -> bool:
    """Whether a question says too little by itself: a bare question word, a pronoun, a mere continuation."""
    said = spoken(question)
    if len(said) > MOST_WORDS or not _BETWEEN_US.isdisjoint(said) or _GREETING.fullmatch(question):
        return False
    if not all(term.known for term in snapshot.telling_terms(question)):
        return False
    if points(question) or _BARE.fullmatch(question):
        return True
    if len(said) > _FRAGMENT or not _GOES_ON.match(question):
        return False
    asks = "?" in question and bool(
        words(_GOES_ON.sub("", question, count=1))
    )  # `and without?`, but not `ok?`
    return asks or not snapshot.smalltalk.covers(question)  # `ok then` asks nothing


def _readings(snapshot: Snapshot, question: str, fact: Fact) -> Iterator[tuple[str, Reply]]:
    """The clear answers to the question with the words of the fact's own, all together and one by one."""
    bare = _BARE.fullmatch(question)
    context = [term.text for term in snapshot.telling_terms(fact.question)][:MOST_CONTEXT]
    together = _read(snapshot, " ".join((question, *context)))
    near = {match.id for match in together.ranking.matches if match.question_coverage >= SHARED}
    if near <= {fact.id}:
        return
    apart = dict.fromkeys(_with_context(question, fact, context, bare))
    for reply in (together, *(_read(snapshot, reading) for reading in apart)):
        entry = entry_of(reply.answer)
        if entry is None or entry not in near or not _is_clear(reply):
            continue
        if bare is None or _is_asked_so(snapshot.briefing.entries[entry].phrasings, bare["asking"]):
            yield entry, reply


def _with_context(
    question: str, fact: Fact, context: Sequence[str], bare: re.Match[str] | None
) -> Iterator[str]:
    if bare is not None:
        yield _HEAD.sub(bare["asking"], fact.question, count=1)
    if len(context) > 1:
        yield from (f"{question} {word}" for word in context)


def _read(snapshot: Snapshot, reading: str) -> Reply:
    """Ask without looking for small talk, which an elliptical question has no room for."""
    ranking = snapshot.matcher.rank(reading, limit=NEAR)
    answer = decide(ranking, snapshot.briefing.open_questions, snapshot.thresholds)
    return Reply(reading, answer, ranking, snapshot, elapsed_ms=0.0)


def _is_clear(reply: Reply) -> bool:
    """Nothing of what was said is left over."""
    best = reply.ranking.matches[0]
    return reply.answer.score >= CLEAR and best.question_coverage >= ALL


def _is_asked_so(phrasings: Sequence[str], asking: str) -> bool:
    """Whether people ask for this fact in this way: one that nobody asks `why` for gives no reason."""
    wanted = words(asking)
    return any(words(phrasing)[: len(wanted)] == wanted for phrasing in phrasings)


def picked(said: str, offered: Sequence[str]) -> str | None:
    """The entry that a number alone picks from those offered (`2`, `the second one`)."""
    found = _PICKED.fullmatch(said)
    if found is None:
        return None
    ordinal = found["ordinal"]
    number = _ORDINALS.index(ordinal.lower()) + 1 if ordinal else int(found["number"] or found["nth"])
    return offered[number - 1] if 1 <= number <= len(offered) else None


@dataclass(slots=True)
class Conversations:
    """The fact that a person was shown last in a channel, and what they were offered since.

    Kept in memory alone, for five minutes.
    """

    seconds: float = SECONDS
    most_people: int = MOST_PEOPLE
    _shown: OrderedDict[_Place, tuple[str, float]] = field(default_factory=OrderedDict)
    _offered: OrderedDict[_Place, tuple[tuple[str, ...], float]] = field(default_factory=OrderedDict)

    def show(self, user_id: int, channel_id: int | None, fact: str, now: float) -> None:
        self._keep(self._shown, (user_id, channel_id), (fact, now))

    def offer(self, user_id: int, channel_id: int | None, facts: tuple[str, ...], now: float) -> None:
        """Note what was offered, in the order of its numbers; earlier offers can no longer be picked."""
        self._keep(self._offered, (user_id, channel_id), (facts, now))

    def last(self, user_id: int, channel_id: int | None, now: float) -> str | None:
        found = self._shown.get((user_id, channel_id))
        return found[0] if found and now - found[1] < self.seconds else None

    def offered(self, user_id: int, channel_id: int | None, now: float) -> tuple[str, ...]:
        found = self._offered.get((user_id, channel_id))
        return found[0] if found and now - found[1] < self.seconds else ()

    def forget(self, user_id: int) -> None:
        for known in (self._shown, self._offered):
            for place in [place for place in known if place[0] == user_id]:
                del known[place]

    def _keep(self, known: OrderedDict[_Place, _Told], place: _Place, told: _Told) -> None:
        known[place] = told
        known.move_to_end(place)
        while len(known) > self.most_people:
            known.popitem(last=False)
