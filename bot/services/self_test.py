"""Asks a snapshot its own questions: golden ones, every way of asking left out once, and probes."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from bot.domain.answering import Answer, decide
from bot.domain.check.phrasings import Phrasing, phrasings
from bot.domain.check.probes import probes
from bot.domain.check.self_test import SelfTest, alone, broken_promises, false_answers, leave_one_out
from bot.domain.rehearsal import GoldenQuestion
from bot.services.asking import ask
from bot.services.snapshot import Snapshot

T = TypeVar("T")
# Called with what is being done and its questions; yields them one by one.
Watch = Callable[[str, Sequence[object]], Iterable[object]]
# Ways of asking for each probe: the whole test may take as long as asking every way twice.
_WAYS_A_PROBE = 4
_FEWEST_PROBES = 40


def unwatched(_: str, questions: Sequence[object]) -> Iterable[object]:
    return questions


def self_test(snapshot: Snapshot, golden: Sequence[GoldenQuestion], watch: Watch = unwatched) -> SelfTest:
    """Ask a sheet everything that it can be asked without a person's help."""
    briefing = snapshot.briefing
    asked = tuple(phrasings(briefing))
    tried = probes(briefing, max(_FEWEST_PROBES, len(asked) // _WAYS_A_PROBE))

    def answering(question: str) -> Answer:
        return ask(snapshot, question).answer

    broken = broken_promises(_watched(watch, "Golden questions", golden), answering)
    misses, offered = leave_one_out(
        _watched(watch, "Ways of asking, one by one", asked),
        lambda phrasing: _unseen(snapshot, phrasing),
        briefing,
    )
    false = false_answers(_watched(watch, "Questions with one thing changed", tried), answering, briefing)
    return SelfTest(len(golden), broken, len(asked), misses, offered, len(tried), false, alone(asked, misses))


def _watched(watch: Watch, label: str, questions: Sequence[T]) -> Iterable[T]:
    for at, _ in enumerate(watch(label, questions) if questions else ()):
        yield questions[at]


def _unseen(snapshot: Snapshot, phrasing: Phrasing) -> Answer:
    ranking = snapshot.matcher.rank_unseen(phrasing.text, phrasing.id)
    return decide(ranking, snapshot.briefing.open_questions, snapshot.thresholds)
