"""Where sources differ: a sentence of another document that gives another number for the same thing."""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from bot.domain.briefing import Briefing, Document
from bot.domain.markdown import unmarked
from bot.domain.quoting import QuoteFinder
from bot.domain.sentences import sentences
from bot.domain.sheet import Fact
from bot.matching import english
from bot.matching.analysis import words
from bot.matching.calendar_words import MONTHS
from bot.matching.numbers import number
from bot.matching.polarity import stems

_SHARED, _SHARE = 3, 0.6  # telling words that both must have, and their share of the shorter one's
_COMMON = 60  # a word of more sentences than this leads to none of them


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A fact, and an unquoted sentence of a source that gives another number for the same thing."""

    fact: str
    said: str
    source: str
    line: int
    sentence: str


@dataclass(frozen=True, slots=True)
class _Statement:
    """The telling stems of a text, and its amounts: numbers by what they count."""

    stems: frozenset[str]
    amounts: Mapping[str, frozenset[str]]


def disagreements(briefing: Briefing) -> Iterator[Disagreement]:
    """In the order of the sheet, without those that a fact mentions under `differs`."""
    if len(briefing.documents) > 1:
        sought = _Sentences(briefing.documents)
        for fact in briefing.sheet.facts:
            yield from sought.against(fact)


class _Sentences:
    """All sentences with amounts, indexed by their words."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._told: list[tuple[str, int, str, _Statement]] = []
        self._by_stem: dict[str, list[int]] = defaultdict(list)
        for document in documents.values():
            self._add(document)

    def _add(self, document: Document) -> None:
        finder = QuoteFinder(document.text)
        for span in sentences(document.text):
            text = span.of(document.text)
            plain = " ".join((unmarked(text) if document.markdown else text).split())
            statement = _statement(plain)
            if statement.amounts:
                for stem in statement.stems:
                    self._by_stem[stem].append(len(self._told))
                self._told.append((document.source, finder.line(span.start), plain, statement))

    def against(self, fact: Fact) -> Iterator[Disagreement]:
        own = {quote.source for quote in fact.quotes} | {told.source for told in fact.differs}
        said = _statement(f"{fact.question} {fact.answer}")
        for at in self._near(said):
            source, line, text, statement = self._told[at]
            differing = _differing(said, statement)
            if source not in own and differing:
                yield Disagreement(fact.id, differing, source, line, text)

    def _near(self, said: _Statement) -> list[int]:
        if not said.amounts:
            return []
        shared: dict[int, int] = defaultdict(int)
        for stem in said.stems:
            places = self._by_stem.get(stem, ())
            for at in places if len(places) <= _COMMON else ():
                shared[at] += 1
        return sorted(at for at, count in shared.items() if count >= _SHARED - 1)


def _differing(said: _Statement, other: _Statement) -> str | None:
    """The amount that differs between two statements about the same thing, if any."""
    shared = said.stems & other.stems
    if len(shared) < _SHARED or len(shared) < _SHARE * min(len(said.stems), len(other.stems)):
        return None
    for thing, amounts in said.amounts.items():
        others = other.amounts.get(thing, frozenset())
        if others and not amounts & others:
            return min(amounts)
    return None


def _statement(text: str) -> _Statement:
    spoken = words(text)
    small = english.function_words() | english.filler_words() | english.negations()
    telling = [word for word in spoken if word not in small and number(word) is None]
    return _Statement(stems(telling), _amounts(spoken, small))


@cache
def _months() -> frozenset[str]:
    return stems([month.lower() for month in MONTHS])


def _amounts(spoken: Sequence[str], small: Container[str]) -> dict[str, frozenset[str]]:
    """The numbers by the stem of the word behind them."""
    amounts: dict[str, set[str]] = defaultdict(set)
    for word, following in pairwise(spoken):
        digits = number(word)
        if digits is not None and number(following) is None and following not in small:
            thing = min(stems((following,)), default="")
            if thing not in _months():
                amounts[thing].add(digits)
    return {thing: frozenset(held) for thing, held in amounts.items()}
