"""A sheet's own questions put to it: golden ones, each way of asking left out once, and probes."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar, assert_never

from bot.domain.answering import Answer, Chat, Found, Unknown, Unsure, entry_of
from bot.domain.briefing import Briefing
from bot.domain.check.phrasings import Phrasing
from bot.domain.check.probes import Probe, is_falsely_answered
from bot.domain.rehearsal import GoldenQuestion

T = TypeVar("T")
MOST_TO_WORK_ON = 5
_GOLDEN, _FALSE, _RIVAL, _ALONE = 5.0, 3.0, 3.0, 2.0  # how much each failure tells of a fact


@dataclass(frozen=True, slots=True)
class Miss:
    """A way of asking that does not find its fact once left out; `rival` is what came instead."""

    phrasing: Phrasing
    rival: str | None
    score: float
    is_wrong: bool


@dataclass(frozen=True, slots=True)
class FalseAnswer:
    """A probe that got an answer from a fact which does not mention what was asked."""

    probe: Probe
    given: str
    score: float


@dataclass(frozen=True, slots=True)
class BrokenPromise:
    """A golden question and the answer that came instead of the promised one."""

    question: GoldenQuestion
    answer: Answer


@dataclass(frozen=True, slots=True)
class Weak:
    """An entry to work on, and what failed with it; `alone`: none of its ways leads to another one."""

    id: str
    golden: tuple[BrokenPromise, ...] = ()
    false_answers: tuple[FalseAnswer, ...] = ()
    rivals: tuple[Miss, ...] = ()
    alone: bool = False

    @property
    def weight(self) -> float:
        failures = _GOLDEN * len(self.golden) + _FALSE * len(self.false_answers) + _RIVAL * len(self.rivals)
        return failures + (_ALONE if self.alone else 0)


@dataclass(frozen=True, slots=True)
class SelfTest:
    """All results, worst first; `left_out` ways were tried, `offered` of them were offered their entry.

    No way of the entries in `alone` finds them, or is offered them, once it is left out.
    """

    golden: int = 0
    broken: tuple[BrokenPromise, ...] = ()
    left_out: int = 0
    misses: tuple[Miss, ...] = ()
    offered: int = 0
    probes: int = 0
    false_answers: tuple[FalseAnswer, ...] = ()
    alone: tuple[str, ...] = ()

    @property
    def rivals(self) -> tuple[Miss, ...]:
        """The ways that lead to another entry; one that finds nothing may hold the only word for a thing."""
        return tuple(miss for miss in self.misses if miss.is_wrong)

    @property
    def failing(self) -> frozenset[str]:
        """The entries that failed once a way of theirs was left out, or with a probe."""
        missed = (miss.phrasing.id for miss in self.misses)
        return frozenset((*missed, *(one.probe.fact for one in self.false_answers), *self._given_falsely))

    @property
    def _given_falsely(self) -> Iterator[str]:
        return (one.given for one in self.false_answers)

    @property
    def to_work_on(self) -> tuple[Weak, ...]:
        """The few entries with the most and worst failures."""
        golden = _by_name((one.question.fact or one.question.open or "", one) for one in self.broken)
        false = _by_name((one.given, one) for one in self.false_answers)
        rivals = _by_name((miss.phrasing.id, miss) for miss in self.rivals)
        names = sorted({*golden, *false, *rivals, *self.alone} - {""})
        weak = (
            Weak(name, golden.get(name, ()), false.get(name, ()), rivals.get(name, ()), name in self.alone)
            for name in names
        )
        return tuple(sorted(weak, key=lambda one: (-one.weight, one.id))[:MOST_TO_WORK_ON])


def _by_name(failures: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    found: dict[str, tuple[T, ...]] = {}
    for name, failure in failures:
        found[name] = (*found.get(name, ()), failure)
    return found


def leave_one_out(
    asked: Iterable[Phrasing], unseen: Callable[[Phrasing], Answer], briefing: Briefing
) -> tuple[tuple[Miss, ...], int]:
    """The ways that find another entry or nothing, worst first, and how many are offered their own."""
    misses: list[Miss] = []
    offered = 0
    linked = _linked(briefing)
    for phrasing in asked:
        answer = unseen(phrasing)
        twins = briefing.same_quote.get(phrasing.id, frozenset()) | linked.get(phrasing.id, frozenset())
        if _is_offered(answer, phrasing.id):
            offered += 1
        elif not _leads_to(answer, phrasing.id, twins):
            miss = _miss(phrasing, answer)
            # Of an open question “the briefing does not say” is true, whatever it was taken for.
            if miss.is_wrong or phrasing.id in briefing.facts:
                misses.append(miss)
    return tuple(sorted(misses, key=_badness)), offered


def alone(asked: Iterable[Phrasing], misses: Iterable[Miss]) -> tuple[str, ...]:
    """The entries with several ways, all of which are misses."""
    ways, missed = (
        Counter(names) for names in ((one.id for one in asked), (one.phrasing.id for one in misses))
    )
    return tuple(name for name, count in ways.items() if count == missed[name] > 1)


def _linked(briefing: Briefing) -> dict[str, frozenset[str]]:
    """Open questions share words with the facts they point to by nature."""
    linked: dict[str, frozenset[str]] = {}
    for asked in briefing.sheet.open_questions:
        linked[asked.id] = frozenset(asked.see)
        for near in asked.see:
            linked[near] = linked.get(near, frozenset()) | {asked.id}
    return linked


def _badness(miss: Miss) -> tuple[bool, float, str]:
    return not miss.is_wrong, -miss.score, miss.phrasing.text


def _is_offered(answer: Answer, name: str) -> bool:
    return isinstance(answer, Unsure) and any(choice.id == name for choice in answer.choices)


def _leads_to(answer: Answer, name: str, twins: Container[str]) -> bool:
    reached = entry_of(answer)
    return reached == name or reached in twins


def _miss(phrasing: Phrasing, answer: Answer) -> Miss:
    match answer:
        case Found(best=best):
            return Miss(phrasing, best.id, best.confidence, is_wrong=True)
        case Unsure(choices=choices):
            return Miss(phrasing, choices[0].id, choices[0].confidence, is_wrong=False)
        case Unknown(open_question=asked) if asked is not None:
            return Miss(phrasing, asked, answer.score, is_wrong=True)
        case Unknown() | Chat():
            return Miss(phrasing, None, 0.0, is_wrong=False)
        case _:
            assert_never(answer)


def false_answers(
    asked: Iterable[Probe], answering: Callable[[str], Answer], briefing: Briefing
) -> tuple[FalseAnswer, ...]:
    """The probes that a fact answers which should not, the surest first."""
    found = []
    for probe in asked:
        answer = answering(probe.text)
        if isinstance(answer, Found) and is_falsely_answered(probe, answer.best.id, briefing):
            found.append(FalseAnswer(probe, answer.best.id, answer.best.confidence))
    return tuple(sorted(found, key=lambda one: (-one.score, one.probe.text)))


def broken_promises(
    golden: Iterable[GoldenQuestion], answering: Callable[[str], Answer]
) -> tuple[BrokenPromise, ...]:
    """The golden questions that lead elsewhere, in their order."""
    asked = ((question, answering(question.ask)) for question in golden)
    return tuple(
        BrokenPromise(question, answer) for question, answer in asked if not question.is_kept_by(answer)
    )
