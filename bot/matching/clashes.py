"""Clashes: what a question says that a record contradicts, however alike the two look."""

from collections.abc import Sequence

from bot.matching.lexicon import TermClass
from bot.matching.match import Clash, ClashKind
from bot.matching.names import Names
from bot.matching.question import Question
from bot.matching.unit import Unit

# A name that carries less of the question's weight than this is said in passing.
_NAME_SHARE = 0.2


def clashes(
    read: Question, credit: Sequence[float], names: Names, *, phrasing_numbers: frozenset[int]
) -> tuple[Clash, ...]:
    """Names, numbers, negations and kinds of answer in the question that the record does not share.

    A number clashes when the phrasing that won goes by another one (`what happened in 1975`); where the
    number is what the fact tells (`how many are there`), or the question asks for no more than a yes, a
    wrong one is put right.
    """
    missed = [unit for unit, earned in zip(read.units, credit, strict=True) if not earned]
    if not missed:
        return ()
    goes_by_another = bool(phrasing_numbers) and phrasing_numbers.isdisjoint(read.terms)
    other_number = goes_by_another and not read.verifies
    total = sum(unit.weight for unit in read.units if unit.is_telling)
    kinds = ((unit, _kind(unit, total, names, other_number=other_number)) for unit in missed)
    return tuple(Clash(kind, unit.text) for unit, kind in kinds if kind)


def _kind(unit: Unit, total: float, names: Names, *, other_number: bool) -> ClashKind | None:
    match unit.term_class:
        case TermClass.NEGATION:
            return ClashKind.NEGATION
        case TermClass.FRAME:
            return ClashKind.KIND
        case TermClass.NUMBER if other_number:
            return ClashKind.NUMBER
        case TermClass.CONTENT if unit.weight >= _NAME_SHARE * total and (
            unit.named or names.is_name(unit.own)
        ):
            return ClashKind.NAME
        case _:
            return None
