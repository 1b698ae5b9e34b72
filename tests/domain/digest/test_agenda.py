"""The late policy: one task at a time, every day posted or written off, none twice."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.digest.agenda import PUNCTUAL, Post, Skip, SkipReason, Wait, due, is_in_time, lateness
from bot.domain.digest.schedule import Slot, Timetable, slot_of
from tests.each_row import each_row

BERLIN = ZoneInfo("Europe/Berlin")
NINE = time(9)
WINDOW = timedelta(hours=6)
HOUR = timedelta(hours=1)
TABLE = Timetable(NINE, BERLIN, datetime(2025, 4, 1, tzinfo=UTC))
APRIL_9 = Slot(datetime(2025, 4, 9, 7, tzinfo=UTC), date(2025, 4, 9))
APRIL_8 = date(2025, 4, 8)


def test_before_the_hour_there_is_nothing_but_to_wait_for_it() -> None:
    agenda = due(APRIL_9.instant - HOUR, TABLE, APRIL_8, WINDOW)

    assert agenda.task == Wait(APRIL_9)
    assert agenda.skips == ()


@each_row(
    ("after", "late"),
    [
        (timedelta(), timedelta()),
        (PUNCTUAL, timedelta()),
        (PUNCTUAL + timedelta(seconds=1), PUNCTUAL + timedelta(seconds=1)),
        (WINDOW, WINDOW),
    ],
)
def test_within_the_window_the_digest_is_due_and_says_from_ten_minutes_on_that_it_is_late(
    after: timedelta, late: timedelta
) -> None:
    agenda = due(APRIL_9.instant + after, TABLE, APRIL_8, WINDOW)

    assert agenda.task == Post(APRIL_9, late)
    assert agenda.skips == ()


def test_after_the_window_the_day_is_written_off() -> None:
    agenda = due(APRIL_9.instant + WINDOW + timedelta(seconds=1), TABLE, APRIL_8, WINDOW)

    assert agenda.skips == (Skip(APRIL_9, SkipReason.TOO_LATE),)
    assert isinstance(agenda.task, Wait)
    assert agenda.task.until.day == date(2025, 4, 10)


def test_several_missed_days_never_become_several_posts() -> None:
    agenda = due(APRIL_9.instant + HOUR, TABLE, date(2025, 4, 5), timedelta(hours=30))

    assert agenda.task == Post(APRIL_9, HOUR)
    assert [(skip.slot.day.day, skip.reason) for skip in agenda.skips] == [
        (6, SkipReason.TOO_LATE),
        (7, SkipReason.TOO_LATE),
        (8, SkipReason.SUPERSEDED),
    ]


def test_a_window_of_nothing_still_lets_a_punctual_post_through() -> None:
    punctual = due(APRIL_9.instant + timedelta(seconds=2), TABLE, APRIL_8, timedelta())
    late = due(APRIL_9.instant + PUNCTUAL + HOUR, TABLE, APRIL_8, timedelta())

    assert isinstance(punctual.task, Post)
    assert isinstance(late.task, Wait)


def test_a_clock_set_back_never_brings_a_day_again() -> None:
    agenda = due(APRIL_9.instant - 5 * HOUR, TABLE, date(2025, 4, 9), WINDOW)

    assert isinstance(agenda.task, Wait)
    assert agenda.task.until.day == date(2025, 4, 10)


def test_a_year_ago_is_long_enough_to_forget() -> None:
    since_1970 = Timetable(NINE, BERLIN, datetime(1970, 1, 1, tzinfo=UTC))

    agenda = due(APRIL_9.instant, since_1970, None, WINDOW)

    assert agenda.task == Post(APRIL_9, timedelta())
    assert len(agenda.skips) == 365


def test_a_preview_of_another_day_is_never_called_late() -> None:
    long_after = lateness(APRIL_9.instant + timedelta(days=200), APRIL_9, WINDOW)
    before = lateness(APRIL_9.instant - HOUR, APRIL_9, WINDOW)

    assert long_after == before == timedelta()
    assert not is_in_time(APRIL_9.instant - HOUR, APRIL_9, WINDOW)


@dataclass
class Diary:
    """Thirty days of a bot that is away now and then; it does what the agenda says and writes it down."""

    timetable: Timetable
    posted: list[date] = field(default_factory=list)
    skipped: list[date] = field(default_factory=list)

    def live(self, start: datetime, end: datetime) -> None:
        now = start
        while now < end:
            agenda = due(now, self.timetable, self.last, WINDOW)
            self.skipped += [skip.slot.day for skip in agenda.skips]
            if isinstance(agenda.task, Post):
                assert is_in_time(now, agenda.task.slot, WINDOW)
                self.posted.append(agenda.task.slot.day)
            else:
                assert agenda.task.until.instant > now
                now = min(agenda.task.until.instant, now + HOUR)

    @property
    def last(self) -> date | None:
        return max((*self.posted, *self.skipped), default=None)


zones = st.sampled_from(["Europe/Berlin", "America/Nuuk", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"])
times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 30, 59]))
starts = st.sampled_from([datetime(2025, 3, 15, tzinfo=UTC), datetime(2025, 10, 15, tzinfo=UTC)])


def _live_a_month(table: Timetable, spells: list[tuple[int, int]]) -> tuple[Diary, list[date]]:
    """Up for so many hours, away for so many, and again; then which dates had a slot before the end."""
    diary, now = Diary(table), table.valid_from
    for up, down in spells:
        diary.live(now, now + HOUR * up)
        now += HOUR * (up + down)
    end = max(now + HOUR, table.valid_from + timedelta(days=30))  # up at the end, to see what was missed
    diary.live(now, end)
    days = [table.valid_from.date() + timedelta(days=n) for n in range(-2, 60)]
    found = [slot_of(day, table.at, table.zone) for day in days]
    return diary, [slot.day for slot in found if slot and table.valid_from <= slot.instant < end]


@settings(max_examples=40, deadline=None)
@given(
    zones, times, starts, st.lists(st.tuples(st.integers(1, 60), st.integers(1, 6)), min_size=1, max_size=12)
)
def test_thirty_days_with_outages_of_up_to_six_hours_miss_no_day_and_double_none(
    zone: str, at: time, start: datetime, spells: list[tuple[int, int]]
) -> None:
    table = Timetable(at, ZoneInfo(zone), start)

    diary, promised = _live_a_month(table, spells)

    assert diary.posted == promised
    assert diary.skipped == []


@settings(max_examples=40, deadline=None)
@given(
    zones, times, starts, st.lists(st.tuples(st.integers(1, 40), st.integers(1, 90)), min_size=1, max_size=8)
)
def test_after_outages_of_any_length_each_day_was_posted_or_written_off_once(
    zone: str, at: time, start: datetime, spells: list[tuple[int, int]]
) -> None:
    table = Timetable(at, ZoneInfo(zone), start)

    diary, promised = _live_a_month(table, spells)

    assert diary.posted == sorted(diary.posted)
    assert sorted(diary.posted + diary.skipped) == promised
