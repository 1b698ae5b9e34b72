"""The evidence that a record answers a question: figures between the two, for the model to weigh."""

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.matching.answer_kinds import AnswerKind
from bot.matching.conflicts import MISSED, affirms, denies, goes_by_another, other_numbers, reversed_stems
from bot.matching.features import FEATURES, Comparison
from bot.matching.inquiry import Inquiry, first_word
from bot.matching.polarity import stems
from bot.matching.portrait import Phrasing, Portrait

SIGNALS = (
    "phrasing", "phrasing_coverage", "record", "bm25", "proximity", "question_type",
    "lead", "open_lead", "open_likelihood", "question_coverage", "exact_coverage", "plain_coverage",
    "missed_known", "missed_unknown", "missed_name", "missed_new_name", "missed_most", "missed_words",
    "head", "head_missed", "kind_told", "kind_asked", "kind_same", "kind_likeness",
    "counted", "denies", "denied", "reversed", "named_number", "other_name", "other_number", "missed_numbers",
    "telling_words", "terms", "verifies", "corrected",
)  # fmt: skip
_USED = [FEATURES.index(name) for name in SIGNALS[:6]]
_RECORD = FEATURES.index("record")
_LEADS = ((-3.0, 3.0), (-4.0, 4.0), (0.0, 1.0))  # the least and the most that each may be
_EXACT = 0.99
# Rounded, so that no processor's last digit can put a figure on the other side of a threshold.
_DIGITS = 6


class Candidate(NamedTuple):
    """A record that may be meant: its place in the comparison, and its phrasing most like the question.

    `likeness` (0 to 1) is that of the phrasing, which is the text where there is no other.
    """

    at: int
    portrait: Portrait
    phrasing: Phrasing
    likeness: float


def candidate(inquiry: Inquiry, portrait: Portrait, compared: Comparison, at: int) -> Candidate:
    """With the closest phrasing, of those that ask for the same kind of answer if any does."""
    row, start = compared.best[at], compared.starts[at]
    if portrait.kind_of(row) is not inquiry.kind and len(alike := portrait.asking(inquiry.kind)):
        row = int(alike[compared.likeness.take(start + alike).argmax()])
    return Candidate(at, portrait, portrait.phrasing(row), float(compared.likeness[start + row]))


def signals(
    inquiry: Inquiry, compared: Comparison, candidates: Sequence[Candidate], leads: Sequence[Sequence[float]]
) -> NDArray[np.float64]:
    """The candidates' figures, one in a row, in the order of SIGNALS.

    `leads` tell of each how far its rank score is ahead of the next that answers otherwise, how far ahead of
    the next that is known to have no answer, and how likely that one is (0 to 1).
    """
    at = [one.at for one in candidates]
    query = inquiry.query
    size = (query.content_words, len(query.terms), query.verifies, len(query.corrected))
    earned = np.minimum(compared.credit.take(at, 0), 1.0).tolist()
    parts = zip(candidates, compared.features.take(at, 0).tolist(), earned, leads, strict=True)
    rows = [(*_figures(inquiry, *part), *size) for part in parts]
    return np.fromiter(chain.from_iterable(rows), np.float64).reshape(len(rows), -1).round(_DIGITS)


def _figures(
    inquiry: Inquiry, one: Candidate, features: list[float], credit: list[float], leads: Sequence[float]
) -> tuple[float, ...]:
    """All but the last, which are the question's alone."""
    query, is_told = inquiry.query, inquiry.is_told(one.portrait)
    for term in _heard(inquiry, one.portrait, is_told=is_told):
        features[_RECORD] += query.terms[term].weight * (1 - credit[term]) / query.total_weight
        credit[term] = 1.0
    return (
        *[features[number] for number in _USED],
        *map(_within, leads, _LEADS),
        *_coverages(inquiry, credit),
        *_kinds(inquiry, one, is_told=is_told),
        *_contradictions(inquiry, one.portrait, one.phrasing),
        sum([credit[number] < MISSED for number in inquiry.number_terms]),
    )


def _within(lead: float, limits: tuple[float, float]) -> float:
    least, most = limits
    return min(max(lead, least), most)


def _heard(inquiry: Inquiry, portrait: Portrait, *, is_told: bool) -> list[int]:
    """The terms that only ask for a kind of thing, or an end of it, of which the record tells one."""
    ends = inquiry.end_terms if inquiry.is_told_both_ends(portrait) else []
    return [*inquiry.kind_terms, *ends] if is_told else ends


def _coverages(inquiry: Inquiry, credit: Sequence[float]) -> tuple[float, ...]:
    """The question's telling words: what is had of them, what is missed most, what is asked about."""
    earned = exact = plain_lost = plain_weight = 0.0
    most = [0.0, 0.0, 0.0, 0.0]  # of plain words, then of names: of known ones, then of unknown ones
    missed = 0
    for at, weight, is_name, is_known in inquiry.telling:
        got = credit[at]
        lost = weight * (1 - got)
        earned += weight * got
        exact += weight if got > _EXACT else 0.0
        group = 2 * is_name + (not is_known)
        most[group] = max(most[group], lost)
        missed += got < MISSED
        if not is_name:
            plain_lost += lost
            plain_weight += weight
    total, head = inquiry.telling_weight, inquiry.head
    return (
        earned / total if inquiry.telling else 1.0,
        exact / total if inquiry.telling else 1.0,
        1 - plain_lost / plain_weight if plain_weight else 1.0,
        *[lost / total for lost in most],
        max(most[:2]) / (plain_weight or 1.0),
        missed,
        1.0 if head is None else credit[head],
        0.0 if head is None else inquiry.query.terms[head].weight * (1 - credit[head]) / total,
    )


def _kinds(inquiry: Inquiry, candidate: Candidate, *, is_told: bool) -> tuple[float, ...]:
    """Whether the text tells what is asked for, any phrasing asks for it, the best one does."""
    kind, portrait, likeness = inquiry.kind, candidate.portrait, candidate.likeness
    if kind is None:
        return (0.0, 0.0, 0.0, likeness, 0.0)
    here = candidate.phrasing.kind
    return (
        1.0 if is_told else -1.0,
        1.0 if kind in portrait.asked else -1.0,
        0.0 if here is None else 1.0 if here is kind else -1.0,
        likeness if here is kind else 0.0,
        _counted(inquiry, portrait),
    )


def _counted(inquiry: Inquiry, portrait: Portrait) -> float:
    """Whether a number stands before the thing that is counted (`how many jobs`): 0 when that is not told."""
    if inquiry.kind not in (AnswerKind.COUNT, AnswerKind.AMOUNT) or inquiry.head is None:
        return 0.0
    things = stems([first_word(inquiry.query.terms[inquiry.head])])
    if things.isdisjoint(portrait.stems):
        return 0.0
    return -1.0 if all(map(things.isdisjoint, portrait.counted)) else 1.0


def _contradictions(inquiry: Inquiry, portrait: Portrait, phrasing: Phrasing) -> tuple[bool, ...]:
    return (
        denies(inquiry, portrait, phrasing),
        affirms(inquiry, phrasing),
        bool(reversed_stems(inquiry, portrait)),
        bool(other_numbers(inquiry, portrait)),
        goes_by_another(inquiry.names, phrasing.names),
        goes_by_another(inquiry.numbers, phrasing.numbers),
    )
