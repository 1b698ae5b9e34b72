"""Questions put together by meaning: by hand, and on logs whose groups are known."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from bench.grouping import JUDGED, judged
from bench.grouping_training import Lesson, learned_of_pairs, with_smaller
from bench.known_groups import KnownGroups, agreement
from bot.matching.grouping import group, pair_models, together
from bot.matching.meaning import Meaning
from bot.matching.pair_signals import (
    IN_MEANING,
    IN_WORDS,
    QuestionTerms,
    signals_in_meaning,
    signals_in_words,
)
from tests.snapshots.figures import hold_figures
from tests.thorough import THOROUGH, some_of

GAPS = Path(__file__).parents[1] / "gaps"


def test_other_words_for_the_same_thing_are_one_group() -> None:
    questions = ["can i bring my dog", "wifi password?", "are pets allowed", "is there free wi-fi", "dogs?"]

    found = {frozenset(members) for members in group(questions)}

    assert found == {frozenset({0, 2, 4}), frozenset({1, 3})}


def test_a_single_question_is_a_group_and_none_are_none() -> None:
    assert group([]) == ()
    assert group(["can i bring my dog"]) == ((0,),)
    assert group(["", "???", "the of"]) == ((0,), (1,), (2,))


def test_the_largest_group_and_in_it_the_most_typical_question_come_first() -> None:
    questions = ["taxi to town", "how much is a taxi", "wifi password", "taxi price", "taxi cost"]

    first, *_ = group(questions)

    assert set(first) == {0, 1, 3, 4}
    assert first[-1] == 0


def test_another_kind_of_answer_speaks_against_a_pair_and_none_for_nothing() -> None:
    questions = ["When does it open?", "Where is it?", "When is lunch?", "the mill"]

    signals = list(signals_in_words(questions, QuestionTerms.of(questions, [], [])))

    assert signals[IN_WORDS.index("kind")].tolist() == [
        [1, -1, 1, 0],
        [-1, 1, -1, 0],
        [1, -1, 1, 0],
        [0, 0, 0, 0],
    ]


def test_the_figures_that_grouping_was_learned_from_are_those_that_it_gets() -> None:
    questions = [
        "can i bring my dog",
        "are pets allowed?",
        "wifi pasword",
        "is there free wi-fi",
        "taxi price",
    ]
    around = [
        "Dogs stay on a lead.",
        "The wifi is free of charge.",
        "A taxi costs 12 euros.",
        "We open at nine.",
    ]
    vectors = np.random.default_rng(1).normal(size=(len(questions), 8))
    terms = QuestionTerms.of(questions, [("dog", "pet")], around)
    signals = [*signals_in_words(questions, terms), *signals_in_meaning(vectors)]

    found = dict(zip((*IN_WORDS, *IN_MEANING), signals, strict=True))
    hold_figures("pairs", {name: matrix.ravel().tolist() for name, matrix in found.items()})


def test_the_vocabulary_of_the_sheet_is_known() -> None:
    assert len(group(["where is the orbital outpost", "iss location?"])) == 2
    assert len(group(["where is the orbital outpost", "iss location?"], [("ISS", "orbital outpost")])) == 1


def test_a_word_in_common_makes_no_group_of_questions_about_different_things() -> None:
    questions = [
        "do you have a minecraft server",
        "which tongues besides english may be used in the small-talk room",
        "minecraft?",
        "how long do logs of voice rooms stay",
    ]

    assert {frozenset(members) for members in group(questions)} == {
        frozenset({0, 2}),
        frozenset({1}),
        frozenset({3}),
    }


def test_a_few_questions_of_one_subject_come_together_with_an_encoder_as_well() -> None:
    """What they have in common is what they ask for."""
    questions = ["can i bring my dog", "may my dog come along", "is a dog welcome"]
    vectors = dict(zip(questions, np.eye(3, 4, 1, np.float32) * 0.2, strict=True))

    def encode(text: str) -> NDArray[np.float32]:
        vector = vectors[text] + np.array([1, 0, 0, 0], np.float32)
        return np.asarray(vector / np.linalg.norm(vector))

    meaning = Meaning(encode, lambda texts: np.array([encode(text) for text in texts]), calibrated=False)

    assert len(group(questions[:2], meaning=meaning)) == 1
    assert len(group(questions, meaning=meaning)) == 1


def test_an_encoder_puts_together_what_shares_no_word() -> None:
    questions = ["rides into town", "how do i reach the village", "wifi password", "internet code"]
    axes = {"rides": 0, "reach": 0, "wifi": 1, "internet": 1}

    def encode(text: str) -> NDArray[np.float32]:
        vector = np.zeros(2, np.float32)
        vector[[at for word, at in axes.items() if word in text]] = 1.0
        return vector

    def keep_all(_: object) -> NDArray[np.float32]:
        raise AssertionError("what members ask is not kept among the sheet's vectors")

    found = {
        frozenset(members) for members in group(questions, (), Meaning(encode, keep_all, calibrated=False))
    }

    assert len(group(questions)) > 2
    assert found == {frozenset({0, 1}), frozenset({2, 3})}


def test_what_is_likely_on_average_comes_together_and_nothing_else_does() -> None:
    """The third is like one of the first two, and on average not enough; the others have nobody."""
    likelihood = np.eye(5)
    for one, other, likely in ((0, 1, 0.9), (1, 2, 0.7), (0, 2, 0.1), (3, 4, 0.3)):
        likelihood[one, other] = likelihood[other, one] = likely

    assert together(likelihood, 0.5) == [[0, 1], [2], [3], [4]]
    assert together(likelihood, 0.35) == [[0, 1, 2], [3], [4]]


def test_a_word_that_stands_all_over_the_briefing_tells_no_two_questions_apart() -> None:
    questions = ["paddleboard on the ferry", "getting married on the ferry", "paddleboard price"]
    around = [f"The ferry {does}." for does in ("leaves at six", "is late", "has a bar", "is full", "sails")]

    assert {frozenset(each) for each in group(questions, around=around)} == {
        frozenset({0, 2}),
        frozenset({1}),
    }


@pytest.mark.slow
@pytest.mark.parametrize(
    ("log", "least"),
    # By words alone; docs/matching.md has what each gives where it was not learned from, and with an encoder.
    some_of(
        [("festival", 0.87), ("clinic", 0.81), ("product", 0.84), ("housing", 0.44), ("server", 0.46)], 5
    ),
)
def test_a_log_of_forty_groups_is_put_together(log: str, least: float) -> None:
    questions, found = judged(GAPS / f"{log}.yaml", None)

    assert questions >= 400
    assert found.f1 >= least


@pytest.mark.slow
@pytest.mark.skipif(not THOROUGH, reason="to learn from all logs takes as long as a hundred tests")
def test_what_is_kept_is_what_the_logs_teach() -> None:
    logs = [KnownGroups.of(log) for log in sorted(GAPS.glob("*.yaml")) if log.stem not in JUDGED]

    anew = learned_of_pairs([Lesson.of(log, None) for log in with_smaller(logs)])

    # New words of English move them a little.
    assert anew.weights == pytest.approx(pair_models()["words"].weights, abs=0.3)


def test_agreement_of_two_ways_to_put_questions_together() -> None:
    """Three of six pairs that are together belong together, and three of four that belong together are."""
    found = agreement(["a", "a", "a", "b", "b"], [1, 1, 1, 1, 2])

    assert (found.groups, found.precision, found.recall) == (2, 0.5, 0.75)
    assert found.f1 == pytest.approx(0.6)
    assert found.b_cubed == pytest.approx(2 * 0.7 * 0.8 / 1.5)
