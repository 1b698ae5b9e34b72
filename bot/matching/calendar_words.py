"""Weekdays and months: those that a text names, and those that it covers."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
# As people write them, in small letters: `sept` and all of three letters.
MONTH_WORDS = frozenset(word for month in map(str.lower, MONTHS) for word in (month, month[:3])) | {"sept"}
# Small letters make no month of these, and short forms that are words or names make no claim.
_SMALL = frozenset(("may", "march"))
_WORDS = frozenset(("sat", "sun", "wed", "mon", "mar", "jan", "jun", "dec"))
_WORD = re.compile(r"(?!May (?:I|we|you|it|they)\b)\b[A-Za-z]+")
_RANGE = re.compile(r"([A-Za-z]+)\.?\s*(?:[-–—]|to|until|till|through)\s*([A-Za-z]+)")
_DATE = re.compile(r"(?<!\d)(?:\d{4}-(\d{1,2})-\d{1,2}|(\d{1,2})[./](\d{1,2})[./](?:\d{4}|\d{2})?)(?!\d)")
_SPANS = (
    (re.compile(r"\b(?:weekdays?|working days?)\b", re.IGNORECASE), DAYS[:5]),
    (re.compile(r"\bweekends?\b", re.IGNORECASE), DAYS[5:]),
    (re.compile(r"\b(?:daily|(?:every|each|any) day)\b", re.IGNORECASE), DAYS),
)


def named(text: str) -> frozenset[str]:
    """The weekdays and months that a text clearly names, by their full names."""
    return frozenset(_named(word for word in _WORD.findall(text) if word.lower() not in _WORDS))


def held(text: str) -> frozenset[str]:
    """Those that it names, those in a range (Monday to Friday), and what `daily` or 2024-03-02 imply."""
    return frozenset((*_named(_WORD.findall(text)), *_between(text), *_in_figures(text), *_spanned(text)))


def unheld(text: str, source: str) -> frozenset[str]:
    """Those that a text names and its source does not; of two ranges, those with other ends."""
    lost = named(text) - held(source)
    ends = frozenset(_ends(text)) if any(_ends(source)) else frozenset[str]()
    return lost | (ends & named(text)) - frozenset(_named(_WORD.findall(source)))


def _ends(text: str) -> Iterator[str]:
    for first, last in _ranges(text):
        yield from (first, last)


def _named(words: Iterable[str]) -> Iterator[str]:
    return (name for word in words if (name := _name(word)) is not None)


def _ranges(text: str) -> Iterator[tuple[str, str]]:
    for found in _RANGE.finditer(text):
        first, last = map(_name, found.groups())
        if first and last and (first in DAYS) == (last in DAYS):
            yield first, last


def _between(text: str) -> Iterator[str]:
    for first, last in _ranges(text):
        names = DAYS if first in DAYS else MONTHS
        yield from _around(names, names.index(first), names.index(last))


def _around(names: Sequence[str], first: int, last: int) -> Sequence[str]:
    """From one to the other, across the end of the week or year if necessary."""
    return names[first : last + 1] if first <= last else (*names[first:], *names[: last + 1])


def _in_figures(text: str) -> Iterator[str]:
    for found in _DATE.finditer(text):
        yield from (MONTHS[int(part) - 1] for part in found.groups() if part and 0 < int(part) <= len(MONTHS))


def _spanned(text: str) -> Iterator[str]:
    for words, names in _SPANS:
        if words.search(text):
            yield from names


def _name(word: str) -> str | None:
    return None if word in _SMALL else _names().get(word.lower())


@cache
def _names() -> dict[str, str]:
    """Full, shortened, and with the ending of several."""
    forms = {form: name for name in (*DAYS, *MONTHS) for form in (name.lower(), name[:3].lower())}
    forms |= {f"{name.lower()}s": name for name in DAYS}
    forms |= {f"{name.lower()[:3]}s": name for name in DAYS}
    return forms | {
        "tues": "Tuesday",
        "weds": "Wednesday",
        "thur": "Thursday",
        "thurs": "Thursday",
        "sept": "September",
    }
