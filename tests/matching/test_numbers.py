"""Numbers are the same in digits and in words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.matching.numbers import numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("three or 3", {"3"}),
        ("twenty-one, thirty two", {"21", "32"}),
        ("1,234,567 and 2.1a", {"1234567", "2.1"}),
        ("on 04 April at 12:30", {"4", "12:30"}),
        ("the eighth of a dozen", {"8", "12"}),
        ("one of them, no one else", set()),
        ("twenty", {"20"}),
        ("ten one", {"10"}),
        ("", set()),
    ],
)
def test_every_number_is_found_once(text: str, expected: set[str]) -> None:
    found = numbers(text)

    assert found == expected


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**9))
def test_separators_of_thousands_change_nothing(number: int) -> None:
    found = numbers(f"about {number:,} of them")

    assert found == numbers(f"about {number} of them") == {str(number)}


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_text_has_numbers_or_none(text: str) -> None:
    found = numbers(text)

    assert all(found)
