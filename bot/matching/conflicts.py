"""Conflicts: what a question says that a record contradicts, however alike the two look."""

import re
from collections.abc import Iterator, Sequence

from bot.matching.analysis import words
from bot.matching.index import Index
from bot.matching.lexicon import Lexicon, TermClass
from bot.matching.query import Query, QueryTerm
from bot.matching.results import Conflict, ConflictKind, Record

# A name that carries less of the question's weight than this is said in passing.
_NAME_SHARE = 0.2
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


def conflicts(
    query: Query, credit: Sequence[float], names: Names, *, phrasing_numbers: frozenset[int]
) -> tuple[Conflict, ...]:
    """Names, numbers, negations and kinds of answer in the question that the record does not share.

    A number conflicts when the phrasing that won goes by another one (`what happened in 1975`); where the
    number is what the fact tells (`how many are there`), or the question asks for no more than a yes, a
    wrong one is put right.
    """
    missed = [term for term, earned in zip(query.terms, credit, strict=True) if not earned]
    if not missed:
        return ()
    goes_by_another = bool(phrasing_numbers) and phrasing_numbers.isdisjoint(query.own_terms)
    other_number = goes_by_another and not query.verifies
    total = sum(term.weight for term in query.terms if term.is_telling)
    kinds = ((term, _kind(term, total, names, other_number=other_number)) for term in missed)
    return tuple(Conflict(kind, term.text) for term, kind in kinds if kind)


def _kind(term: QueryTerm, total: float, names: Names, *, other_number: bool) -> ConflictKind | None:
    match term.term_class:
        case TermClass.NEGATION:
            return ConflictKind.NEGATION
        case TermClass.QUESTION_TYPE:
            return ConflictKind.KIND
        case TermClass.NUMBER if other_number:
            return ConflictKind.NUMBER
        case TermClass.CONTENT if term.weight >= _NAME_SHARE * total and (
            term.named or names.is_name(term.own)
        ):
            return ConflictKind.NAME
        case _:
            return None
