"""A question turned to its opposite, by a word in the sense that it has in that place, or asked otherwise."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from bot.matching import english


class Turn(NamedTuple):
    """Where a question can be turned, what stands instead, and the words of a text that speaks of that."""

    pattern: re.Pattern[str]
    instead: str
    words: tuple[str, ...]


def turned(question: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The question's opposites, each with the words that would tell of it."""
    for turn in _turns():
        found = turn.pattern.search(question)
        if found:
            text = f"{question[: found.start()]}{found.expand(turn.instead)}{_spaced(found[0])}"
            text += question[found.end() :]
            yield text[:1].upper() + text[1:], turn.words


def asked_otherwise(question: str) -> Iterator[str]:
    """The question words that it may begin with as well."""
    return (word for pattern, word in _others() if pattern.search(question))


@cache
def _others() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern, re.IGNORECASE), word) for pattern, word in english.asked_otherwise())


def _spaced(replaced: str) -> str:
    return " " if replaced.endswith(" ") else ""


@cache
def _turns() -> tuple[Turn, ...]:
    return tuple(
        Turn(re.compile(pattern, re.IGNORECASE), instead, tuple(words.split()))
        for pattern, instead, words in english.turned_questions()
    )
