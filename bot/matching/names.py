"""Names: which words of a collection its own texts write with a capital, and which go by a number."""

import re
from collections.abc import Iterator, Sequence

from bot.matching import english
from bot.matching.analysis import words
from bot.matching.calendar_words import MONTH_WORDS
from bot.matching.index import Index
from bot.matching.lexicon import Lexicon
from bot.matching.numbers import number
from bot.matching.polarity import stems
from bot.matching.results import Record

# A word inside a sentence: what stands before it is a word, a comma or the like, and a space.
_INSIDE = re.compile(r"(?<=[\w,;’')] )[^\W\d_][\w'’]*")
_LOOKED_AT = 6
# `line 4`, `MS-27`, `version 3.0`, `the third round`: the number is part of a name.
_NUMBERED = re.compile(
    r"\b([a-z][a-z]+)[\s-]+(?:no\.?\s*|number\s+|#)?v?(\d+(?:\.\d+)*|one|two|three|four|five|six|seven|eight|nine|ten)\b"
)
_NTH = r"\b(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))\b"
_ORDINAL = re.compile(rf"{_NTH}\s+([a-z]+)")


class _TermsOf(dict[str, frozenset[int | None]]):
    """The terms in a word as a text writes it, found once: texts have the same words again and again."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._words = lexicon.words

    def __missing__(self, written: str) -> frozenset[int | None]:
        terms = self[written] = frozenset(map(self._words.get, words(written)))
        return terms


class Names:
    """Tells which terms are names, by how the collection's own texts write them."""

    def __init__(self, records: Sequence[Record], index: Index, lexicon: Lexicon) -> None:
        self._records = records
        self._index = index
        self._lexicon = lexicon
        self._known: dict[int, bool] = {}
        self._terms = _TermsOf(lexicon)

    def of(self, text: str) -> frozenset[int]:
        """The names in a text, as terms of the collection."""
        terms = [self._lexicon.words.get(word, -1) for word in words(text)]
        tokens = (token.term for token in self._lexicon.tokens(terms))
        return frozenset(term for term in tokens if term >= 0 and self.is_name(term))

    def is_name(self, term: int | None) -> bool:
        """Whether most of the first few records with the term write it with a capital."""
        if term is None:
            return False
        if term not in self._known:
            self._known[term] = self._judge(term)
        return self._known[term]

    def _judge(self, term: int) -> bool:
        capital = total = 0
        for text in self._texts(term):
            for match in _INSIDE.finditer(text):
                if term in self._terms[match.group()]:
                    total += 1
                    capital += match.group()[0].isupper()
        return total > 0 and capital > total / 2

    def _texts(self, term: int) -> Iterator[str]:
        """A few of the phrasings and texts that hold the term."""
        for at in self._index.postings.of(term)[0][:_LOOKED_AT].tolist():
            record = self._records[at]
            texts = record.rows
            yield from (texts[row] for row in self._index.rows_with(term, at)[:_LOOKED_AT])


def numbered_names(text: str) -> frozenset[tuple[str, str]]:
    """Names with a number, as (stem, number): line 4, Python 3.11, the third round."""
    folded = text.lower()
    found = _NUMBERED.findall(folded) + [(name, nth) for nth, name in _ORDINAL.findall(folded)]
    return frozenset(
        (stem, number(digits) or digits)
        for name, digits in found
        if name not in english.function_words() and name not in MONTH_WORDS
        for stem in stems([name])
    )


def ordinals(text: str) -> frozenset[str]:
    """All ordinals of a text, even without their noun: `the first round and the second`."""
    return frozenset(number(nth) or nth for nth in re.findall(_NTH, text.lower()))
