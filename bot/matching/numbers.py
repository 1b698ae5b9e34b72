"""The numbers of a text, whether written in digits or in words."""

import re

from bot.matching.analysis import words


def _counted(names: str, start: int, step: int = 1) -> dict[str, int]:
    return {name: step * value for value, name in enumerate(names.split(), start)}


_ONES = _counted("one two three four five six seven eight nine", 1)
_TENS = _counted("ten twenty thirty forty fifty sixty seventy eighty ninety", 1, 10)
_VALUES = {
    **_ONES,
    **_TENS,
    **_counted("eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 11),
    **_counted("third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth", 3),
    **_counted("fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth", 14),
    "zero": 0,
    "dozen": 12,
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
}
_THOUSANDS = re.compile(r"(?<=\d)[,.](?=\d{3}(?!\d))")


def numbers(text: str) -> frozenset[str]:
    """Every number once, as digits: `three` and 3 are the same, and so are `twenty-one` and 21."""
    found = set()
    rest = iter([*words(text), ""])
    word = next(rest)
    while word:
        following = next(rest, "")
        if word[0].isdigit():
            found.add(_digits(word))
        elif word in _TENS and word != "ten" and following in _ONES:
            found.add(str(_TENS[word] + _ONES[following]))
            following = next(rest, "")
        elif word in _VALUES and word != "one":  # which is an article as often
            found.add(str(_VALUES[word]))
        word = following
    return frozenset(found)


def _digits(number: str) -> str:
    """Without separators of thousands and leading zeros."""
    return _THOUSANDS.sub("", number).lstrip("0") or "0"
