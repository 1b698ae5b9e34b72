"""Pairs that ratios over whole sentences take for one another: none of them is answered wrongly."""

import pytest
from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from bot.domain.answering import Answer, Found, Thresholds, Unknown, Unsure, decide
from bot.matching.matcher import Matcher
from bot.matching.results import Record
from tests.each_row import each_row

PAY, FREE = "can i pay with a card", "is the card free"
RECORDS = (
    Record("pay", (PAY,), "Yes, the desk takes a card."),
    Record("free", (FREE, "does the card cost anything"), "The card is free."),
    Record("scarce", ("are tickets scarce", "scarce"), "Tickets are scarce."),
    Record(
        "warehouse", ("01 Warehouse Structure", "where is the warehouse structure"), "It has three halls."
    ),
    Record("exchange", ("american Futures and Options Exchange",), "It trades in Chicago."),
    Record("cancel", ("I want to cancel my order",), "Write to the desk before noon."),
    Record("gitlab-ci", ("gitlab ci", "how do I set up gitlab ci"), "Add a file."),
    Record("fee", ("fee 50 euro", "is there a fee of 50 euro"), "There is a fee of 50 euro."),
    Record("founded", ("when was the company founded",), "The company was founded in 1871."),
    Record("rules", ("what are the house rules",), "1. be kind 2. be short 3. be early"),
    Record("handshake", ("what happened in 1975",), "In 1975 they shook hands."),
)
# (question, a text that it looks like, the record of that text, the lowest score of some ratio)
PAIRS = (
    ("a", PAY, "pay", 60),
    ("car", "scarce", "scarce", 100),
    ("is the card not free", FREE, "free", 100),
    ("cost structure", "01 Warehouse Structure", "warehouse", 85),
    ("america", "american Futures and Options Exchange", "exchange", 90),
    ("I don't want to cancel my order", "I want to cancel my order", "cancel", 95),
    ("gitlab", "gitlab ci", "gitlab-ci", 90),
    ("fee 500 euro", "fee 50 euro", "fee", 95),
    ("when was the company closed", "when was the company founded", "founded", 85),
    ("2", "1. be kind 2. be short 3. be early", "rules", 60),
    ("what happened in 1976", "what happened in 1975", "handshake", 90),
    ("can i pay with a scar", PAY, "pay", 90),
)
MATCHER = Matcher(RECORDS)


def answer(question: str) -> Answer:
    return decide(MATCHER.rank(question), frozenset(), Thresholds())


def highest_ratio(question: str, text: str) -> float:
    scorers = (fuzz.WRatio, fuzz.partial_ratio, fuzz.token_set_ratio)
    return max(scorer(question, text, processor=default_process) for scorer in scorers)


@each_row(("question", "text", "record", "least"), PAIRS)
def test_ratios_over_sentences_fall_into_the_trap(question: str, text: str, record: str, least: int) -> None:
    assert highest_ratio(question, text) >= least
    assert text in {text for one in RECORDS if one.id == record for text in (*one.phrasings, one.text)}


@each_row("question", [question for question, *_ in PAIRS])
def test_the_matcher_does_not(question: str) -> None:
    given = answer(question)

    assert not isinstance(given, Found), (question, given)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.id)
def test_the_text_itself_is_answered(record: Record) -> None:
    for phrasing in record.phrasings:
        given = answer(phrasing)

        assert isinstance(given, Found), (phrasing, given)
        assert given.best.id == record.id


@each_row(
    ("question", "record"),
    [("is the card not free", "free"), ("fee 500 euro", "fee"), ("gitlab", "gitlab-ci")],
)
def test_what_is_not_answered_may_be_offered(question: str, record: str) -> None:
    given = answer(question)

    assert isinstance(given, Unsure)
    assert given.choices[0].id == record


def test_a_question_that_names_nothing_is_not_answered() -> None:
    cases: list[str] = ["", "?", "...", "🚀", "a", "the", "is it", "who", "how many", "1", "do they", "not"]

    assert [question for question in cases if isinstance(answer(question), Found)] == []


@each_row("question", ["scarcity car", "zeppelin", "quantum zeppelin voyage", "asdfghjkl"])
def test_words_nobody_heard_of_are_not_answered(question: str) -> None:
    given = answer(question)

    assert not isinstance(given, Found)
    assert question == "scarcity car" or isinstance(given, Unknown)


@pytest.mark.parametrize(
    "question",
    [
        "is the card free for a zeppelin pilot from Jupiter",
        "when was the company sold to Siemens for 5 million",
    ],
)
def test_what_the_question_is_about_weighs_more_than_what_it_looks_like(question: str) -> None:
    assert not isinstance(answer(question), Found)
