"""The names and numbers in a question, with their surroundings: only similar ones can be swapped."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.matching import english

Place = tuple[str, ...]
_NAME = re.compile(r"(?<=[\w,;’'] )[A-Z][\w.-]+\w(?: (?:[A-Z][\w.-]*\w|\d+))*(?!['’])\b")
_NUMBER = re.compile(r"(?<![\w.-])\d+(?:[.,:]\d+)*(?![\w-])")
_DAY = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|march|april|may|june|july|august|september|"
    r"october|november|december",
    re.IGNORECASE,
)
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_WORD = re.compile(r"[\w’'-]+")
_WHERE: Final = frozenset({"at", "in", "near", "on"})
_SHORTEST = 3  # letters of a name
_ASKING = "(?:who|what|when|where|why|how|which|whose)"
# Each half with a clause of its own: `when and where is it` and `when is it and for how long` ask one thing.
_DOUBLE = re.compile(
    rf"\W*\w+(?:\W+[\w’'-]+){{2,}}?,? (?:and|or)(?: (?:for|at|by|from|to|in|on|with))? "
    rf"{_ASKING}\b(?:\W+[\w’'-]+){{2,}}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Thing:
    """A name or a number, its place in the text, and what surrounds it."""

    text: str
    span: tuple[int, int]
    places: frozenset[Place]

    def stands_like(self, other: "Thing") -> bool:
        return not self.places.isdisjoint(other.places)


def names(text: str) -> Iterator[Thing]:
    """Whole names; no months, no `Bridge` of `Tanner's Bridge`, no acronyms."""
    for found in _NAME.finditer(text):
        before, after = _around(text, found)
        last = (before or [""])[-1]
        is_part = last.endswith(("'s", "’s")) or last[-1:].isdigit()
        if is_part or found[0].isupper() or sum(map(str.isalpha, found[0])) < _SHORTEST:
            continue
        if not any(map(_DAY.fullmatch, found[0].split())):
            places = _of_name(found[0], before, after, _WORD.findall(text)[0].lower())
            yield Thing(found[0], found.span(), frozenset(places))


def _of_name(name: str, before: list[str], after: list[str], asking: str) -> Iterator[Place]:
    last, following = (before or [""])[-1].lower(), (after or [""])[0]
    if last in _WHERE:
        yield ("where", last)
    if following.islower() and following not in english.function_words():
        yield ("followed by", following)
    if len(before) > 1:
        yield ("between", asking, before[-2].lower(), last, following.lower())
    if " " in name:
        yield ("ends with", name.rsplit(maxsplit=1)[-1])


def numbers(text: str) -> Iterator[Thing]:
    """Years, versions, and numbers with a word that says what of: `gate 12`, `12 points`."""
    for found in _NUMBER.finditer(text):
        before, after = _around(text, found)
        yield Thing(found[0], found.span(), frozenset(_of_number(found[0], before, after)))


def _of_number(number: str, before: list[str], after: list[str]) -> Iterator[Place]:
    if _YEAR.fullmatch(number):
        yield ("year",)
    elif not number.isdecimal():
        yield ("shape", re.sub(r"\d+", "9", number))
    else:
        sides = (("before", (after or [""])[0]), ("after", (before or [""])[-1]))
        told = [(side, word.lower()) for side, word in sides if word and word not in english.function_words()]
        yield from told[-1:]


def _around(text: str, found: re.Match[str]) -> tuple[list[str], list[str]]:
    """The words before and after it, up to two."""
    return _WORD.findall(text[: found.start()])[-2:], _WORD.findall(text[found.end() :])[:2]


def asks_twice(question: str) -> bool:
    """Whether it asks two things, so that the answer is longer than either asker wants."""
    return _DOUBLE.match(question) is not None
