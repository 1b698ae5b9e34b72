"""Time zones as people name them, by city, country or a few letters: the one, or those that may be meant."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from bot.errors import InputError, for_members

CHOICES: Final = 25
OFFERED: Final = 4
LEAST_LIKENESS: Final = 60
EVERYWHERE: Final = "UTC"
WINTER_AND_SUMMER: Final = (1, 7)
# `UTC+2`, `GMT-05:00`, `+0530`
_OFFSET: Final = re.compile(r"(?:utc|gmt)?\s?[+\-\u2212\u00b1]\s?\d{1,2}(?::?\d{2})?")
# Names of the time before continents: right where somebody knows them, and no guess for anything else.
_OLD: Final = ("Brazil/", "Canada/", "Chile/", "Mexico/", "US/")
SEVERAL_ZONES: Final = for_members("“{typed}” may be several time zones. Did you mean {zones}?")
SIMILAR_ZONE: Final = for_members("There is no time zone “{typed}”. Did you mean {zone}?")
OFFSET: Final = for_members(
    "“{typed}” does not say when the clocks change. Name a city in your time zone, such as Europe/Berlin."
)
NO_ZONE: Final = for_members("There is no time zone “{typed}”. An example is Europe/Berlin.")


@cache
def _every_zone() -> frozenset[str]:
    """Also the old and short names; the system's folders are gone through once."""
    return frozenset(available_timezones())


@cache
def _by_name() -> Mapping[str, str]:
    """The zones by their folded names."""
    return {_folded(name): name for name in zone_names()}


@cache
def zone_names() -> tuple[str, ...]:
    """`Continent/City` names and UTC; not the old short names, which do not say where they apply."""
    places = (name for name in _every_zone() if "/" in name and not name.startswith(("Etc/", "SystemV/")))
    return (EVERYWHERE, *sorted(places))


@cache
def named_zones() -> Mapping[str, tuple[str, ...]]:
    """What people call zones, folded, with the zones that may be meant, likeliest first."""
    text = files("bot.data").joinpath("time_zones.txt").read_text(encoding="utf-8")
    entries = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    known = _every_zone()
    listed = ((name, tuple(zone for zone in zones.split() if zone in known)) for name, zones in entries)
    return {name: zones for name, zones in listed if zones}


def zones_like(typed: str, limit: int = CHOICES) -> tuple[str, ...]:
    """For somebody still typing: exact names, then zones that contain the letters, then similar ones."""
    wanted = _folded(typed)
    if not wanted:
        return zone_names()[:limit]
    called = named_zones().get(wanted, ())
    holding = [name for folded, name in _by_name().items() if wanted in folded]
    holding.sort(key=lambda name: (not _city(name).startswith(wanted), name))
    begun = [zone for name, zones in named_zones().items() if name.startswith(wanted) for zone in zones[:1]]
    return tuple(dict.fromkeys((*called, *holding, *begun, *_similar(wanted, limit))))[:limit]


def zone(typed: str) -> ZoneInfo:
    """The zone of this name in upper or lower case; InputError offers those that may be meant."""
    wanted = _folded(typed)
    exact = _by_name().get(wanted, typed.strip())
    for name in (exact, exact.upper()):
        if name in _every_zone():
            return ZoneInfo(name)
    called = named_zones().get(wanted) or tuple(name for name in zone_names() if _city(name) == wanted)
    if len(called) == 1:
        return ZoneInfo(called[0])
    if called:
        raise InputError(SEVERAL_ZONES, typed=typed, zones=called[:OFFERED])
    if _OFFSET.fullmatch(wanted):
        raise InputError(OFFSET, typed=typed)
    if not _is_continent(wanted) and (alike := _similar(wanted, 1)):
        raise InputError(SIMILAR_ZONE, typed=typed, zone=alike[0])
    raise InputError(NO_ZONE, typed=typed)


def with_summer_time(name: str, now: datetime) -> str | None:
    """For `EST` and the like, which never change: the zone whose changing clocks people usually mean."""
    meant = next(iter(named_zones().get(_folded(name), ())), None)
    if meant is None or _offsets(meant, now) == _offsets(name, now):
        return None
    return meant


def _offsets(name: str, now: datetime) -> list[object]:
    instants = (datetime(now.year, month, 15, tzinfo=UTC) for month in WINTER_AND_SUMMER)
    return [instant.astimezone(ZoneInfo(name)).utcoffset() for instant in instants]


def _similar(wanted: str, limit: int) -> list[str]:
    """Compared by the city alone, which is what people remember."""
    from rapidfuzz import fuzz, process  # settings that name their zones need none of it

    cities = {name: _city(name) for name in zone_names() if not name.startswith(_OLD)}
    city = wanted.rpartition("/")[2]
    found = process.extract(city, cities, scorer=fuzz.ratio, limit=limit, score_cutoff=LEAST_LIKENESS)
    return [name for _, _, name in found]


def _is_continent(wanted: str) -> bool:
    return any(name.startswith(f"{wanted}/") for name in _by_name())


def _city(name: str) -> str:
    return _folded(name).rpartition("/")[2]


def _folded(text: str) -> str:
    """Small letters without accents; bench/time_zones.py folds the names in the same way."""
    apart = unicodedata.normalize("NFKD", text.casefold().replace("_", " "))
    return " ".join("".join(each for each in apart if not unicodedata.combining(each)).split())
