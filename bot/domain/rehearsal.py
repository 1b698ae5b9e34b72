"""The same questions over two sheets, and the golden ones: what is gained, lost, changed or broken."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.domain.answering import Answer, Found, Unknown
from bot.domain.sheet import Identifier, SheetModel, Text


@dataclass(frozen=True, slots=True)
class Given:
    """What a question gets from one sheet: the fact that answers, and all that is shown of it."""

    fact_id: str
    shown: str


@dataclass(frozen=True, slots=True)
class Shift:
    """A question whose answer is not the same over both sheets; None is no answer."""

    question: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """So many questions, and those whose answer came, went or became another one."""

    asked: int
    gained: tuple[Shift, ...] = ()
    lost: tuple[Shift, ...] = ()
    changed: tuple[Shift, ...] = ()


Answering = Callable[[str], Given | None]


def rehearse(questions: Sequence[str], before: Answering, after: Answering) -> Rehearsal:
    """Ask every question twice; the lists keep the order of the questions."""
    gained, lost, changed = [], [], []
    for question in questions:
        old, new = before(question), after(question)
        shift = Shift(question, old.fact_id if old else None, new.fact_id if new else None)
        if old is None and new is not None:
            gained.append(shift)
        elif old is not None and new is None:
            lost.append(shift)
        elif old != new:
            changed.append(shift)
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
    """How many golden questions there are, and those that lead elsewhere."""

    made: int = 0
    broken: tuple[GoldenQuestion, ...] = ()

    @property
    def kept(self) -> int:
        return self.made - len(self.broken)


def keep(questions: Iterable[GoldenQuestion], answering: Callable[[str], Answer]) -> Promises:
    asked = tuple(questions)
    broken = tuple(question for question in asked if not question.is_kept_by(answering(question.ask)))
    return Promises(len(asked), broken)
