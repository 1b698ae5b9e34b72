"""Conflicts: what a question says that a record contradicts, however alike the two look.

A question for a yes about the opposite (`was it a failure?`) contradicts nothing: the record states the thing
as it is.
"""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from bot.matching.analysis import is_signed, words
from bot.matching.answer_kinds import AnswerKind
from bot.matching.inquiry import ENDS, Inquiry
from bot.matching.lexicon import TermClass
from bot.matching.polarity import is_denied, is_negated, stems
from bot.matching.portrait import Phrasing, Portrait
from bot.matching.results import Conflict, ConflictKind

# A query term that earns less than this share of its weight is missed.
MISSED = 0.3
# A name that carries less of the question's weight than this is said in passing.
_NAME_SHARE = 0.05
# A telling word with at most one other is a question only when it says more than half of a phrasing.
_FEW, _HALF = 2, 0.5

T = TypeVar("T", int, str)


def conflicts(
    inquiry: Inquiry,
    portrait: Portrait,
    phrasing: Phrasing,
    credit: Sequence[float],
    *,
    phrasing_coverage: float,
) -> tuple[Conflict, ...]:
    """What keeps a record from answering; `phrasing` is that of it nearest to the question.

    `phrasing_coverage` is the share of that phrasing, by weight, that the question says.
    """
    found = tuple(_conflicts(inquiry, portrait, phrasing, credit))
    if not found and is_fragment(inquiry, credit, phrasing_coverage):
        return (Conflict(ConflictKind.FRAGMENT, inquiry.text),)
    return found


def is_fragment(inquiry: Inquiry, credit: Sequence[float], phrasing_coverage: float) -> bool:
    """Whether a single word, or no telling word of the record, asks for at most half of a phrasing."""
    query = inquiry.query
    told = any(term.is_telling and earned >= MISSED for term, earned in zip(query.terms, credit, strict=True))
    return phrasing_coverage <= _HALF and (
        not told or (query.content_words <= 1 and len(query.terms) <= _FEW)
    )


def _conflicts(
    inquiry: Inquiry, portrait: Portrait, phrasing: Phrasing, credit: Sequence[float]
) -> Iterator[Conflict]:
    if denies(inquiry, portrait, phrasing):
        yield Conflict(ConflictKind.NEGATION, "not")
    elif affirms(inquiry, phrasing):
        yield Conflict(ConflictKind.NEGATION, phrasing.text)
    if not inquiry.states:
        for stem in dict.fromkeys(reversed_stems(inquiry, portrait)):
            yield Conflict(ConflictKind.OPPOSITE, _spelled(stem, inquiry.text))
    for name, number in other_numbers(inquiry, portrait):
        yield Conflict(ConflictKind.NUMBER, f"{_spelled(name, inquiry.text)} {number}")
    yield from _missed(inquiry, phrasing, credit)


def _missed(inquiry: Inquiry, phrasing: Phrasing, credit: Sequence[float]) -> Iterator[Conflict]:
    """Names and numbers that the record lacks while its phrasing has others."""
    other_name = goes_by_another(inquiry.names, phrasing.names)
    other_number = not inquiry.query.verifies and goes_by_another(inquiry.numbers, phrasing.numbers)
    for term, earned, name in zip(inquiry.query.terms, credit, inquiry.is_name, strict=True):
        if earned >= MISSED:
            continue
        known = name and term.own is not None and term.weight >= _NAME_SHARE * inquiry.telling_weight
        if (is_signed(term.text) and term.text in inquiry.asking) or (other_name and known):
            yield Conflict(ConflictKind.NAME, term.text)
        elif other_number and term.term_class is TermClass.NUMBER and term.text in inquiry.asking:
            yield Conflict(ConflictKind.NUMBER, term.text)


def denies(inquiry: Inquiry, portrait: Portrait, phrasing: Phrasing) -> bool:
    """Whether the question negates what neither the phrasing nor the text does.

    A number or a statement has to be denied where the text says it; what is asked for by `what may I not do`
    is seldom denied in the words of the question.
    """
    if not inquiry.denies or is_denied(phrasing.words, inquiry.stems):
        return False
    denied = [clause for clause in portrait.clauses if is_denied(clause, inquiry.stems)]
    if inquiry.query.verifies or inquiry.kind in (AnswerKind.COUNT, AnswerKind.AMOUNT):
        return all(inquiry.denied_stems.isdisjoint(stems(clause)) for clause in denied)
    return not denied


def affirms(inquiry: Inquiry, phrasing: Phrasing) -> bool:
    """Whether the question says what the phrasing negates; a statement to confirm counts as stated."""
    if inquiry.query.verifies or not phrasing.is_negated or is_negated(inquiry.words):
        return False
    return not phrasing.denied.isdisjoint(inquiry.stems)


def reversed_stems(inquiry: Inquiry, portrait: Portrait) -> tuple[str, ...]:
    """Stems of the question whose opposite the record says without saying them as well."""
    if inquiry.opposites.isdisjoint(portrait.stems):
        return ()
    turned = [turn for turn in inquiry.turns if turn.turns(portrait.stems)]
    asked = [turn.stem for turn in turned if inquiry.asks_for(turn)]
    return tuple([stem for stem in asked if not (stem in ENDS and inquiry.is_told_both_ends(portrait))])


def other_numbers(inquiry: Inquiry, portrait: Portrait) -> list[tuple[str, str]]:
    """What the question names by a number (line 4) that the record only knows by other numbers."""
    if not inquiry.numbered:
        return []
    names = {name for name, _ in portrait.numbered}
    others = [(name, nth) for name, nth in inquiry.numbered if name in names]
    return sorted(pair for pair in others if pair[1] not in portrait.by_number)


def goes_by_another(asked: frozenset[T], said: frozenset[T]) -> bool:
    """Whether each of two has something of this kind that the other lacks."""
    return not (asked <= said or said <= asked)


def _spelled(stem: str, text: str) -> str:
    """The word of the question that a stem comes from."""
    return next((word for word in words(text) if stem in stems([word])), stem)
