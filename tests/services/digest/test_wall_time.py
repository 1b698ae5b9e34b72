"""Times and dates as people type them."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import InputError
from bot.services.digest.wall_time import parse_date, parse_time
from tests.each_row import each_row


def test_a_time_is_read_as_it_is_usually_written() -> None:
    cases: list[tuple[str, time]] = [
        ("9", time(9)),
        ("09:00", time(9)),
        (" 9:30 ", time(9, 30)),
        ("21.30", time(21, 30)),
        ("7h15", time(7, 15)),
        ("9 pm", time(21)),
        ("12:15AM", time(0, 15)),
        ("12 pm", time(12)),
        ("1 am", time(1)),
        ("0:00", time(0)),
        ("0900", time(9)),
        ("2130", time(21, 30)),
        ("930", time(9, 30)),
        ("9am", time(9)),
        ("9:00 pm", time(21)),
        ("9 p.m.", time(21)),
        ("21h", time(21)),
        ("9 Uhr", time(9)),
        ("Noon", time(12)),
    ]

    assert [(typed, meant, got) for typed, meant in cases if (got := parse_time(typed)) != meant] == []


@each_row("typed", ["", "24:00", "9:60", "9:5", "13 pm", "0 am", "nine", "9:00:00", "-1", "٩:٣٠"])
def test_what_is_no_time_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(InputError, match=r"Write it like 09:00\."):
        parse_time(typed)


@given(st.text(max_size=12))
def test_any_text_is_a_time_or_is_refused(typed: str) -> None:
    try:
        found = parse_time(typed)
    except InputError:
        return

    assert found.second == 0


def test_a_date_is_read() -> None:
    assert parse_date(" 2025-04-09 ") == date(2025, 4, 9)
    assert parse_date("9.4.2025") == parse_date("09. 04. 2025") == date(2025, 4, 9)


@each_row(
    "typed", ["", "tomorrow", "30.2.2025", "9.4.25", "2025-02-30", "0001-01-01", "9999-12-31", "1999-12-31"]
)
def test_what_is_no_date_a_digest_could_have_is_refused(typed: str) -> None:
    with pytest.raises(InputError, match=r"Write it like 2025-04-09\."):
        parse_date(typed)
