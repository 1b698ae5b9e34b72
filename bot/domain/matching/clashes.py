"""Clashes: what a question says that a record contradicts, however alike the two look."""

from collections.abc import Iterator, Sequence

from bot.domain.matching.lexicon import TermClass
from bot.domain.matching.names import Names
from bot.domain.matching.question import Question

# A name that carries less of the question's weight than this is said in passing.
_NAME_SHARE = 0.2


def clashes(
    read: Question, credit: Sequence[float], names: Names, *, phrasing_has_number: bool
) -> tuple[str, ...]:
    """Names, numbers and negations of the question that the record does not share.

    A number clashes when the phrasing that won goes by another one (`what happened in 1975`); where the
    number is what the fact tells (`how many are there`), a wrong one in the question is put right.
    """
    return tuple(_found(read, credit, names, phrasing_has_number=phrasing_has_number))


def _found(
    read: Question, credit: Sequence[float], names: Names, *, phrasing_has_number: bool
) -> Iterator[str]:
    total = sum(unit.weight for unit in read.units if unit.is_telling)
    for unit, earned in zip(read.units, credit, strict=True):
        if earned:
            continue
        if unit.term_class is TermClass.NEGATION:
            yield f"negation: {unit.text}"
        elif unit.term_class is TermClass.NUMBER and phrasing_has_number:
            yield f"number: {unit.text}"
        elif unit.term_class is TermClass.CONTENT and unit.weight >= _NAME_SHARE * total:
            if unit.named or (unit.terms and names.is_name(unit.terms[0][0])):
                yield f"name: {unit.text}"
