"""Kinds of answers: what a question asks for, and what a text can tell.

English of `bot/data/answer_kinds.txt`; a question of another kind than these (`what is …`) asks for no kind.
"""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache

from bot.matching import english

_ASKING = re.compile(r"\b(?:who(?:se|m|s)?|what|when|where|why|which|how)\b")
# In `why was the price raised` nothing else is asked for.
_DECIDING = frozenset(("why", "when", "where"))
# `do I keep it when I leave` and `the town where I live` ask nothing, unless one like `know` stands before.
_ASIDE = re.compile(r"\b(\w+) (?:when|where) (?:i|you|we|they|he|she|it|people|someone|my|your|our|the|a)\b")
# `My dad, who uses a wheelchair` asks nothing where something else is asked behind it.
_RELATIVE = re.compile(
    r"\b(?:my|our|your|his|her|their|the|an?|some) (?:[\w’'-]+ ){0,2}?([\w’'-]+),? (?P<who>who|whose|which)\b"
)
_WORD = re.compile(r"[\w#@/'’-]+")
_MOST_KEYWORDS = 6
_FOLLOWS = re.compile(r"(?:so|therefore|hence)\b(?! that\b)")


class AnswerKind(StrEnum):
    """What can be asked for; of several that a question names the first counts."""

    MANNER = "a way of doing it"
    DURATION = "a duration"
    AGE = "an age"
    FREQUENCY = "how often"
    MONEY = "an amount of money"
    PHONE = "a phone number"
    EMAIL = "an email address"
    LINK = "a link"
    COUNT = "a number"
    AMOUNT = "an amount"
    MEASURE = "a measure"
    REASON = "a reason"
    DATE = "a date or time"
    PLACE = "a place"
    PERSON = "a person"
    COLOUR = "a colour"
    LANGUAGE = "a language"
    MATERIAL = "what it is made of"
    NAMES = "names"
    NAME = "a name"
    SPEECH = "what somebody says"
    LIMIT = "a limit"


# What a text tells by the way it says it (`because`), and so by words that the question may have as well.
_BY_WORDING = (AnswerKind.MANNER, AnswerKind.REASON)


def asked_kind(question: str) -> AnswerKind | None:
    """The kind of answer that a question asks for, or None when it asks for none of these.

    The first question word asks; in `what is the code when it fails` the other one does not.
    """
    question = question.lower()  # read a third faster than by patterns that ignore case
    asking = list(_ASKING.finditer(question))
    asides = _asides(question, asking)
    first = next((word for word in asking if word.start() not in asides), None)
    start = first.start() if first else 0
    decides = first is not None and first.group() in _DECIDING
    for kind, pattern in _asked().items():
        found = pattern.match(question, start) if decides else pattern.search(question, start)
        if found and (found.start() == start or not _ASKING.match(found.group())):
            return kind
    return _keyword_kind(question)


def _keyword_kind(question: str) -> AnswerKind | None:
    """What the last of some words names (`office email`), none of which is small."""
    said = _WORD.findall(question)
    if not 1 < len(said) <= _MOST_KEYWORDS or not english.function_words().isdisjoint(said):
        return None
    return next((kind for kind, pattern in _keywords().items() if pattern.fullmatch(said[-1])), None)


def _asides(question: str, asking: Sequence[re.Match[str]]) -> frozenset[int]:
    """Where question words stand that ask nothing."""
    places = [(place[1], place.end(1) + 1) for place in _ASIDE.finditer(question)] if asking else []
    if len(asking) > 1:
        relatives = [(relative[1], relative.start("who")) for relative in _RELATIVE.finditer(question)]
        places += [relative for relative in relatives if relative[1] < asking[-1].start()]
    return frozenset([at for before, at in places if not introduces(before)])


def introduces(word: str) -> bool:
    """Whether what follows a word is what is asked: `know when …`, `tell me if …`."""
    return bool(_before_asking().fullmatch(word.lower()))


def asks_alone(kind: AnswerKind, word: str) -> bool:
    """Whether a word says no more than that a kind is asked for (`date` in `opening date`)."""
    pattern = _words().get(kind)
    return pattern is not None and bool(pattern.fullmatch(word))


def asks_by_name(question: str) -> bool:
    """Whether it asks who somebody is: `the team` is no answer to `who is the captain`."""
    return bool(_by_name().search(question.lower()))


def told(kind: AnswerKind, text: str, *, by_name: bool = False) -> frozenset[str]:
    """Everything of a kind that a text tells, or only what it names, in lower case."""
    spoken, *named = _told()[kind]
    for pattern in _not_meant().get(kind, ()):
        text = pattern.sub(" ", text)
    things = set() if by_name else {found.group().lower() for found in spoken.finditer(text)}
    for pattern in named:
        names = {found.group().lower() for found in pattern.finditer(text)}
        things |= {name for name in names if not _is_common(name)}
    return frozenset(" ".join(thing.split()) for thing in things)


def news(kind: AnswerKind, things: frozenset[str], question: str) -> bool:
    """Whether anything told is not in the question already: its own names and dates answer nothing."""
    asked = question.lower()
    if kind in _BY_WORDING:
        return any(not _FOLLOWS.match(thing) or _follows(thing, asked) for thing in things)
    if kind in (AnswerKind.PERSON, AnswerKind.PLACE, AnswerKind.NAME):
        said = _spoken(asked)
        return any(_plain(word) not in said for thing in things for word in _naming(kind, thing))
    return any(thing not in asked for thing in things)


def _follows(thing: str, asked: str) -> bool:
    """Whether a question asks for what follows: `…, so the data goes by radio` tells why it goes by radio."""
    return not _spoken(asked).isdisjoint(_spoken(thing) - english.function_words())


def _naming(kind: AnswerKind, thing: str) -> list[str]:
    """The words that name a place, the last word of anything else."""
    spoken = thing.split()
    if kind is not AnswerKind.PLACE:
        return spoken[-1:]
    return [word for word in spoken if word not in english.function_words()]


def _is_common(name: str) -> bool:
    """A capital at the beginning of a sentence or in a title, or a month's: no name of its own."""
    word = name.rsplit(maxsplit=1)[-1]
    common = word in english.common_words() or word in english.function_words()
    return common or bool(_told()[AnswerKind.DATE][0].fullmatch(word))


def _spoken(text: str) -> set[str]:
    return {_plain(word) for word in _WORD.findall(text)}


def _plain(word: str) -> str:
    """A word without its sign, its genitive and its plural."""
    word = word.strip("#@/'’-")
    return word.removesuffix("'s").removesuffix("’s").rstrip("s")


@cache
def _before_asking() -> re.Pattern[str]:
    return re.compile("|".join(english.answer_kinds()["before asking"]))


@cache
def _by_name() -> re.Pattern[str]:
    return re.compile("|".join(english.answer_kinds()["by name"]))


@cache
def _not_meant() -> Mapping[AnswerKind, tuple[re.Pattern[str], ...]]:
    """What only looks as if it were of a kind.

    Three euros, three hours, the third of May, a year and a time of day count no things, and
    `at Nether Holm` is nobody.
    """
    lines = english.answer_kinds()
    measured = [*lines["told money"], *lines["told duration"], *lines["not count"]]
    return {
        AnswerKind.COUNT: (re.compile("|".join(measured), re.IGNORECASE),),
        AnswerKind.PERSON: (re.compile("|".join(lines["not person"])),),
    }


@cache
def _words() -> Mapping[AnswerKind, re.Pattern[str]]:
    return _patterns("word")


@cache
def _keywords() -> Mapping[AnswerKind, re.Pattern[str]]:
    return _patterns("keyword")


def _patterns(manner: str) -> Mapping[AnswerKind, re.Pattern[str]]:
    """Of the kinds that have such lines, all of a kind read as one."""
    lines = english.answer_kinds()
    of_kinds = {kind: lines.get(f"{manner} {kind.name.lower()}") for kind in AnswerKind}
    return {kind: re.compile("|".join(found)) for kind, found in of_kinds.items() if found}


@cache
def _asked() -> Mapping[AnswerKind, re.Pattern[str]]:
    return _patterns("asked")


@cache
def _told() -> Mapping[AnswerKind, tuple[re.Pattern[str], ...]]:
    """For each kind what is told in any case, and what is told by names, which have a capital."""
    lines = dict(english.answer_kinds())
    lines["told duration"] = (*lines["told duration"], *lines["told length"])
    return {
        kind: tuple(
            re.compile("|".join(lines[f"{manner} {kind.name.lower()}"]), flags)
            for manner, flags in (("told", re.IGNORECASE), ("named", re.NOFLAG))
            if f"{manner} {kind.name.lower()}" in lines
        )
        for kind in AnswerKind
    }
