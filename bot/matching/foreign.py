"""The language of a question that is not in English, known by its function words."""

from collections.abc import Callable, Mapping
from functools import cache

from bot.matching import english
from bot.matching.analysis import words

_FEWEST = 2  # one word alone may be a name, or a slip
_TIMES = 2  # as many as there are English words


def language_of(question: str, knows: Callable[[str], bool] = lambda _: False) -> str | None:
    """The one language of a question: the one with the most function words in it.

    None when the question also has a word that the sheet `knows`: what that finds is worth a look.
    """
    asked = {part for word in words(question) for part in word.split("'") if part}
    if len(asked) < _FEWEST or asked <= _english():
        return None
    spoken = {language: _own(asked, known) for language, known in _small_words().items()}
    most = max(spoken.values())
    languages = [language for language, own in spoken.items() if own == most]
    if not most or len(languages) > 1 or any(map(knows, asked - _small_words()[languages[0]])):
        return None
    return languages[0]


def _own(asked: set[str], known: frozenset[str]) -> int:
    """How many words are a language's and not English; none where they may be names among English words."""
    own = len((asked & known) - _english())
    strange = len((asked - known) & _english())
    return own if asked <= known or (own >= _FEWEST and own > _TIMES * strange) else 0


@cache
def _small_words() -> Mapping[str, frozenset[str]]:
    return {language: frozenset(words(known)) for language, known in english.small_words().items()}


@cache
def _english() -> frozenset[str]:
    known = english.function_words() | english.filler_words() | english.common_words()
    return known | english.negations()
