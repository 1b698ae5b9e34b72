"""Names: which words of a collection its own texts write with a capital."""

import re
from collections.abc import Iterator, Sequence

from bot.matching.index import Index
from bot.matching.lexicon import Lexicon
from bot.matching.match import Record
from bot.matching.text import words

# A word inside a sentence: what stands before it is a word, a comma or the like, and a space.
_INSIDE = re.compile(r"(?<=[\w,;’')] )[^\W\d_][\w'’]*")
_LOOKED_AT = 6


class Names:
    """Tells which terms of a collection are names, from how its own texts write them."""

    def __init__(self, records: Sequence[Record], index: Index, lexicon: Lexicon) -> None:
        self._records = records
        self._index = index
        self._lexicon = lexicon
        self._known: dict[int, bool] = {}

    def is_name(self, term: int | None) -> bool:
        """True when most of the first few records that hold the term write it with a capital."""
        if term is None:
            return False
        if term not in self._known:
            self._known[term] = self._judge(term)
        return self._known[term]

    def _judge(self, term: int) -> bool:
        capital = total = 0
        for text in self._texts(term):
            for match in _INSIDE.finditer(text):
                if any(self._lexicon.words.get(word) == term for word in words(match.group())):
                    total += 1
                    capital += match.group()[0].isupper()
        return total > 0 and capital > total / 2

    def _texts(self, term: int) -> Iterator[str]:
        """A few of the phrasings and texts that hold the term."""
        for at in self._index.postings.of(term)[0][:_LOOKED_AT].tolist():
            record = self._records[at]
            texts = (*record.phrasings, record.text)
            yield from (texts[row] for row in self._index.rows_with(term, at)[:_LOOKED_AT])
