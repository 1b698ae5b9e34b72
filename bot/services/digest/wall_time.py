"""Times of day, dates and time zones as people type them: the exact one, or what they may have meant."""

import re
from datetime import date, time
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from rapidfuzz import fuzz, process

from bot.errors import InputError

_TIME: Final = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*([ap]m)?", re.ASCII | re.IGNORECASE)
HALF_A_DAY: Final = 12
# Beyond these years no clock is right, and the arithmetic of zones meets the ends of the calendar.
FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2199
NO_TIME: Final = "That is not a time of day; an example of one is 09:00."
NO_DATE: Final = "That is not a date I can use; an example of one is 2025-04-09."
CHOICES: Final = 25
LEAST_LIKENESS: Final = 60
EVERYWHERE: Final = "UTC"


def parse_time(typed: str) -> time:
    """`9`, `9:30`, `21.30` and `9:30 pm`."""
    found = _TIME.fullmatch(typed.strip())
    if not found:
        raise InputError(NO_TIME)
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half and not 1 <= hour <= HALF_A_DAY:
        raise InputError(NO_TIME)
    if half:
        hour = hour % HALF_A_DAY + (HALF_A_DAY if half == "pm" else 0)
    try:
        return time(hour, minute)
    except ValueError as error:
        raise InputError(NO_TIME) from error


def parse_date(typed: str) -> date:
    """`2025-04-09`."""
    try:
        day = date.fromisoformat(typed.strip())
    except ValueError as error:
        raise InputError(NO_DATE) from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise InputError(NO_DATE)
    return day


@cache
def zone_names() -> tuple[str, ...]:
    """Places by continent, and UTC; not the old short names, which say nothing about where they hold."""
    places = (
        name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/"))
    )
    return (EVERYWHERE, *sorted(places))


def zones_like(typed: str, limit: int = CHOICES) -> tuple[str, ...]:
    """Names for a person who is still typing: what holds the letters first, then what looks similar."""
    wanted = _folded(typed)
    if not wanted:
        return zone_names()[:limit]
    holding = [name for name in zone_names() if wanted in _folded(name)]
    holding.sort(key=lambda name: (not _folded(name).rpartition("/")[2].startswith(wanted), name))
    return tuple(dict.fromkeys((*holding, *_similar(wanted, limit))))[:limit]


def zone(name: str) -> ZoneInfo:
    """The zone of this name, however its letters' case; InputError names similar ones."""
    known = {_folded(known): known for known in zone_names()}
    wanted = known.get(_folded(name), name.strip())
    if wanted in available_timezones():
        return ZoneInfo(wanted)
    similar = _similar(_folded(name), 1)
    hint = f"Did you mean {similar[0]}?" if similar else "One example is Europe/Berlin."
    raise InputError(f"There is no time zone “{name}”. {hint}")


def _similar(wanted: str, limit: int) -> list[str]:
    """By the city alone, which is what people remember."""
    cities = {name: _folded(name).rpartition("/")[2] for name in zone_names()}
    city = wanted.rpartition("/")[2]
    found = process.extract(city, cities, scorer=fuzz.ratio, limit=limit, score_cutoff=LEAST_LIKENESS)
    return [name for _, _, name in found]


def _folded(text: str) -> str:
    return "_".join(text.casefold().replace("_", " ").split())
