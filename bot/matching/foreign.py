"""Questions that are put in another language: known by being made of its small words alone."""

from collections.abc import Mapping
from functools import cache

from bot.matching import english
from bot.matching.analysis import words

_FEWEST = 2  # one word alone may be a name, or a slip


def language_of(question: str) -> str | None:
    """The one language whose small words these all are; none for a question that may be English."""
    asked = {part for word in words(question) for part in word.split("'") if part}
    if len(asked) < _FEWEST or asked <= _english():
        return None
    spoken = [language for language, known in _small_words().items() if asked <= known]
    return spoken[0] if len(spoken) == 1 else None


@cache
def _small_words() -> Mapping[str, frozenset[str]]:
    return {language: frozenset(words(known)) for language, known in english.small_words().items()}


@cache
def _english() -> frozenset[str]:
    known = english.function_words() | english.filler_words() | english.common_words()
    return known | english.negations()
