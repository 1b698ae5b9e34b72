"""Numbers as people write them: one time, date or sum has several spellings."""

import re
from collections.abc import Iterator

from bot.matching.analysis import fold, numbers, words

_HALF = r"\s?(?:(a|p)\.?m\b|(o'clock))?"
_TIME = re.compile(rf"(?<![\d.,:])([01]?\d|2[0-4])(?:[.:h]([0-5]\d))?(?![\d:]|[.,]\d){_HALF}")
_PARTS = re.compile(r"\d+(?:[./:-]\d+)+")
_CENTS = re.compile(r"\d+,\d\d?")
_NOUGHTS = re.compile(r"(\.\d*?)0+$")
_SPOKEN = re.compile(r"\b(half|quarter) (past|to) ([a-z]+|\d{1,2})\b")
_MINUTES = {"half past": 30, "quarter past": 15, "quarter to": -15}
_NAMED = {"noon": 12, "midday": 12, "midnight": 24}
_HALVES = re.compile(r"\d ?(a|p)\.?m\b")
_NOON = 12
_LASTING = re.compile(r"(\d{1,4}) (minutes|hours?|days?|nights?|weeks?|months?|years?)\b")
_UNITS = (
    ("week weeks", "day days night nights", 7),
    ("day days", "hour hours", 24),
    ("hour hours", "minutes", 60),
    ("year years", "month months", 12),
)
# `a, b, c and d` is four of them.
_LISTED = re.compile(r"[^,;:.]+(?:, [^,;:.]+)+,? and [^,;:.]+")


def unwritten(text: str, source: str) -> frozenset[str]:
    """The numbers of a text that its source has in no spelling, and `pm` where it says `am`."""
    said, held = fold(text), fold(source)
    known = frozenset(map(_plain, (*numbers(source), *_otherwise(held))))
    halves = frozenset(_HALVES.findall(held))
    others = (f"{half}m" for half in _HALVES.findall(said) if halves and half not in halves)
    written = _SPOKEN.sub(_in_figures, said)
    return frozenset((*others, *(one for one in numbers(written) if _plain(one) not in known)))


def _in_figures(spoken: re.Match[str]) -> str:
    """`half past nine` as `9:30`."""
    minutes = _MINUTES.get(f"{spoken[1]} {spoken[2]}", 0)
    hour = next(iter(numbers(spoken[3])), "")
    return f"{int(hour) - (minutes < 0)}:{minutes % 60:02}" if hour.isdigit() else spoken[0]


def _plain(number: str) -> str:
    """`3,50`, `3.50` and `3.5` are one sum."""
    decimal = number.replace(",", ".") if _CENTS.fullmatch(number) else number
    return _NOUGHTS.sub(r"\1", decimal).removesuffix(".") if "." in decimal else decimal


def _otherwise(source: str) -> Iterator[str]:
    """Other spellings of a number: parts of dates, and times on the other clock."""
    for whole in _PARTS.findall(source):
        yield from numbers(re.sub(r"\D", " ", whole))
    for hour, minute in _times(source):
        yield from (f"{hour}:{minute:02}", f"{hour}.{minute:02}")
        yield from () if minute else (str(hour),)
    yield from _in_other_units(source)
    yield from (str(len(re.split(r", (?:and )?| and ", listed))) for listed in _LISTED.findall(source))
    for name, hour in _NAMED.items():
        yield from (str(hour), f"{hour}:00") if name in source else ()


def _in_other_units(source: str) -> Iterator[str]:
    """`28 nights` as four weeks, and the reverse."""
    for amount, unit in _LASTING.findall(" ".join(words(source))):
        for one, other, times in _UNITS:
            if unit in one.split():
                yield str(int(amount) * times)
            elif unit in other.split() and int(amount) % times == 0:
                yield str(int(amount) // times)


def _times(source: str) -> Iterator[tuple[int, int]]:
    for hour, minute, half, clock in _TIME.findall(source):
        yield int(hour), int(minute or 0)
        if half == "p" and int(hour) < _NOON:
            yield int(hour) + _NOON, int(minute or 0)
        elif (minute or clock) and int(hour) > _NOON:
            yield int(hour) - _NOON, int(minute or 0)
    for part, side, said in _SPOKEN.findall(source):
        minutes = _MINUTES.get(f"{part} {side}", 0)
        yield from ((int(hour) - (minutes < 0), minutes % 60) for hour in numbers(said))
