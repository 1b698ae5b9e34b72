"""Two linear models in the open: one orders the candidates, one says how far the first may be trusted.

Both were fitted on the stand-in collections of the benchmark, each collection judged by weights fitted on the
others; docs/matching.md tells how, and what each feature is worth.
"""

import numpy as np
from numpy.typing import NDArray

# As in FEATURES:      phrasing, phrasing_coverage, record, bm25, evidence, proximity, question_type
_RANK_WEIGHTS = np.array([0.9, 1.2, 0.4, 1.6, 2.4, 2.5, 0.3])
_CONFIDENCE_WEIGHTS = np.array([2.4, 0.0, 2.7, 2.3, 0.0, 0.9, 0.0])
# A phrasing that says what the question says, no more and no less.
_SAME, _SAME_WORDS = 0.99, 2.0
_PER_WORD = 0.23
_MOST_WORDS = 6
_BIAS = -3.6
# Further ones depend on the order in which a processor adds up.
_DECIMALS = 6


def rank_scores(features: NDArray[np.float64]) -> NDArray[np.float64]:
    """What the candidates (rows of features) are ordered by; a phrasing with the same words comes first."""
    same_words = (features[:, 0] > _SAME) & (features[:, 1] > _SAME)
    return np.asarray(features @ _RANK_WEIGHTS + np.where(same_words, _SAME_WORDS, 0.0)).round(_DECIMALS)


def confidences(features: NDArray[np.float64], content_words: int) -> NDArray[np.float64]:
    """0 to 100 for each candidate: how likely it is right, longer questions being better evidence."""
    logits = features @ _CONFIDENCE_WEIGHTS + _PER_WORD * min(content_words, _MOST_WORDS) + _BIAS
    return np.asarray(100 / (1 + np.exp(-logits))).round(_DECIMALS)
