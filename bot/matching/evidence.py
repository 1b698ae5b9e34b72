"""The evidence that a record answers a question: figures between the two, for the model to weigh."""

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from bot.matching.answer_kinds import AnswerKind, news
from bot.matching.conflicts import MISSED, denies, goes_by_another, is_denied, other_numbers, reversed_stems
from bot.matching.features import FEATURES, Comparison
from bot.matching.inquiry import Inquiry, Portrait, first_word
from bot.matching.polarity import stems

SIGNALS = (
    "phrasing", "phrasing_coverage", "record", "bm25", "proximity", "question_type",
    "lead", "open_lead", "open_likelihood", "question_coverage", "exact_coverage", "plain_coverage",
    "missed_known", "missed_unknown", "missed_name", "missed_new_name", "missed_most", "missed_words",
    "head", "head_missed", "kind_told", "kind_asked", "kind_same", "kind_likeness",
    "counted", "denies", "denied", "reversed", "named_number", "other_name", "other_number", "missed_numbers",
    "telling_words", "terms", "verifies", "corrected",
)  # fmt: skip
_USED = [FEATURES.index(name) for name in SIGNALS[:6]]
_LEAD_CAP, _OPEN_LEAD_CAP = 3.0, 4.0
_EXACT = 0.99
# A number, and at most two words between it and what is counted.
_COUNT = re.compile(
    r"\b(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty"
    r"|hundred|thousand|million|billion|no|both|several|all)\s+((?:[\w’'-]+\s+){0,2}[\w’'-]+)",
    re.IGNORECASE,
)


def closest(inquiry: Inquiry, portrait: Portrait, compared: Comparison, at: int) -> tuple[int, float]:
    """The phrasing that is most like the question, of those that ask for the same kind if any does."""
    likeness = compared.phrasings(at, len(portrait.record.phrasings) or 1)  # or the text, alone
    alike = portrait.asking(inquiry.kind)
    row = int(alike[likeness[alike].argmax()]) if len(alike) else int(likeness.argmax())
    return row, float(likeness[row])


def signals(
    inquiry: Inquiry,
    portrait: Portrait,
    compared: Comparison,
    at: int,
    *,
    lead: float,
    open_lead: float,
    open_likelihood: float,
) -> NDArray[np.float64]:
    """One candidate's figures, in the order of SIGNALS.

    `lead` is how far its rank score is ahead of the next that answers otherwise, `open_lead` how far ahead of
    the next that is known to have no answer, `open_likelihood` how likely that one is (0 to 1).
    """
    row, likeness = closest(inquiry, portrait, compared, at)
    credit = np.minimum(compared.credit[at], 1.0)
    query = inquiry.query
    return np.array([
        *compared.features[at, _USED].tolist(),
        min(max(lead, -_LEAD_CAP), _LEAD_CAP),
        min(max(open_lead, -_OPEN_LEAD_CAP), _OPEN_LEAD_CAP),
        open_likelihood,
        *_coverages(inquiry, credit),
        *_kinds(inquiry, portrait, row, likeness),
        *_contradictions(inquiry, portrait, row),
        float((credit[inquiry.number_terms] < MISSED).sum()),
        float(query.content_words),
        float(len(query.terms)),
        float(query.verifies),
        float(len(query.corrected)),
    ])  # fmt: skip


def _coverages(inquiry: Inquiry, credit: NDArray[np.float64]) -> Iterator[float]:
    """The question's telling words: what is had of them, what is missed most, what is asked about."""
    terms, total = inquiry.telling, inquiry.telling_weight
    earned, weight, plain = credit[terms.at], terms.weight, ~terms.named
    lost = weight * (1 - earned)
    plain_weight = float(weight[plain].sum())
    yield float(weight @ earned) / total if len(weight) else 1.0
    yield float(weight[earned > _EXACT].sum()) / total if len(weight) else 1.0
    yield 1 - float(lost[plain].sum()) / plain_weight if plain_weight else 1.0
    for group in (
        plain & terms.known,
        plain & ~terms.known,
        terms.named & terms.known,
        terms.named & ~terms.known,
    ):
        yield float(lost[group].max(initial=0.0)) / total
    yield float(lost[plain].max(initial=0.0)) / (plain_weight or 1.0)
    yield float((earned < MISSED).sum())
    head = inquiry.head
    yield 1.0 if head is None else float(credit[head])
    yield 0.0 if head is None else inquiry.query.terms[head].weight * (1 - float(credit[head])) / total


def _kinds(inquiry: Inquiry, portrait: Portrait, row: int, likeness: float) -> Iterator[float]:
    """Whether the text tells what is asked for, any phrasing asks for it, the best one does."""
    kind = inquiry.kind
    if kind is None:
        yield from (0.0, 0.0, 0.0, likeness, 0.0)
        return
    here = portrait.asked[row] if row < len(portrait.asked) else None
    yield 1.0 if news(kind, portrait.told(kind), inquiry.text) else -1.0
    yield 1.0 if kind in portrait.asked else -1.0
    yield 0.0 if here is None else 1.0 if here is kind else -1.0
    yield likeness if here is kind else 0.0
    yield _counted(inquiry, portrait)


def _counted(inquiry: Inquiry, portrait: Portrait) -> float:
    """Whether a number stands before the thing that is counted (`how many jobs`): 0 when that is not told."""
    if inquiry.kind is not AnswerKind.COUNT or inquiry.head is None:
        return 0.0
    things = stems([first_word(inquiry.query.terms[inquiry.head])])
    if things.isdisjoint(portrait.stems):
        return 0.0
    counted = (stems(found.lower().split()) for found in _COUNT.findall(portrait.record.text))
    return -1.0 if all(things.isdisjoint(found) for found in counted) else 1.0


def _contradictions(inquiry: Inquiry, portrait: Portrait, row: int) -> Iterator[float]:
    yield float(denies(inquiry, portrait, row))
    yield float(is_denied(inquiry, portrait, row))
    yield float(bool(reversed_stems(inquiry, portrait)))
    yield float(bool(other_numbers(inquiry, portrait)))
    yield float(goes_by_another(inquiry.names, portrait.phrasing(row).names))
    yield float(goes_by_another(inquiry.numbers, portrait.phrasing(row).numbers))
