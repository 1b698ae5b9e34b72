"""Builds matches from candidates: a plain one, and the best one with words, conflicts and reasons."""

from bot.matching.conflicts import conflicts
from bot.matching.evidence import Candidate
from bot.matching.features import FEATURES, Comparison
from bot.matching.inquiry import Inquiry
from bot.matching.results import Match

_PHRASING_COVERAGE = FEATURES.index("phrasing_coverage")


def match_of(compared: Comparison, candidate: Candidate, probability: float) -> Match:
    portrait, confidence = candidate.portrait, round(100 * probability, 2)
    likeness = compared.meant.of(compared.candidates[candidate.at]) if compared.meant else None
    return Match(portrait.record.id, confidence, candidate.phrasing.text, likeness=likeness)


def open_match(compared: Comparison, candidate: Candidate) -> Match:
    return match_of(compared, candidate, compared.likely[candidate.at])


def explained(
    match: Match,
    inquiry: Inquiry,
    compared: Comparison,
    candidate: Candidate,
    reasons: tuple[tuple[str, float], ...] = (),
) -> Match:
    """Add the words, conflicts and reasons behind it, for the match that may be shown or recognised."""
    credit = compared.credit[candidate.at].tolist()
    spoken = list(zip([term.text for term in inquiry.query.terms], credit, strict=True))
    phrasing_coverage = float(compared.features[candidate.at, _PHRASING_COVERAGE])
    return match._replace(
        matched=tuple([text for text, earned in spoken if earned]),
        missed=tuple([text for text, earned in spoken if not earned]),
        conflicts=conflicts(
            inquiry, candidate.portrait, candidate.phrasing, credit, phrasing_coverage=phrasing_coverage
        ),
        reasons=reasons,
        question_coverage=round(inquiry.coverage(credit), 4),
    )
