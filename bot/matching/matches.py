"""What is told of a candidate: a match, and of the best one the words, conflicts and reasons that decide."""

from dataclasses import replace

from bot.matching.conflicts import conflicts
from bot.matching.evidence import Candidate
from bot.matching.features import FEATURES, Comparison, question_coverage
from bot.matching.inquiry import Inquiry
from bot.matching.results import Match

_PHRASING_COVERAGE = FEATURES.index("phrasing_coverage")


def match_of(compared: Comparison, candidate: Candidate, probability: float) -> Match:
    portrait, confidence = candidate.portrait, round(100 * probability, 2)
    likeness = compared.meant.of(int(compared.candidates[candidate.at])) if compared.meant else None
    return Match(portrait.record.id, confidence, portrait.phrasing(candidate.row).text, likeness=likeness)


def open_match(compared: Comparison, candidate: Candidate) -> Match:
    return match_of(compared, candidate, float(compared.likely[candidate.at]))


def explained(
    match: Match,
    inquiry: Inquiry,
    compared: Comparison,
    candidate: Candidate,
    reasons: tuple[tuple[str, float], ...] = (),
) -> Match:
    """With the words, conflicts and reasons that decide, of the one that may be shown or recognised."""
    at, credit = candidate.at, compared.credit[candidate.at].tolist()
    spoken = [(term.text, earned) for term, earned in zip(inquiry.query.terms, credit, strict=True)]
    said = float(compared.features[at, _PHRASING_COVERAGE])
    return replace(
        match,
        matched=tuple(text for text, earned in spoken if earned),
        missed=tuple(text for text, earned in spoken if not earned),
        conflicts=conflicts(inquiry, candidate.portrait, candidate.row, credit, said=said),
        reasons=reasons,
        question_coverage=round(float(question_coverage(inquiry.query, compared.credit)[at]), 4),
    )
