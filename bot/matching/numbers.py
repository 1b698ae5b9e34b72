"""The one reader of numbers: of one word or of several, said or written, each has one spelling in digits.

Ordinals are read as their numbers, so that `the 4th`, `the fourth` and `4 April` can be the same day; only
`first` and `second` mean too much else, and are numbers as the day of a month alone.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from operator import itemgetter

from bot.matching.calendar_words import MONTH_WORDS


def _counted(names: str, start: int, step: int = 1) -> dict[str, int]:
    return {name: step * value for value, name in enumerate(names.split(), start)}


_ONES = _counted("one two three four five six seven eight nine", 1)
_TEENS = _counted("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 10)
_TENS = _counted("twenty thirty forty fifty sixty seventy eighty ninety", 2, 10)
# A `twenty second` film lasts that long.
_LAST_ONES = {"first": 1, **_counted("third fourth fifth sixth seventh eighth ninth", 3)}
_ORDINALS = {
    **_counted("third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth", 3),
    **_counted("fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth", 14),
    **_counted("twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth", 2, 10),
}
_LARGE = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SCALES = _LARGE | {"mn": 10**6, "mln": 10**6, "bn": 10**9, "bln": 10**9, "tn": 10**12}
# All but `one`, which is an article as often.
_VALUES: Mapping[str, int] = {
    "zero": 0, **_ONES, **_TEENS, **_TENS, **_ORDINALS, "dozen": 12, "hundred": 100, **_LARGE,
}  # fmt: skip
NUMBER_WORDS = frozenset(_VALUES) - {"one"}
_DAYS = {"1st": "1", "2nd": "2", "first": "1", "second": "2"}
_FIRSTS = frozenset((*_ONES, *_VALUES, *_LAST_ONES, *_DAYS))  # words that a number may begin with
_FIRST_LETTER = itemgetter(0)
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_LEADING_ZEROS = re.compile(r"^0+(?=\d)")
# In English a comma parts thousands; a full stop does only where it stands twice (1.234.567).
_COMMAS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")
_QUANTITY = re.compile(r"\d+(?:\.\d+)?")


def number(word: str) -> str | None:
    """The digits of a number word: `1,000`, `04`, `4th`, `fourth`, `twelve`; None for other words."""
    if word[0].isdigit():
        ordinal = _ORDINAL.fullmatch(word)
        return _digits(ordinal[1] if ordinal else word)
    return str(_VALUES[word]) if word in NUMBER_WORDS else None


def join_numbers(words: Sequence[str]) -> list[str]:
    """The words, with multi-word numbers (`twenty one`, `18 bn`, `two hundred and five`) joined as digits."""
    if _FIRSTS.isdisjoint(words) and not any(map(str.isdigit, map(_FIRST_LETTER, words))):
        return list(words)
    joined: list[str] = []
    at = 0
    while at < len(words):
        stop, said = at + 1, words[at]
        if said in _FIRSTS or said[0].isdigit():
            end, value = _longest(words, at)
            if end > stop:
                stop, said = end, value
            elif _is_day(words, at):
                said = _DAYS[said]
        joined.append(said)
        at = stop
    return joined


def _longest(words: Sequence[str], at: int) -> tuple[int, str]:
    """Where the number that begins here ends, and its digits."""
    if words[at][0].isdigit():
        return _scaled(words, at)
    total, part, ceiling, stop, whole = 0, 0, 10**15, at, at
    while stop < len(words):
        here = stop + _joins(words, stop) if stop > at else stop
        word = words[here] if here < len(words) else ""
        if part and word in _SCALES and _SCALES[word] < ceiling and here == stop:
            total, part, ceiling, whole = total + part * _SCALES[word], 0, _SCALES[word], here + 1
        elif (grown := _grown(part, word)) is not None and grown < ceiling:
            part = grown
        elif total and part and word in _SCALES:
            return whole, str(total)  # `two thousand, three thousand`: what follows is of the next number
        else:
            break
        stop = here + 1
        if word in _ORDINALS or word == "first":
            break
    return stop, str(total + part)


def _grown(part: int, word: str) -> int | None:
    """A number below a thousand extended by a word; None when the word does not fit."""
    if word == "hundred":
        return 100 * (part or 1) if part < 100 else None  # noqa: PLR2004
    if word in _TEENS or word in _TENS or word in _ORDINALS.keys() - _LAST_ONES:
        return part + _VALUES[word] if part % 100 == 0 else None
    last = _ONES.get(word, _LAST_ONES.get(word, 0) if part else 0)
    return part + last if last and part % 10 == 0 and part % 100 != 10 else None  # noqa: PLR2004


def _joins(words: Sequence[str], at: int) -> bool:
    """`two hundred and five` is one number, `two hundred and five hundred` is not."""
    after = words[at + 2 : at + 3]
    return words[at] == "and" and words[at - 1] in {"hundred", *_SCALES} and after != ["hundred"]


def _scaled(words: Sequence[str], at: int) -> tuple[int, str]:
    """`1.5 million`: digits with a word for thousands, millions or more."""
    digits, following = _digits(words[at]), words[at + 1] if at + 1 < len(words) else ""
    if following not in _SCALES or not _QUANTITY.fullmatch(digits):
        return at + 1, digits
    value = Decimal(digits) * _SCALES[following]
    return at + 2, f"{value.normalize():f}"


def _is_day(words: Sequence[str], at: int) -> bool:
    """`1st May`, `the first of May`, `May 1st`."""
    if words[at] not in _DAYS:
        return False
    before = words[at - 1] if at else ""
    after = [word for word in words[at + 1 : at + 3] if word != "of"]
    return before in MONTH_WORDS - {"may"} or (after[:1] != [] and after[0] in MONTH_WORDS)


def _digits(written: str) -> str:
    plain = written.replace(".", "") if _DOTTED.fullmatch(written) else _COMMAS.sub("", written)
    return _LEADING_ZEROS.sub("", plain)
