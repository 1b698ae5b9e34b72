"""The lead quote of an answer: of a fact's quotes the one that fits the question best."""

from collections.abc import Sequence
from functools import cache, lru_cache

from bot.domain.briefing import Citation
from bot.domain.sheet import Fact
from bot.matching.analysis import stemmer, words
from bot.matching.english import filler_words, function_words

_FIRST = 2  # a bonus: the curator put it first
_REMEMBERED = 1024
_stem = stemmer()


def lead_quote(question: str, fact: Fact, citations: Sequence[Citation]) -> int:
    """Its index: the best fit to the question, then to the fact itself; of equals the first."""
    citations = citations[: len(fact.quotes)]
    if len(citations) == 1:
        return 0
    asked, told = _matter(question), _matter(fact.question) | _matter(fact.answer)
    quoted = [_matter(citation.text) for citation in citations]
    fits = [
        (len(words & asked), len(words & told) + (0 if at else _FIRST)) for at, words in enumerate(quoted)
    ]
    return fits.index(max(fits))


def shown_with(number: int, fact: Fact, citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """The lead quote, followed by those of sources that differ from it."""
    return (citations[number], *citations[len(fact.quotes) :])


@lru_cache(_REMEMBERED)
def _matter(text: str) -> frozenset[str]:
    """The stems of what a text is about."""
    return frozenset(_stem(word) for word in words(text) if word not in _small_words())


@cache
def _small_words() -> frozenset[str]:
    return function_words() | filler_words()
