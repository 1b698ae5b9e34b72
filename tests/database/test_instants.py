"""Times in the database sort as text and come back as they were."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.database.instants import bounds, from_optional, from_text, hours, to_text
from tests.each_row import each_row

FIRST = datetime(2, 1, 1)  # noqa: DTZ001
LAST = datetime(9998, 1, 1)  # noqa: DTZ001
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
INSTANTS = st.datetimes(FIRST, LAST, timezones=ZONES)


@given(INSTANTS, INSTANTS)
def test_text_order_is_time_order_and_nothing_is_lost(one: datetime, other: datetime) -> None:
    first, second = to_text(one), to_text(other)

    assert (first < second) == (one < other)
    assert from_text(first) == one
    assert from_text(first).tzinfo == UTC


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        to_text(datetime(2025, 4, 9))  # noqa: DTZ001


@each_row(
    ("start", "end", "inner"),
    [
        ("10:00", "13:00", ("10:00", "13:00")),
        ("10:15", "13:45", ("11:00", "13:00")),
        ("10:15", "11:00", ("11:00", "11:00")),
        ("10:15", "10:45", ("10:45", "10:45")),
    ],
)
def test_the_full_hours_of_a_span_lie_within_it(start: str, end: str, inner: tuple[str, str]) -> None:
    begun, first, last, ended = hours((f"2025-04-09T{start}:00.000000Z", f"2025-04-09T{end}:00.000000Z"))

    assert tuple(text[11:16] for text in (begun, ended)) == (start, end)
    assert tuple(text[11:16] for text in (first, last)) == inner


def test_nothing_stays_nothing() -> None:
    assert from_optional(None) is None


@each_row(("day", "hours"), [(date(2025, 3, 30), 23), (date(2025, 4, 9), 24), (date(2025, 10, 26), 25)])
def test_a_local_day_is_as_long_as_its_clocks_make_it(day: date, hours: int) -> None:
    start, end = map(from_text, bounds(day, ZoneInfo("Europe/Berlin")))

    assert end - start == timedelta(hours=hours)
    assert start.astimezone(ZoneInfo("Europe/Berlin")).date() == day
