"""Why each item is in a digest or not, for those who look at it before it is posted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from bot.domain.digest.changes import Changes
from bot.domain.digest.interest import FEWEST_ASKERS, Asked, Favourite, Week
from bot.domain.digest.rotation import Turn


class Why(Enum):
    """The closed set of reasons; each face has a sentence for each."""

    NEVER_SHOWN = auto()
    WAITED_LONGEST = auto()
    MAKES_ROOM = auto()
    OTHER_TOPIC = auto()
    NEW = auto()
    CORRECTED = auto()
    WITHDRAWN = auto()
    CLOSED = auto()
    NOTHING_CHANGED = auto()
    NOTHING_TO_COMPARE = auto()
    ASKED_BY_MANY = auto()
    ASKED_BY_FEW = auto()
    MORE_ASKED_OTHERS = auto()
    LEFT_THE_SHEET = auto()
    NOBODY_ASKED = auto()
    WEEK_HAD_QUESTIONS = auto()
    WEEK_WAS_SILENT = auto()
    EMPTY_SHEET = auto()


@dataclass(frozen=True, slots=True)
class Reason:
    """One item, or a whole part where `subject` is empty, and why it is in or out."""

    why: Why
    shown: bool
    subject: str = ""
    last_day: date | None = None
    number: int = 0


def of_turn(turn: Turn | None) -> Iterator[Reason]:
    """The fact of the day, and those with an equal claim to it."""
    if turn is None:
        yield Reason(Why.EMPTY_SHEET, shown=False)
        return
    why = Why.WAITED_LONGEST if turn.last_day else Why.NEVER_SHOWN
    yield Reason(why, shown=True, subject=turn.fact.id, last_day=turn.last_day)
    if turn.passed_over:
        first, others = turn.passed_over[0], len(turn.passed_over) - 1
        yield Reason(Why.MAKES_ROOM, shown=False, subject=first.id, number=others)


def of_further(turns: Sequence[Turn]) -> Iterator[Reason]:
    for turn in turns:
        yield Reason(Why.OTHER_TOPIC, shown=True, subject=turn.fact.id, last_day=turn.last_day)


def of_changes(found: Changes | None) -> Iterator[Reason]:
    if found is None:
        yield Reason(Why.NOTHING_TO_COMPARE, shown=False)
        return
    if not found:
        yield Reason(Why.NOTHING_CHANGED, shown=False)
    yield from (Reason(Why.NEW, shown=True, subject=fact.id) for fact in found.new)
    yield from (Reason(Why.CORRECTED, shown=True, subject=fact.id) for fact in found.corrected)
    yield from (Reason(Why.WITHDRAWN, shown=True, subject=entry.id) for entry in found.withdrawn)
    yield from (Reason(Why.CLOSED, shown=True, subject=closed.fact.id) for closed in found.closed)


def of_interest(
    asked: Sequence[Asked], chosen: Sequence[Favourite], known: Sequence[str]
) -> Iterator[Reason]:
    if not asked:
        yield Reason(Why.NOBODY_ASKED, shown=False)
    shown = {favourite.fact.id for favourite in chosen}
    for item in asked:
        why = _why_asked(item, shown, known)
        yield Reason(why, shown=item.fact_id in shown, subject=item.fact_id, number=item.askers)


def of_week(week: Week) -> Iterator[Reason]:
    why = Why.WEEK_HAD_QUESTIONS if week else Why.WEEK_WAS_SILENT
    yield Reason(why, shown=bool(week), number=week.questions)


def _why_asked(item: Asked, shown: set[str], known: Sequence[str]) -> Why:
    if item.fact_id in shown:
        return Why.ASKED_BY_MANY
    if item.fact_id not in known:
        return Why.LEFT_THE_SHEET
    return Why.ASKED_BY_FEW if item.askers < FEWEST_ASKERS else Why.MORE_ASKED_OTHERS
