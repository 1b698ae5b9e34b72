"""What is due in a channel now: wait, or post one day's digest, and which days are lost.

The late policy: within the window a digest is still posted and says that it is late; after it the day is
skipped. Whatever was missed, at most one digest is due at a time, that of the newest slot.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.digest.schedule import Slot, Timetable, local_date, slots_to_serve

PUNCTUAL = timedelta(minutes=10)
RECORDED = timedelta(days=366)


class SkipReason(StrEnum):
    """Why a day has no digest."""

    TOO_LATE = "too late"
    SUPERSEDED = "a newer one was due"
    REFUSED = "refused"
    GONE = "channel gone"
    FORBIDDEN = "not allowed to post"


@dataclass(frozen=True, slots=True)
class Skip:
    """A slot whose digest will never be posted."""

    slot: Slot
    reason: SkipReason


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing to do before this slot."""

    until: Slot


@dataclass(frozen=True, slots=True)
class Post:
    """The digest of this slot is due; `late` is zero while it is punctual."""

    slot: Slot
    late: timedelta


@dataclass(frozen=True, slots=True)
class Agenda:
    """The days to write off, oldest first, and then the one thing to do."""

    skips: tuple[Skip, ...]
    task: Wait | Post


def due(now: datetime, timetable: Timetable, last_day: date | None, window: timedelta) -> Agenda:
    """What to do at an instant; `last_day` is the newest date that was posted or written off.

    Days more than a year ago are not even written off: they come from a clock that was wrong.
    """
    oldest = local_date(now, timetable.zone) - RECORDED
    slots = slots_to_serve(timetable, max(last_day or oldest, oldest))
    passed, upcoming = list[Slot](), next(slots)
    while upcoming.instant <= now:
        passed.append(upcoming)
        upcoming = next(slots)
    return _agenda(now, passed, upcoming, window)


def is_in_time(now: datetime, slot: Slot, window: timedelta) -> bool:
    """Whether the late policy still allows this slot; a punctual post is always allowed."""
    return slot.instant <= now <= slot.instant + max(window, PUNCTUAL)


def lateness(now: datetime, slot: Slot, window: timedelta) -> timedelta:
    """How late a post would be; zero when it is punctual, early, or past all posting (as in a preview)."""
    late = now - slot.instant
    return late if late > PUNCTUAL and is_in_time(now, slot, window) else timedelta()


def _agenda(now: datetime, passed: list[Slot], upcoming: Slot, window: timedelta) -> Agenda:
    if not passed:
        return Agenda((), Wait(upcoming))
    *older, newest = passed
    if not is_in_time(now, newest, window):
        return Agenda(tuple(Skip(slot, SkipReason.TOO_LATE) for slot in passed), Wait(upcoming))
    skips = tuple(_write_off(now, slot, window) for slot in older)
    return Agenda(skips, Post(newest, lateness(now, newest, window)))


def _write_off(now: datetime, slot: Slot, window: timedelta) -> Skip:
    in_time = is_in_time(now, slot, window)
    return Skip(slot, SkipReason.SUPERSEDED if in_time else SkipReason.TOO_LATE)
