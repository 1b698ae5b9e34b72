"""When a daily wall-clock time comes round in a zone: one slot a local date, whatever the clocks do.

A slot is the first instant at which the clocks of the zone show the wanted time or a later one. So a time
that the clocks jump over means the instant of the jump, and a time that they show twice means the first of
the two. Where a jump swallows the rest of its day, the slot is the last second before it. A date that a zone
leaves out altogether (Apia had no 30 December 2011) has no slot.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """The instant (UTC) at which the digest of a local date is due."""

    instant: datetime
    day: date


@dataclass(frozen=True, slots=True)
class Timetable:
    """A daily wall-clock time in a zone; slots before `valid_from` never existed."""

    at: time
    zone: ZoneInfo
    valid_from: datetime


def local_date(instant: datetime, zone: ZoneInfo) -> date:
    return instant.astimezone(zone).date()


def slot_of(day: date, at: time, zone: ZoneInfo) -> Slot | None:
    """The slot of a local date; None when the zone skips this date."""
    instant = _first_showing(datetime.combine(day, at), zone)
    if local_date(instant, zone) != day:
        instant -= SECOND
    return Slot(instant, day) if local_date(instant, zone) == day else None


def slots(first_day: date, at: time, zone: ZoneInfo) -> Iterator[Slot]:
    """The slots of this local date and of all that follow, without end."""
    day = first_day
    while True:
        if slot := slot_of(day, at, zone):
            yield slot
        day += DAY


def slots_to_serve(timetable: Timetable, last_day: date | None) -> Iterator[Slot]:
    """The slots after the last date that was dealt with.

    Dates only go up, and slots before `valid_from` do not count: so a changed zone or time neither invents a
    slot that nobody was promised nor gives a date a second one.
    """
    first_day = local_date(timetable.valid_from, timetable.zone)
    if last_day is not None:
        first_day = max(first_day, last_day + DAY)
    upcoming = slots(first_day, timetable.at, timetable.zone)
    return (slot for slot in upcoming if slot.instant >= timetable.valid_from)


def _first_showing(wanted: datetime, zone: ZoneInfo) -> datetime:
    """The first instant, in whole seconds, at which the zone's clocks show this time or a later one."""
    instant = wanted.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if _wall(instant, zone) == wanted:
        return instant
    return _first_showing_in_gap(wanted, zone, late=instant)


def _first_showing_in_gap(wanted: datetime, zone: ZoneInfo, late: datetime) -> datetime:
    """Bisect the jump; the two folds of a skipped time lie on either side of it."""
    early = wanted.replace(tzinfo=zone, fold=1).astimezone(UTC)
    while late - early > SECOND:
        middle = early + (late - early) // SECOND // 2 * SECOND
        if _wall(middle, zone) < wanted:
            early = middle
        else:
            late = middle
    return late


def _wall(instant: datetime, zone: ZoneInfo) -> datetime:
    return instant.astimezone(zone).replace(tzinfo=None, fold=0)
