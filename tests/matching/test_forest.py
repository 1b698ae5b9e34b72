"""The models: one orders, one judges what has no answer, and trees judge what has one."""

import json
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from bot.matching.evidence import SIGNALS
from bot.matching.features import FEATURES
from bot.matching.forest import Forest, forest, knows, meaning_forest
from bot.matching.linear import _LIKELIHOOD_WEIGHTS, _RANK_WEIGHTS, likelihoods, rank_scores, same_words
from bot.matching.meaning import MEANING_SIGNALS

FEATURE = st.floats(-1, 5)
ROW = st.lists(FEATURE, min_size=len(FEATURES), max_size=len(FEATURES))
WORDS = st.integers(0, 90)
EVIDENCE = st.lists(st.floats(-5, 12), min_size=len(SIGNALS), max_size=len(SIGNALS))
# What more of a signal may only help, and what it may only harm.
HELPS = (
    "phrasing", "phrasing_coverage", "record", "bm25", "proximity", "question_type", "lead", "open_lead",
    "question_coverage", "exact_coverage", "plain_coverage", "head", "kind_told", "kind_asked", "kind_same",
    "kind_likeness", "counted",
)  # fmt: skip
HARMS = (
    "missed_known", "missed_unknown", "missed_name", "missed_new_name", "missed_most", "missed_words",
    "open_likelihood", "head_missed", "denies", "denied", "reversed", "named_number",
    "other_name", "other_number", "missed_numbers", "corrected",
)  # fmt: skip


def ranked(features: NDArray[np.float64]) -> float:
    return float(rank_scores(features, same_words(features))[0])


def test_each_feature_has_its_weight() -> None:
    assert _RANK_WEIGHTS.shape == _LIKELIHOOD_WEIGHTS.shape == (len(FEATURES),)


def test_every_feature_is_used_and_none_counts_against_a_record() -> None:
    assert (_RANK_WEIGHTS >= 0).all()
    assert (_LIKELIHOOD_WEIGHTS >= 0).all()
    assert ((_RANK_WEIGHTS > 0) | (_LIKELIHOOD_WEIGHTS > 0)).all()


@given(ROW, st.integers(0, len(FEATURES) - 1), st.floats(0, 3), WORDS)
@settings(max_examples=150)
def test_more_of_a_feature_never_lowers_likelihood_or_rank(
    row: list[float], at: int, more: float, content_words: int
) -> None:
    low = np.array([row])
    high = low.copy()
    high[0, at] += more

    assert likelihoods(high, content_words)[0] >= likelihoods(low, content_words)[0] - 1e-9
    assert ranked(high) >= ranked(low) - 1e-6


@given(st.lists(ROW, min_size=1, max_size=5), WORDS)
@settings(max_examples=100)
def test_likelihoods_are_shares(rows: list[list[float]], content_words: int) -> None:
    found = likelihoods(np.array(rows), content_words)

    assert found.shape == (len(rows),)
    assert ((found >= 0) & (found <= 1)).all()


def test_a_perfect_match_is_likely_and_an_empty_one_is_not() -> None:
    perfect, empty = np.ones((1, len(FEATURES))), np.zeros((1, len(FEATURES)))

    assert likelihoods(perfect, 3)[0] > 0.9
    assert likelihoods(empty, 3)[0] < 0.2


@given(ROW, WORDS)
@settings(max_examples=50)
def test_a_longer_question_is_no_weaker_evidence(row: list[float], content_words: int) -> None:
    features = np.array([row])

    assert likelihoods(features, content_words + 1)[0] >= likelihoods(features, content_words)[0]


def test_agreement_on_more_words_is_stronger_evidence() -> None:
    features = np.full((1, len(FEATURES)), 0.5)

    assert likelihoods(features, 4)[0] > likelihoods(features, 1)[0]


def test_each_row_is_judged_by_itself() -> None:
    rows = np.random.default_rng(1).random((6, len(FEATURES)))

    together = likelihoods(rows, 4)

    # A processor may add up a whole matrix in another order than one row.
    alone = [float(likelihoods(rows[at : at + 1], 4)[0]) for at in range(6)]
    assert together.tolist() == pytest.approx(alone, abs=2e-6)


def test_the_same_words_come_before_a_part_of_them() -> None:
    part, same = np.full((1, len(FEATURES)), 0.98), np.ones((1, len(FEATURES)))

    assert ranked(same) > ranked(part) + 2


def test_the_trees_were_learned_from_the_signals_there_are() -> None:
    learned = json.loads((files("bot") / "data" / "decision.json").read_text(encoding="utf-8"))["signals"]

    assert sorted(learned) == sorted(SIGNALS)


def test_every_branch_of_the_trees_ends_in_a_leaf() -> None:
    trees = forest()
    own = np.broadcast_to(np.arange(trees.left.shape[1]), trees.left.shape)
    at = np.stack([own[:, 0]], axis=1)
    for _ in range(trees.depth):
        lefts, rights = (np.take_along_axis(side, at, 1) for side in (trees.left, trees.right))
        at = np.concatenate([lefts, rights], axis=1)

    assert (np.take_along_axis(trees.left, at, 1) == at).all()
    assert (np.take_along_axis(trees.right, at, 1) == at).all()


def leaves(trees: Forest, evidence: list[float]) -> float:
    """What a walk down every tree, node by node, adds up to."""
    total = trees.bias
    for tree in range(len(trees.signal)):
        at = 0
        for _ in range(trees.depth):
            low = evidence[trees.signal[tree, at]] <= trees.threshold[tree, at]
            at = int((trees.left if low else trees.right)[tree, at])
        total += float(trees.value[tree, at])
    return total


def test_both_decisions_know_the_signals_there_are() -> None:
    assert forest().signals == SIGNALS
    assert meaning_forest().signals == (*SIGNALS, *MEANING_SIGNALS)
    assert meaning_forest().told["model"] == "all-MiniLM-L6-v2"


def judged(evidence: list[float]) -> float:
    return forest().weigh(np.array([evidence])).probabilities[0]


@given(EVIDENCE)
@settings(max_examples=40, deadline=None)
def test_the_probability_is_that_of_the_leaves(evidence: list[float]) -> None:
    assert judged(evidence) == pytest.approx(1 / (1 + np.exp(-leaves(forest(), evidence))), abs=2e-6)


@given(EVIDENCE)
@settings(max_examples=60, deadline=None)
def test_the_contributions_and_the_bias_give_the_probability(evidence: list[float]) -> None:
    trees = forest()

    added = trees.weigh(np.array([evidence])).contributions(0)

    assert added.shape == (len(SIGNALS),)
    odds = trees.bias + trees.value[:, 0].sum() + added.sum()
    assert judged(evidence) == pytest.approx(1 / (1 + np.exp(-odds)), abs=2e-6)


@given(st.lists(EVIDENCE, min_size=1, max_size=4))
@settings(max_examples=40, deadline=None)
def test_candidates_are_judged_one_by_one(rows: list[list[float]]) -> None:
    together = forest().weigh(np.array(rows)).probabilities

    assert all(0 <= likely <= 1 for likely in together)
    assert together == pytest.approx([judged(row) for row in rows], abs=2e-6)


@given(EVIDENCE, st.sampled_from(HELPS + HARMS), st.floats(0, 10))
@settings(max_examples=400, deadline=None)
def test_what_helps_never_harms_and_what_harms_never_helps(
    evidence: list[float], name: str, more: float
) -> None:
    raised = list(evidence)
    raised[SIGNALS.index(name)] += more

    before, after = judged(evidence), judged(raised)

    if name in HELPS:
        assert after >= before - 1e-5
    else:
        assert after <= before + 1e-5


def test_a_leaf_at_the_root_adds_nothing() -> None:
    none = np.zeros((1, 1), np.int64)
    stump = Forest(0.0, none, np.zeros((1, 1)), none, none, np.zeros((1, 1)), 3)

    weighed = stump.weigh(np.ones((2, len(SIGNALS))))

    assert weighed.probabilities == [0.5, 0.5]
    assert not weighed.contributions(0).any()


def test_an_encoder_is_known_by_what_it_makes_of_the_probe() -> None:
    kept = np.array(meaning_forest().told["probe"]["vector"], np.float32)

    assert knows(lambda _: kept)
    assert not knows(lambda _: -kept)
    assert not knows(lambda _: kept[:-1])


@given(EVIDENCE)
@settings(max_examples=20, deadline=None)
def test_the_reasons_come_strongest_first(evidence: list[float]) -> None:
    judgement = forest().weigh(np.array([evidence]))

    added = [abs(more) for _, more in judgement.reasons(0)]
    assert added == sorted(added, reverse=True)
    assert added[0] == pytest.approx(np.abs(judgement.contributions(0)).max(), abs=0.01)
