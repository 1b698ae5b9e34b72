"""A golden question: what a curator promises will be answered, and with which fact."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.domain.answering import Answer, Found, Unknown
from bot.domain.sheet import Entry, Identifier, Text


class GoldenQuestion(Entry):
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
