"""The close comparison: each feature held against a slow and obvious way to the same figure."""

import random
from collections.abc import Sequence
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.matching.analysis import words
from bot.matching.answer_kinds import AnswerKind
from bot.matching.features import (
    FEATURES,
    Comparison,
    compare,
)
from bot.matching.index import K1, Index, build_index
from bot.matching.inquiry import Inquiry
from bot.matching.lexicon import Lexicon, TermClass
from bot.matching.query import INNER_CREDIT, Query, QueryParser
from bot.matching.results import Record
from bot.matching.spelling import Speller
from tests.each_row import each_row

RECORDS = (
    Record("a", ("when was the lamp first lit", "first night of the lamp"), "The lamp was lit in 1871."),
    Record("b", ("how high is the lamp", "how many metres above the sea"), "It stands 42 metres above."),
    Record("c", ("who keeps the outpost", "keeper of the space station"), "Ada Brandt keeps the lamp."),
    Record("d", ("can I visit the tower", "is the tower not open")),
    Record("e", (), "The sea is 42 metres deep and the sea is cold."),
)
SPOKEN = sorted(
    {word for record in RECORDS for text in (*record.phrasings, record.text) for word in words(text)}
)
QUESTIONS = st.lists(st.sampled_from([*SPOKEN, "zeppelin", "2031", "photo"]), min_size=1, max_size=9)


class Bench:
    """The parts of the engine up to the comparison."""

    def __init__(self, records: Sequence[Record]) -> None:
        self.records = records
        self.lexicon = Lexicon([["space station", "outpost"]])
        self.index: Index = build_index(records, self.lexicon)
        speller = Speller(self.lexicon.words)
        self.parser = QueryParser(self.lexicon, speller, self.index.weights, self.index.unknown_weight)

    def ask(self, text: str) -> tuple[Query, Comparison]:
        query = self.parser.parse(text)
        return query, compare(self.index, query, np.arange(len(self.records)))

    def feature(self, text: str, name: str, record: str) -> float:
        _, compared = self.ask(text)
        at = [one.id for one in self.records].index(record)
        return float(compared.features[at, FEATURES.index(name)])

    def row_terms(self, text: str) -> list[tuple[int, bool]]:
        tokens = list(self.lexicon.tokens([self.lexicon.words[word] for word in words(text)]))
        return [
            pair
            for token in tokens
            for pair in ((token.term, False), *((term, True) for term in token.inner))
        ]

    def weight(self, text: str) -> float:
        return sum(float(self.index.weights[term]) for term, inner in self.row_terms(text) if not inner)

    def credits(self, query: Query, text: str) -> list[float]:
        """The best credit of each term in a text: every term against every word of it."""
        served: dict[int, tuple[float, int]] = {}
        for at, asked in enumerate(query.terms):
            for term, credit in asked.alternatives:
                if credit > served.get(term, (0.0, 0))[0]:
                    served[term] = credit, at
        earned = [0.0] * len(query.terms)
        for term, inner in self.row_terms(text):
            credit, at = served.get(term, (0.0, 0))
            earned[at] = max(earned[at], credit * (INNER_CREDIT if inner else 1.0))
        return earned


@cache
def desk() -> Bench:
    return Bench(RECORDS)


def weighed(earned: Sequence[float], query: Query) -> float:
    return sum(credit * term.weight for credit, term in zip(earned, query.terms, strict=True))


def likeness(asked: Bench, query: Query, phrasing: str) -> float:
    shared = weighed(asked.credits(query, phrasing), query)
    total = sum(term.weight for term in query.terms)
    return shared / (total + 0.3 * max(asked.weight(phrasing) - shared, 0.0))


@given(QUESTIONS)
@settings(max_examples=60, deadline=None)
def test_the_likeness_is_that_of_the_best_phrasing(asked: list[str]) -> None:
    query, compared = desk().ask(" ".join(asked))

    found = compared.features[:4, FEATURES.index("phrasing")]

    expected = [max(likeness(desk(), query, one) for one in record.phrasings) for record in RECORDS[:4]]
    assert found == pytest.approx(expected, abs=1e-9)


@cache
def text_worth(record: str) -> float:
    """What a word that only the text of a record holds is worth."""
    only_there = {"a": "1871", "b": "stands", "c": "brandt", "d": "", "e": "deep"}[record]
    return desk().feature(only_there, "record", record) if only_there else 0.0


@given(QUESTIONS)
@settings(max_examples=60, deadline=None)
def test_the_record_counts_every_word_once_at_its_best(asked: list[str]) -> None:
    query, compared = desk().ask(" ".join(asked))

    found = compared.features[:, FEATURES.index("record")]

    total = sum(term.weight for term in query.terms)
    for at, record in enumerate(RECORDS):
        rows = [desk().credits(query, phrasing) for phrasing in record.phrasings]
        rows.append([text_worth(record.id) * credit for credit in desk().credits(query, record.text)])
        best = [max(column) for column in zip(*rows, strict=True)]
        assert compared.credit[at] == pytest.approx(best)
        assert found[at] == pytest.approx(weighed(best, query) / total)


@given(QUESTIONS)
@settings(max_examples=100, deadline=None)
def test_every_feature_keeps_within_its_range(asked: list[str]) -> None:
    _, compared = desk().ask(" ".join(asked))
    features = dict(zip(FEATURES, compared.features.T, strict=True))

    for name in ("phrasing", "phrasing_coverage", "record", "proximity"):
        assert ((features[name] >= 0) & (features[name] <= 1 + 1e-9)).all(), name
    assert (np.abs(features["question_type"]) <= 1).all()
    assert (features["bm25"] >= 0).all()
    assert features["evidence"] == pytest.approx(
        np.log1p(features["bm25"] * sum(desk().parser.parse(" ".join(asked)).weights) * (K1 + 1))
    )
    assert ((compared.credit >= 0) & (compared.credit <= 1)).all()


@pytest.mark.parametrize("record", RECORDS[:4], ids=lambda record: record.id)
def test_a_phrasing_is_all_that_it_says_itself(record: Record) -> None:
    for phrasing in record.phrasings:
        for name in ("phrasing", "phrasing_coverage", "record"):
            assert desk().feature(phrasing, name, record.id) == pytest.approx(1.0), (phrasing, name)


def test_words_beyond_the_phrasing_cost_more_than_words_it_has_beyond_the_question() -> None:
    more = desk().feature("how high is the lamp cold", "phrasing", "b")
    less = desk().feature("how high is the", "phrasing", "b")

    assert more < 1
    assert less < 1
    assert desk().feature("how high is the lamp cold", "phrasing_coverage", "b") == pytest.approx(1.0)
    assert desk().feature("how high is the", "phrasing_coverage", "b") < 1


def test_the_best_phrasing_is_the_one_that_was_asked() -> None:
    for at, record in enumerate(RECORDS[:4]):
        for number, phrasing in enumerate(record.phrasings):
            _, compared = desk().ask(phrasing)
            likeness = compared.likeness[compared.starts[at] :][: len(record.phrasings)].tolist()
            assert likeness.index(max(likeness)) == compared.best[at] == number
            assert compared.features[at, FEATURES.index("phrasing")] == likeness[number]


def test_a_record_without_phrasings_is_known_by_its_text() -> None:
    _, compared = desk().ask("how deep is the sea")

    assert compared.features[4, FEATURES.index("phrasing")] == compared.likeness[compared.starts[4]] > 0
    assert desk().feature("how deep is the sea", "record", "e") > 0


def test_a_word_in_the_text_alone_is_weaker_evidence_than_one_in_a_phrasing() -> None:
    assert desk().feature("tower", "record", "d") == pytest.approx(1.0)
    assert 0 < desk().feature("brandt", "record", "c") < 1


def test_the_longer_a_text_the_less_a_word_in_it_is_worth() -> None:
    lengths = (1, 10, 100, 1000)
    asked = Bench([Record(f"r{length}", ("x",), "lamp " + "y " * length) for length in lengths])

    worth = [asked.feature("lamp", "record", f"r{length}") for length in lengths]

    assert worth == sorted(worth, reverse=True)
    assert worth[-1] < worth[0]


def neighbours(asked: Bench, query: Query, text: str) -> set[tuple[int, int]]:
    """Pairs of terms that some words of a text, at most three apart, stand for: every pair of words tried."""
    served: dict[int, tuple[float, int]] = {}
    for at, wanted in enumerate(query.terms):
        for term, credit in wanted.alternatives:
            if credit > served.get(term, (0.0, 0))[0]:
                served[term] = credit, at
    row = [served[term][1] if term in served else -1 for term, inner in asked.row_terms(text) if not inner]
    pairs = ((row[i], row[j]) for i in range(len(row)) for j in range(i + 1, min(i + 4, len(row))))
    return {(min(pair), max(pair)) for pair in pairs if min(pair) >= 0}


@given(QUESTIONS)
@settings(max_examples=60, deadline=None)
def test_proximity_is_the_share_of_neighbours_that_are_neighbours_in_the_record(asked: list[str]) -> None:
    query, compared = desk().ask(" ".join(asked))

    found = compared.features[:, FEATURES.index("proximity")]

    weights = query.weights
    wanted = {
        (i, j): float(np.sqrt(weights[i] * weights[j]))
        for i in range(len(weights))
        for j in range(i + 1, min(i + 4, len(weights)))
    }
    for at, record in enumerate(RECORDS):
        texts = (*record.phrasings, record.text)
        there = set[tuple[int, int]]().union(*(neighbours(desk(), query, text) for text in texts))
        expected = sum(worth for pair, worth in wanted.items() if pair in there) / (sum(wanted.values()) or 1)
        assert found[at] == pytest.approx(expected)


def test_neighbours_that_stand_together_count_and_those_apart_do_not() -> None:
    records = (
        Record("together", ("x", "the red lamp of this harbour")),
        Record("apart", ("red paint is used on every second day at noon for one lamp",)),
        Record("rows", ("red", "lamp")),
    )
    asked = Bench(records)

    near = {record.id: asked.feature("red lamp", "proximity", record.id) for record in records}

    assert near == {"together": pytest.approx(1.0), "apart": 0.0, "rows": 0.0}


def test_proximity_does_not_care_about_order_within_a_text() -> None:
    records = (Record("one", ("lamp that is red",)), Record("other", ("nothing",)))

    assert Bench(records).feature("red lamp", "proximity", "one") == pytest.approx(1.0)


def test_the_question_type_tells_whether_the_right_kind_of_answer_is_asked_for() -> None:
    assert desk().feature("when was the lamp lit", "question_type", "a") == 1.0
    assert desk().feature("what year was the lamp lit", "question_type", "a") == 1.0
    assert desk().feature("where was the lamp lit", "question_type", "a") == -1.0
    assert desk().feature("the lamp lit", "question_type", "a") == 0.0


def test_the_same_comparison_whatever_else_is_compared() -> None:
    query = desk().parser.parse("who keeps the lamp of the outpost")
    alone = [compare(desk().index, query, np.array([at])) for at in range(len(RECORDS))]

    together = compare(desk().index, query, np.arange(len(RECORDS)))

    assert together.features == pytest.approx(np.concatenate([one.features for one in alone]))
    assert together.scores == pytest.approx([score for one in alone for score in one.scores])


def test_a_word_nobody_knows_lowers_every_share() -> None:
    for name in ("phrasing", "record", "bm25"):
        known = desk().feature("how high is the lamp", name, "b")

        assert desk().feature("how high is the zeppelin lamp", name, "b") < known


def asked(query: Query) -> Inquiry:
    return Inquiry(" ".join(query.words), query, [False] * len(query.terms))


@each_row("seed", range(3))
def test_question_coverage_is_the_share_of_telling_words_by_weight(seed: int) -> None:
    dice = random.Random(seed)
    query = desk().parser.parse("when was the zeppelin lamp lit in 1871")
    credit = [dice.random() for _ in query.terms]

    share = asked(query).coverage(credit)

    told = [
        (term.weight, earned)
        for term, earned in zip(query.terms, credit, strict=True)
        if term.term_class in {TermClass.CONTENT, TermClass.NUMBER}
    ]
    assert len(told) == 4
    assert share == pytest.approx(sum(w * e for w, e in told) / sum(w for w, _ in told))


@pytest.mark.parametrize("question", ["hwo hihg is the lamp", "how high is the lamp"])
def test_the_kind_asked_for_is_that_of_the_words_that_are_meant(question: str) -> None:
    assert asked(desk().parser.parse(question)).kind is AnswerKind.MEASURE


def test_a_question_without_telling_words_lacks_none() -> None:
    query = desk().parser.parse("who is it")

    assert asked(query).coverage([0.0] * len(query.terms)) == 1.0
