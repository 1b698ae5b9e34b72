"""A sheet asked its own questions: golden ones, every way of asking left out once, and probes."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from typing import assert_never

from bot.domain.answering import Answer, Chat, Found, Unknown, Unsure
from bot.domain.briefing import Briefing
from bot.domain.compound import entry_of
from bot.domain.linting import Phrasing
from bot.domain.probes import Probe, is_falsely_answered
from bot.domain.rehearsal import GoldenQuestion

MOST_TO_WORK_ON = 5
_GOLDEN, _FALSE, _RIVAL, _NOTHING = 5.0, 3.0, 3.0, 1.0  # how much each failure tells of a fact


@dataclass(frozen=True, slots=True)
class Miss:
    """A way of asking that its fact is not found by unless it stands in the sheet; `rival` is what came."""

    phrasing: Phrasing
    rival: str | None
    score: float
    is_wrong: bool


@dataclass(frozen=True, slots=True)
class FalseAnswer:
    """A probe that a fact answers which does not speak of what was asked."""

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
    """A fact or open question to work on, and how many of its failures are of each sort."""

    id: str
    golden: int
    false_answers: int
    rivals: int
    nothing: int

    @property
    def weight(self) -> float:
        return (
            _GOLDEN * self.golden
            + _FALSE * self.false_answers
            + _RIVAL * self.rivals
            + _NOTHING * self.nothing
        )


@dataclass(frozen=True, slots=True)
class SelfTest:
    """All of it, the worst first; `left_out` counts the ways that were asked, `found` those that led home."""

    golden: int = 0
    broken: tuple[BrokenPromise, ...] = ()
    left_out: int = 0
    misses: tuple[Miss, ...] = ()
    offered: int = 0
    probes: int = 0
    false_answers: tuple[FalseAnswer, ...] = ()

    @property
    def failing(self) -> frozenset[str]:
        """The entries that did not stand up to being asked without one of their ways, or to a probe."""
        missed = (miss.phrasing.id for miss in self.misses)
        return frozenset((*missed, *(one.probe.fact for one in self.false_answers), *self._given_falsely))

    @property
    def _given_falsely(self) -> Iterator[str]:
        return (one.given for one in self.false_answers)

    @property
    def to_work_on(self) -> tuple[Weak, ...]:
        """The few entries with the most and the worst failures."""
        golden = Counter(one.question.fact or one.question.open or "" for one in self.broken)
        false = Counter(self._given_falsely)
        rivals = Counter(miss.phrasing.id for miss in self.misses if miss.is_wrong)
        nothing = Counter(miss.phrasing.id for miss in self.misses if not miss.is_wrong)
        names = sorted({*golden, *false, *rivals, *nothing} - {""})
        weak = (Weak(name, golden[name], false[name], rivals[name], nothing[name]) for name in names)
        return tuple(sorted(weak, key=lambda one: (-one.weight, one.id))[:MOST_TO_WORK_ON])


def leave_one_out(
    asked: Iterable[Phrasing], unseen: Callable[[Phrasing], Answer], briefing: Briefing
) -> tuple[tuple[Miss, ...], int]:
    """What fetches another entry or nothing, worst first, and how many ways are offered their own."""
    misses: list[Miss] = []
    offered = 0
    for phrasing in asked:
        answer = unseen(phrasing)
        twins = briefing.same_quote.get(phrasing.id, frozenset())
        if _is_offered(answer, phrasing.id):
            offered += 1
        elif not _leads_to(answer, phrasing.id, twins):
            miss = _miss(phrasing, answer)
            # Of an open question “the briefing does not say” is true, whatever it was taken for.
            if miss.is_wrong or phrasing.id in briefing.facts:
                misses.append(miss)
    return tuple(sorted(misses, key=_badness)), offered


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


def told_of_promise(broken: BrokenPromise, briefing: Briefing) -> tuple[str, str]:
    """What was expected and what came, with its score; and why."""
    question, answer = broken.question, broken.answer
    promised = question.fact or question.open
    expected = f"`{promised}`" if promised else "no answer"
    message = f"“{question.ask}” should get {expected} and gets {_came(answer)}."
    return message, _why(answer, briefing)


def _why(answer: Answer, briefing: Briefing) -> str:
    if isinstance(answer, Found):
        given = briefing.facts[answer.best.id]
        return f"It is most like “{answer.best.phrasing}” of `{given.id}`."
    failed = [f"{gate.name} ({gate.detail})" for gate in answer.gates if not gate.passed]
    if failed:
        return f"What stood in the way: {', '.join(failed)}."
    return "Nothing in the sheet is more like it."


def _came(answer: Answer) -> str:
    score = f" ({answer.score:.0f})"
    match answer:
        case Found(best=best):
            return f"`{best.id}`{score}"
        case Unsure(choices=choices):
            return f"a choice of {', '.join(f'`{choice.id}`' for choice in choices)}{score}"
        case Unknown(open_question=asked) if asked is not None:
            return f"the open question `{asked}`{score}"
        case Unknown():
            return f"no answer{score}"
        case Chat():
            return "small talk"
        case _:
            assert_never(answer)


def told_of_miss(miss: Miss) -> str:
    text, own = miss.phrasing.text, miss.phrasing.id
    unless = "if the sheet did not have it"
    if miss.is_wrong:
        return f"“{text}” would get `{miss.rival}` ({miss.score:.0f}), not `{own}`, {unless}."
    near = f"; `{miss.rival}` comes nearest ({miss.score:.0f})" if miss.rival else ""
    return f"“{text}” would get nothing, not even the offer of `{own}`, {unless}{near}."


def told_of_probe(false: FalseAnswer) -> str:
    asked = false.probe
    return f"“{asked.text}” gets `{false.given}` ({false.score:.0f}): {asked.swap.value} than it speaks of."
