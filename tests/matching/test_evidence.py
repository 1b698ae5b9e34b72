"""The figures between questions and records: the decision was learned from these, and from no others."""

import json
from pathlib import Path

import pytest

from bot.matching.evidence import SIGNALS
from bot.matching.matcher import Matcher
from bot.matching.results import Record
from tests.snapshots.album import ADVICE, RENEWED

FIGURES = Path(__file__).with_name("evidence.json")
POOL = (
    Record("open", ("When is the pool open?", "opening hours of the pool"), "It is open from 7:00 to 21:00."),
    Record("cost", ("What does a ticket cost?", "is it cheap"), "A ticket costs 4 euros, 2 for children."),
    Record("lanes", ("How many lanes does the pool have?",), "The pool has eight lanes and one slide."),
    Record("who", ("Who runs the pool?", "manager"), "Ada Brandt runs it for the town of Wick."),
    Record("built", ("When was the pool built?", "age of the pool"), "It was built in 1971, not in 1970."),
    Record("dogs", ("Why are dogs not allowed?",), "Dogs are not allowed, because of the new rules of 2019."),
    Record("lane-1", ("Who swims in lane 1?",), "Lane 1 is for the club of Ada Brandt."),
    Record("lane-2", ("Who swims in lane 2?", "what does Zoe Park do in lane 2"), "Lane 2 is for all."),
    Record("party", ("Can I book the pool for a party?",)),
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
    "who doesn't pay for a ticket",
    "can I book a lane for a party of children",
    "pool",
)


def test_the_figures_that_the_decision_was_learned_from_are_those_that_it_gets() -> None:
    matcher = Matcher(POOL)
    found = {
        question: {name: [round(float(each), 4) for each in row] for name, row in matcher.evidence(question)}
        for question in QUESTIONS
    }
    if RENEWED:
        lines = ",\n".join(f"{json.dumps(question)}: {json.dumps(rows)}" for question, rows in found.items())
        FIGURES.write_text(f"{{\n{lines}\n}}\n", "utf-8")
    kept = json.loads(FIGURES.read_text("utf-8"))

    assert list(found) == list(kept)
    for question, rows in kept.items():
        assert list(found[question]) == list(rows), question
        for name, row in rows.items():
            pairs = zip(SIGNALS, row, found[question][name], strict=True)
            differing = [each for each in pairs if each[1] != pytest.approx(each[2], abs=1e-3)]
            assert not differing, f"“{question}” and {name}; {ADVICE}"
