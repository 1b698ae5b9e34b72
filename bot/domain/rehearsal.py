"""The same questions put to two sheets, and golden questions: what is gained, lost, changed or broken."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from bot.domain.answering import Answer, Found, Unknown
from bot.domain.question_key import question_key
from bot.domain.sheet import Identifier, SheetModel, Text


@dataclass(frozen=True, slots=True)
class Given:
    """What a question gets from one sheet: the fact that answers, and everything shown of it."""

    fact_id: str
    shown: str


@dataclass(frozen=True, slots=True)
class Shift:
    """A question whose answer differs between two sheets; None is no answer."""

    question: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """How many questions were asked, and those whose answer was gained, lost or changed."""

    asked: int
    gained: tuple[Shift, ...] = ()
    lost: tuple[Shift, ...] = ()
    changed: tuple[Shift, ...] = ()

    @property
    def harmed(self) -> tuple[Shift, ...]:
        """Those that lost their answer or got another one."""
        return (*self.lost, *self.changed)


Answering = Callable[[str], Given | None]


class KnownWrong:
    """Answers that people or golden questions call wrong; losing one is a gain."""

    def __init__(
        self, disliked: Iterable[tuple[str, str]] = (), golden: Iterable["GoldenQuestion"] = ()
    ) -> None:
        """Each disliked answer is a question with the fact it got."""
        self._disliked = {(question_key(question), fact_id) for question, fact_id in disliked}
        self._golden = {question_key(question.ask): question.fact for question in golden}

    def covers(self, question: str, fact_id: str) -> bool:
        asked = question_key(question)
        misled = asked in self._golden and self._golden[asked] != fact_id
        return misled or (asked, fact_id) in self._disliked


NOTHING_WRONG: Final = KnownWrong()


def rehearse(
    questions: Sequence[str], before: Answering, after: Answering, wrong: KnownWrong = NOTHING_WRONG
) -> Rehearsal:
    """Ask every question of both sheets; the lists keep the order of the questions."""
    gained, lost, changed = [], [], []
    for question in questions:
        old, new = before(question), after(question)
        shift = Shift(question, old.fact_id if old else None, new.fact_id if new else None)
        if old is not None and new is None and not wrong.covers(question, old.fact_id):
            lost.append(shift)
        elif old is not None and new is not None and old != new:
            changed.append(shift)
        elif old != new:
            gained.append(shift)
    return Rehearsal(len(questions), tuple(gained), tuple(lost), tuple(changed))


class GoldenQuestion(SheetModel):
    """A question and what it must lead to: a fact, a known open question, or nothing at all."""

    ask: Text
    fact: Identifier | None = None
    open: Identifier | None = None

    @property
    def answerable(self) -> bool:
        return self.fact is not None

    def is_kept_by(self, answer: Answer) -> bool:
        """Whether this answer is the one that was promised."""
        if self.fact is not None:
            return isinstance(answer, Found) and answer.best.id == self.fact
        if self.open is not None:
            return isinstance(answer, Unknown) and answer.open_question == self.open
        return not isinstance(answer, Found)


@dataclass(frozen=True, slots=True)
class Promises:
    """How many golden questions there are, the broken ones, and those among them that held before."""

    made: int = 0
    broken: tuple[GoldenQuestion, ...] = ()
    lost: tuple[GoldenQuestion, ...] = ()

    @property
    def kept(self) -> int:
        return self.made - len(self.broken)


def keep(
    questions: Iterable[GoldenQuestion], before: Callable[[str], Answer], after: Callable[[str], Answer]
) -> Promises:
    asked = tuple(questions)
    broken = tuple(question for question in asked if not question.is_kept_by(after(question.ask)))
    lost = tuple(question for question in broken if question.is_kept_by(before(question.ask)))
    return Promises(len(asked), broken, lost)
