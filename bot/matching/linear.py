"""The linear models: one orders the candidates, one says how likely an open question is what was asked."""

import numpy as np
from numpy.typing import NDArray

# As in FEATURES:      phrasing, phrasing_coverage, record, bm25, evidence, proximity, question_type
_RANK_WEIGHTS = np.array([0.9, 1.2, 0.4, 1.6, 2.4, 2.5, 0.3])
_LIKELIHOOD_WEIGHTS = np.array([2.4, 0.0, 2.7, 2.3, 0.0, 0.9, 0.0])
_PER_WORD, _MOST_WORDS, _BIAS = 0.23, 6, -3.6
_SAME, _SAME_WORDS = 0.99, 2.0
# Figures are rounded so that no processor's last digit can turn one answer into another.
_DIGITS = 6


def rank_scores(features: NDArray[np.float64], same: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Scores to order the candidates (rows of features) by; a phrasing with the same words comes first."""
    return np.asarray(features.dot(_RANK_WEIGHTS) + same * _SAME_WORDS).round(_DIGITS)


def same_words(features: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether a phrasing of a candidate says exactly what the question says."""
    return np.asarray((features[:, 0] > _SAME) & (features[:, 1] > _SAME))


def likelihoods(features: NDArray[np.float64], content_words: int) -> NDArray[np.float64]:
    """0 to 1 for each candidate without an answer: how likely it is what was asked."""
    logits = features.dot(_LIKELIHOOD_WEIGHTS) + _PER_WORD * min(content_words, _MOST_WORDS) + _BIAS
    return np.asarray(1 / (1 + np.exp(-logits)))
