"""What people asked: the day's favourites and the week in figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.sheet import Fact

FEWEST_ASKERS = 3
LONGEST_LIST = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A fact by its id, and how many different people asked for it on one day."""

    fact_id: str
    askers: int


@dataclass(frozen=True, slots=True)
class Favourite:
    """A fact that many people asked for; shown with the sheet's question, never a member's words."""

    fact: Fact
    askers: int


@dataclass(frozen=True, slots=True)
class DayFigures:
    """The questions of one local day, and how many of them were answered."""

    day: date
    questions: int
    answered: int


@dataclass(frozen=True, slots=True)
class Week:
    """Consecutive local days; it is shown only when anything was asked."""

    days: tuple[DayFigures, ...] = ()

    @property
    def questions(self) -> int:
        return sum(day.questions for day in self.days)

    @property
    def answered(self) -> int:
        return sum(day.answered for day in self.days)

    def __bool__(self) -> bool:
        return self.questions > 0


def favourites(asked: Sequence[Asked], facts: Mapping[str, Fact]) -> tuple[Favourite, ...]:
    """Facts asked for by enough people that nobody can be singled out; most asked first, then by id."""
    known = [item for item in asked if item.fact_id in facts and item.askers >= FEWEST_ASKERS]
    known.sort(key=lambda item: (-item.askers, item.fact_id))
    return tuple(Favourite(facts[item.fact_id], item.askers) for item in known[:LONGEST_LIST])
