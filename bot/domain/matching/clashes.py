"""Clashes: what a question says that a record contradicts, however alike the two look."""

from collections.abc import Sequence

from bot.domain.matching.lexicon import TermClass
from bot.domain.matching.question import Question


def clashes(read: Question, credit: Sequence[float], *, has_numbers: bool) -> tuple[str, ...]:
    """Negations and numbers of the question that the record does not share.

    A number clashes only with a record that has numbers of its own; elsewhere it is a word that is missing.
    """
    found = []
    for unit, earned in zip(read.units, credit, strict=True):
        if earned == 0 and unit.term_class is TermClass.NEGATION:
            found.append(f"negation: {unit.text}")
        if earned == 0 and unit.term_class is TermClass.NUMBER and has_numbers:
            found.append(f"number: {unit.text}")
    return tuple(found)
