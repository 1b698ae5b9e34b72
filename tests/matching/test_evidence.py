"""The figures between questions and records: the decision was learned from these, and from no others."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.matching.analysis import words
from bot.matching.matcher import Matcher
from bot.matching.meaning import Meaning
from bot.matching.results import Record
from tests.snapshots.figures import hold_figures

POOL = (
    Record("open", ("When is the pool open?", "opening hours of the pool"), "It is open from 7:00 to 21:00."),
    Record("cost", ("What does a ticket cost?", "is it cheap"), "A ticket costs 4 euros, 2 for children."),
    Record("lanes", ("How many lanes does the pool have?",), "The pool has eight lanes and one slide."),
    Record("who", ("Who runs the pool?", "manager"), "Ada Brandt runs it for the town of Wick."),
    Record("built", ("When was the pool built?", "age of the pool"), "It was built in 1971, not in 1970."),
    Record("dogs", ("Why are dogs not allowed?",), "Dogs are not allowed, because of the new rules of 2019."),
    Record("lane-1", ("Who swims in lane 1?",), "Lane 1 is for the club of Ada Brandt."),
    Record("lane-2", ("Who swims in lane 2?", "what does Zoe Park do in lane 2"), "Lane 2 is for all."),
    Record("kids", ("When may children swim?",), "Children may swim before noon."),
    Record("team", ("When does the team train?",), "The team trains with all of its crew on Mondays."),
    Record("party", ("Can I book the pool for a party?",)),
)
# What is near in meaning stands on one line; all other words are one more meaning.
MEANINGS = (
    "open close hours opening from",
    "ticket cost costs cheap expensive euros pay",
    "lane lanes slide slides swim swims",
    "who manager runs brandt",
    "built old age bilt",
    "dogs allowed rules",
)
QUESTIONS = (
    "when does the pool close",
    "how many lanes does the pool have",
    "how many slides are in the big pool",
    "how many tickets are there",
    "what is it",
    "when was the pool in Zorro built",
    "was the pool built by Ada Brandt in 1970?",
    "wen was the pol bilt",
    "did a ticket cost 5 euros",
    "is it expensive",
    "are dogs allowed, and why?",
    "why can't dogs swim in 2018",
    "why are dogs allowed",
    "who swims in lane 2",
    "who swims in lane 3 with Ada Brandt",
    "is Ada Brandt in lane 2",
    "how old is the pool",
    "who is the manager of Wick",
    "who is the captain of the team",
    "who trains with the team",
    "may children swim after noon",
    "how long after noon may children swim",
    "when may children swim before school",
    "who doesn't pay for a ticket",
    "can I book a lane for a party of children",
    "pool",
)


def encode(text: str) -> NDArray[np.float32]:
    vector = np.full(len(MEANINGS) + 1, 0.1, np.float32)
    for word in words(text):
        vector[next((at for at, line in enumerate(MEANINGS) if word in line.split()), -1)] += 1
    return vector / np.float32(np.linalg.norm(vector))


def figures(matcher: Matcher) -> Mapping[str, Sequence[float]]:
    return {
        f"{question} | {name}": row.tolist()
        for question in QUESTIONS
        for name, row in matcher.evidence(question)
    }


def test_the_figures_that_the_decision_was_learned_from_are_those_that_it_gets() -> None:
    hold_figures("evidence", figures(Matcher(POOL)))


def test_so_are_those_that_an_encoder_adds() -> None:
    meaning = Meaning(encode, lambda texts: np.array(list(map(encode, texts))), calibrated=True)

    hold_figures("evidence-with-meaning", figures(Matcher(POOL, meaning=meaning)))


def test_an_encoder_that_the_decision_does_not_know_changes_none() -> None:
    stranger = Meaning(encode, lambda texts: np.array(list(map(encode, texts))), calibrated=False)
    matcher = Matcher(POOL, meaning=stranger)

    assert figures(matcher) == figures(Matcher(POOL))
    assert matcher.rank("price of a swim").matches == Matcher(POOL).rank("price of a swim").matches


def test_a_question_of_which_no_word_is_known_has_no_evidence() -> None:
    assert Matcher(POOL).evidence("zzyzx qwxv") == []


def test_beside_a_known_encoder_a_way_is_ranked_unseen_by_words_alone() -> None:
    known = Meaning(encode, lambda texts: np.array(list(map(encode, texts))), calibrated=True)
    way = "opening hours of the pool"

    assert Matcher(POOL, meaning=known).rank_unseen(way, "open") == Matcher(POOL).rank_unseen(way, "open")
