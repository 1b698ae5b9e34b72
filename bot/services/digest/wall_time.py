"""Times of day and dates as people type them."""

import re
from datetime import date, time
from typing import Final

from bot.errors import InputError, for_members

_TIME: Final = re.compile(
    r"(\d{1,2})(?:[:.h]?(\d{2}))?\s*(?:h|uhr|o['’]?clock)?\s*([ap]\.?m\.?)?", re.ASCII | re.IGNORECASE
)
_DOTTED: Final = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", re.ASCII)
_BY_NAME: Final = {"noon": time(12), "midday": time(12), "midnight": time(0)}
HALF_A_DAY: Final = 12
# Beyond these years no clock is right, and the arithmetic of zones meets the ends of the calendar.
FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2199
NO_TIME: Final = for_members("That is not a time of day. Write it like 09:00.")
NO_DATE: Final = for_members("That is not a date I can use. Write it like 2025-04-09.")


def parse_time(typed: str) -> time:
    """`9`, `9:30`, `0930`, `21.30`, `21h`, `9:30 pm` and `noon`."""
    if known := _BY_NAME.get(typed.strip().lower()):
        return known
    found = _TIME.fullmatch(typed.strip())
    if not found:
        raise InputError(NO_TIME)
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower().replace(".", "")
    if half and not 1 <= hour <= HALF_A_DAY:
        raise InputError(NO_TIME)
    if half:
        hour = hour % HALF_A_DAY + (HALF_A_DAY if half == "pm" else 0)
    try:
        return time(hour, minute)
    except ValueError as error:
        raise InputError(NO_TIME) from error


def parse_date(typed: str) -> date:
    """`2025-04-09`, or with dots: `9.4.2025`."""
    dotted = _DOTTED.fullmatch(typed.strip())
    try:
        day = date(*map(int, reversed(dotted.groups()))) if dotted else date.fromisoformat(typed.strip())
    except ValueError as error:
        raise InputError(NO_DATE) from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise InputError(NO_DATE)
    return day
