"""Every zone, every change of the clocks in three years, and the oddest days on record."""

import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.digest.schedule import Slot, Timetable, local_date, slot_of, slots, slots_to_serve
from tests.each_row import each_row
from tests.thorough import THOROUGH, some_of

pytestmark = pytest.mark.slow

START = datetime(2024, 1, 1, tzinfo=UTC)
END = datetime(2027, 1, 1, tzinfo=UTC)
QUARTER = timedelta(minutes=15)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)

minutes = st.times().map(lambda moment: moment.replace(second=0, microsecond=0))
zones = st.sampled_from(sorted(zoneinfo.available_timezones())).map(ZoneInfo)
instants = st.datetimes(datetime(2024, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001


@dataclass(frozen=True)
class Behaviour:
    """A zone and the instants of three years at which its clocks are changed."""

    zone: ZoneInfo
    changes: tuple[datetime, ...]


@cache
def behaviours() -> tuple[Behaviour, ...]:
    """One zone of each group whose clocks run alike in these years; there are far more names."""
    found: dict[object, Behaviour] = {}
    for name in some_of(sorted(zoneinfo.available_timezones()), 9):
        zone = ZoneInfo(name)
        changes = tuple(_changes(zone))
        alike = (
            START.astimezone(zone).utcoffset(),
            *((at, at.astimezone(zone).utcoffset()) for at in changes),
        )
        found.setdefault(alike, Behaviour(zone, changes))
    return tuple(found.values())


def _changes(zone: ZoneInfo) -> Iterator[datetime]:
    """Looked for week by week, as nobody changes the clocks twice in one."""
    weeks = [START + 7 * DAY * n for n in range((END - START).days // 7 + 2)]
    offsets = [week.astimezone(zone).utcoffset() for week in weeks]
    for early, late in pairwise(zip(weeks, offsets, strict=True)):
        if early[1] != late[1]:
            yield _bisect(early[0], late[0], zone)


def _bisect(early: datetime, late: datetime, zone: ZoneInfo) -> datetime:
    old = early.astimezone(zone).utcoffset()
    while late - early > timedelta(seconds=1):
        middle = (early + (late - early) / 2).replace(microsecond=0)
        early, late = (middle, late) if middle.astimezone(zone).utcoffset() == old else (early, middle)
    return late


def _looked_up(day: date, at: time, ticks: list[tuple[datetime, datetime]]) -> datetime:
    """The oracle: walk along the clock until it shows the wanted time or more, but stay on the day."""
    wanted = datetime.combine(day, at)
    late, wall = next((tick, wall) for tick, wall in ticks if wall >= wanted)
    return late if wall.date() == day else late - timedelta(seconds=1)


def test_around_every_change_of_the_clocks_the_slot_is_the_one_a_patient_watcher_would_name() -> None:
    changes = [(b.zone, change) for b in behaviours() for change in b.changes]

    for zone, change in changes:
        ticks = [(tick, tick.astimezone(zone).replace(tzinfo=None)) for tick in _ticks(change)]
        for day in (local_date(change, zone) + DAY * n for n in (-1, 0, 1)):
            for at in _times_worth_trying(change, zone):
                slot = slot_of(day, at, zone)
                assert slot is not None
                assert slot.instant == _looked_up(day, at, ticks), (zone.key, day, at)

    assert len(changes) > (150 if THOROUGH else 30)


def _ticks(change: datetime) -> Iterator[datetime]:
    start = change.replace(minute=change.minute // 15 * 15, second=0) - 3 * DAY
    return (start + QUARTER * n for n in range(6 * 96))


def _times_worth_trying(change: datetime, zone: ZoneInfo) -> set[time]:
    around = (change.astimezone(zone) + QUARTER * n for n in range(-8, 9))
    before = ((change - QUARTER).astimezone(zone) + QUARTER * n for n in range(-4, 5))
    return {time(0), time(9), time(23, 45), *(t.time() for t in around), *(t.time() for t in before)}


@pytest.mark.parametrize("at", some_of([time(2, 30), time(9), time(0), time(23, 30)], 2))
def test_in_every_zone_three_years_have_one_slot_a_date_at_the_wanted_time_and_ever_later(at: time) -> None:
    for behaviour in behaviours():
        zone, first = behaviour.zone, date(2024, 1, 1)

        found = list(islice(slots(first, at, zone), 1096))

        assert [slot.day for slot in found] == [first + DAY * n for n in range(1096)]
        assert all(a.instant < b.instant for a, b in pairwise(found))
        walls = [slot.instant.astimezone(zone) for slot in found]
        assert [wall.date() for wall in walls] == [slot.day for slot in found]
        odd = {slot.day for slot, wall in zip(found, walls, strict=True) if wall.time() != at}
        assert odd <= {local_date(c + HOUR * n, zone) for c in behaviour.changes for n in (-1, 0)}


def next_slot(after: datetime, at: time, zone: ZoneInfo) -> Slot:
    """The first slot that is later than an instant."""
    upcoming = slots(local_date(after, zone), at, zone)
    return next(slot for slot in upcoming if slot.instant > after)


@settings(max_examples=150)
@given(after=instants, at=minutes, zone=zones)
def test_the_next_slot_is_later_and_none_lies_in_between(after: datetime, at: time, zone: ZoneInfo) -> None:
    slot = next_slot(after, at, zone)

    before = slot_of(slot.day - DAY, at, zone)

    assert after < slot.instant <= after + timedelta(hours=26)
    assert before is None or before.instant <= after
    assert next_slot(slot.instant, at, zone).day == slot.day + DAY


@settings(max_examples=100)
@given(after=instants, at=minutes, zone=zones)
def test_the_next_slot_of_any_start_is_the_one_of_its_date(after: datetime, at: time, zone: ZoneInfo) -> None:
    slot = next_slot(after, at, zone)

    assert slot == slot_of(slot.day, at, zone)
    assert local_date(slot.instant, zone) == slot.day


@each_row(
    ("zone", "day", "at", "expected"),
    [
        ("Europe/Berlin", "2025-03-30", "02:30", "2025-03-30T01:00:00Z"),
        ("Europe/Berlin", "2025-10-26", "02:30", "2025-10-26T00:30:00Z"),
        ("Europe/Berlin", "2025-03-30", "03:00", "2025-03-30T01:00:00Z"),
        ("Europe/Berlin", "2025-07-01", "09:00", "2025-07-01T07:00:00Z"),
        ("Europe/Berlin", "2025-12-01", "09:00", "2025-12-01T08:00:00Z"),
        ("America/New_York", "2025-03-09", "02:15", "2025-03-09T07:00:00Z"),
        ("America/New_York", "2025-11-02", "01:15", "2025-11-02T05:15:00Z"),
        ("Australia/Lord_Howe", "2025-10-05", "02:10", "2025-10-04T15:30:00Z"),
        ("America/Havana", "2025-03-09", "00:00", "2025-03-09T05:00:00Z"),
        ("Asia/Kathmandu", "2025-01-01", "00:00", "2024-12-31T18:15:00Z"),
    ],
)
def test_a_skipped_time_is_the_jump_and_a_doubled_one_its_first_showing(
    zone: str, day: str, at: str, expected: str
) -> None:
    slot = slot_of(date.fromisoformat(day), time.fromisoformat(at), ZoneInfo(zone))

    assert slot is not None
    assert slot.instant == datetime.fromisoformat(expected)


def test_a_jump_that_swallows_the_end_of_a_day_leaves_its_last_second() -> None:
    zone = ZoneInfo("America/Nuuk")

    slot = slot_of(date(2025, 3, 29), time(23, 30), zone)
    following = slot_of(date(2025, 3, 30), time(0), zone)

    assert slot is not None
    assert following is not None
    assert slot.instant.astimezone(zone).isoformat() == "2025-03-29T22:59:59-02:00"
    assert following.instant.astimezone(zone).isoformat() == "2025-03-30T00:00:00-01:00"


@pytest.mark.parametrize(
    ("zone", "left_out"),
    [
        ("Pacific/Apia", date(2011, 12, 30)),
        ("Pacific/Fakaofo", date(2011, 12, 30)),
        ("Pacific/Kwajalein", date(1993, 8, 21)),
        ("Pacific/Kiritimati", date(1994, 12, 31)),
    ],
)
@pytest.mark.parametrize("at", [time(0), time(9), time(23, 59)])
def test_a_date_that_a_zone_left_out_has_no_slot_and_its_neighbours_have_theirs(
    zone: str, left_out: date, at: time
) -> None:
    days = [left_out + DAY * n for n in (-2, -1, 1, 2)]

    found = list(islice(slots(days[0], at, ZoneInfo(zone)), 4))

    assert slot_of(left_out, at, ZoneInfo(zone)) is None
    assert [slot.day for slot in found] == days
    assert all(slot.instant.astimezone(ZoneInfo(zone)).time() == at for slot in found)
    assert all(a.instant < b.instant for a, b in pairwise(found))


def test_a_day_lived_twice_has_one_slot() -> None:
    zone = ZoneInfo("Pacific/Kwajalein")

    found = list(islice(slots(date(1969, 9, 28), time(9), zone), 5))

    assert [slot.day.isoformat() for slot in found[:4]] == [
        "1969-09-28",
        "1969-09-29",
        "1969-09-30",
        "1969-10-01",
    ]
    assert all(a.instant < b.instant for a, b in pairwise(found))


def test_a_midnight_that_comes_twice_counts_once() -> None:
    """Until 2011 the clocks of Newfoundland went back at one minute past midnight, to the day before."""
    zone = ZoneInfo("America/St_Johns")

    found = [next_slot(datetime(2010, 11, 7, 2, 0, second, tzinfo=UTC), time(0), zone) for second in (0, 30)]
    after = next_slot(datetime(2010, 11, 7, 2, 40, tzinfo=UTC), time(0), zone)

    assert {slot.day for slot in found} == {date(2010, 11, 7)}
    assert after.day == date(2010, 11, 8)


def test_what_was_promised_begins_with_the_promise() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    noon = datetime(2025, 4, 9, 10, tzinfo=UTC)

    morning = next(slots_to_serve(Timetable(time(9), berlin, noon), None))
    at_once = next(slots_to_serve(Timetable(time(12), berlin, noon), None))
    settled = next(slots_to_serve(Timetable(time(12), berlin, noon), date(2025, 4, 9)))

    assert morning.day == date(2025, 4, 10)
    assert at_once.day == date(2025, 4, 9)
    assert settled.day == date(2025, 4, 10)


changes_of_mind = st.lists(st.tuples(st.integers(0, 60), minutes, zones), min_size=1, max_size=6)


@settings(max_examples=150)
@given(changes_of_mind)
def test_a_changed_zone_or_time_neither_makes_up_a_slot_nor_brings_a_second_one_for_a_date(
    changes: list[tuple[int, time, ZoneInfo]],
) -> None:
    now, served, last = START, [], None

    for hours, at, zone in changes:
        timetable, now = Timetable(at, zone, now), now + HOUR * hours
        for slot in slots_to_serve(timetable, last):
            if slot.instant > now:
                break
            assert slot.instant >= timetable.valid_from
            served.append(slot)
            last = slot.day

    assert all(a.day < b.day and a.instant < b.instant for a, b in pairwise(served))
