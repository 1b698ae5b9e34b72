"""Word by word: what a record means of a question's words, and which it means least."""

import numpy as np
import pytest

from bot.matching.forest import meaning_forest
from bot.matching.lexicon import TermClass
from bot.matching.query import QueryTerm
from bot.matching.word_meaning import Axes, Reading, axes, tokens_of, understood, word_index


def term(text: str) -> QueryTerm:
    return QueryTerm(text, None, (), TermClass.CONTENT, 1.0)


def words(*rows: tuple[float, float]) -> np.ndarray:
    return np.array(rows, np.float16).reshape(-1, 2)


def test_what_all_tokens_have_in_common_counts_for_nothing() -> None:
    along = Axes(np.array([5, 0, 0], np.float32), np.eye(3, 2, dtype=np.float32))

    made = along.of(np.array([[8, 4, 9], [5, 0, 7]], np.float32))

    assert np.allclose(made, words((0.6, 0.8), (0, 0)), atol=1e-3)


def test_each_word_is_held_against_the_nearest_of_the_record_alone() -> None:
    index = word_index([words((1, 0)), words(), words((0, 1), (0.6, 0.8))], [2, 1])
    asked = Reading(np.zeros(2, np.float32), words((1, 0), (0, 1), (0, -1)), ())

    assert index.likeness(asked, 0).tolist() == [1.0, 0.0, 0.0]
    assert index.likeness(asked, 1).tolist() == pytest.approx([0.6, 1.0, 0.0], abs=1e-3)


def test_a_record_without_words_means_none() -> None:
    index = word_index([words(), words((1, 0))], [1, 1])

    assert index.likeness(Reading(np.zeros(2, np.float32), words((1, 0)), ()), 0).tolist() == [0.0]


def test_a_term_has_the_tokens_that_spell_it() -> None:
    question = "How long’s the cable's cable"
    spans = [(0, 3), (4, 8), (8, 10), (11, 14), (15, 18), (18, 20), (20, 22), (23, 28)]

    found = tokens_of([term("how long"), term("cable"), term("cable"), term("ticket")], question, spans)

    assert found == [[0, 1], [4, 5], [7], []]


def test_what_is_had_is_told_by_weight_and_for_the_word_missed_most() -> None:
    assert understood([3.0, 1.0], [0.5, 1.2]) == (0.625, 0.625)
    assert understood([2.0, 2.0], [0.5, 0.75]) == (0.625, 0.75)
    assert understood([], []) == (1.0, 1.0)


def test_the_axes_are_those_of_the_model_that_the_decision_knows() -> None:
    along = axes()

    assert along.directions.shape == (len(meaning_forest().told["probe"]["vector"]), 64)
    assert np.allclose(along.directions.T @ along.directions, np.eye(64), atol=0.01)
