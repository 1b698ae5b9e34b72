"""The same questions over two sheets: which answers are gained, lost or changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


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
