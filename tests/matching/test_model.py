"""The two models: more of what speaks for a record never makes it worth less."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.matching.features import FEATURES
from bot.matching.model import _CONFIDENCE_WEIGHTS, _RANK_WEIGHTS, confidences, rank_scores

FEATURE = st.floats(-1, 5)
ROW = st.lists(FEATURE, min_size=len(FEATURES), max_size=len(FEATURES))
WORDS = st.integers(0, 90)


def test_each_feature_has_its_weight() -> None:
    assert _RANK_WEIGHTS.shape == _CONFIDENCE_WEIGHTS.shape == (len(FEATURES),)


def test_every_feature_is_used_and_none_counts_against_a_record() -> None:
    assert (_RANK_WEIGHTS >= 0).all()
    assert (_CONFIDENCE_WEIGHTS >= 0).all()
    assert ((_RANK_WEIGHTS > 0) | (_CONFIDENCE_WEIGHTS > 0)).all()


@given(ROW, st.integers(0, len(FEATURES) - 1), st.floats(0, 3), WORDS)
@settings(max_examples=150)
def test_more_of_a_feature_never_lowers_confidence_or_rank(
    row: list[float], at: int, more: float, content_words: int
) -> None:
    low = np.array([row])
    high = low.copy()
    high[0, at] += more

    assert confidences(high, content_words)[0] >= confidences(low, content_words)[0] - 1e-9
    assert rank_scores(high)[0] >= rank_scores(low)[0] - 1e-9


@given(st.lists(ROW, min_size=1, max_size=5), WORDS)
@settings(max_examples=100)
def test_confidences_are_percentages(rows: list[list[float]], content_words: int) -> None:
    found = confidences(np.array(rows), content_words)

    assert found.shape == (len(rows),)
    assert ((found >= 0) & (found <= 100)).all()


def test_a_perfect_match_is_trusted_and_an_empty_one_is_not() -> None:
    perfect, empty = np.ones((1, len(FEATURES))), np.zeros((1, len(FEATURES)))

    assert confidences(perfect, 3)[0] > 90
    assert confidences(empty, 3)[0] < 20


@given(ROW, WORDS)
@settings(max_examples=50)
def test_a_longer_question_is_no_weaker_evidence(row: list[float], content_words: int) -> None:
    features = np.array([row])

    assert confidences(features, content_words + 1)[0] >= confidences(features, content_words)[0]


def test_agreement_on_more_words_is_stronger_evidence() -> None:
    features = np.full((1, len(FEATURES)), 0.5)

    assert confidences(features, 4)[0] > confidences(features, 1)[0]


def test_each_row_is_judged_by_itself() -> None:
    rows = np.random.default_rng(1).random((6, len(FEATURES)))

    together = confidences(rows, 4)

    # A processor may add up a whole matrix in another order than one row.
    alone = [float(confidences(rows[at : at + 1], 4)[0]) for at in range(6)]
    assert together.tolist() == pytest.approx(alone, abs=2e-6)
