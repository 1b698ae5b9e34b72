"""Clashes: what the question says and the record contradicts, and nothing else."""

import pytest

from bot.matching.match import Clash, ClashKind, Match, Record
from bot.matching.matcher import Matcher

RECORDS = (
    Record(
        "handshake",
        ("what happened in 1975", "when did they shake hands in space", "who met in orbit"),
        "In 1975 the crews of Apollo and Soyuz shook hands.",
    ),
    Record("crew-size", ("how many people flew aboard", "number of travellers"), "3 people flew aboard."),
    Record("card", ("is the card free", "does the card cost anything"), "The card is free."),
    Record("open", ("is the tower not open on Sundays",), "It is closed on Sundays."),
    Record("kim", ("who is Jonny Kim", "what does Kim do"), "A doctor, Jonny Kim, flies."),
    Record("cost", ("what did the flight of Kim and Ryzhikov cost",)),
)


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(RECORDS)


def match(matcher: Matcher, question: str, record: str) -> Match:
    found = {match.id: match for match in matcher.rank(question, limit=len(RECORDS)).matches}
    return found[record]


def kinds(matcher: Matcher, question: str, record: str) -> set[ClashKind]:
    return {clash.kind for clash in match(matcher, question, record).clashes}


@pytest.mark.parametrize(
    "question", ["what happened in 1976", "What happened in 2025?", "what happened in 19755"]
)
def test_another_number_than_the_phrasing_goes_by_clashes(matcher: Matcher, question: str) -> None:
    assert kinds(matcher, question, "handshake") == {ClashKind.NUMBER}


def test_the_same_number_does_not_clash(matcher: Matcher) -> None:
    assert match(matcher, "what happened in 1975", "handshake").clashes == ()


def test_a_further_number_beside_the_right_one_does_not_clash(matcher: Matcher) -> None:
    assert kinds(matcher, "what happened in 1975 between 40 people", "handshake") == set()


def test_a_wrong_number_in_a_question_for_a_yes_is_put_right(matcher: Matcher) -> None:
    found = match(matcher, "is it in 1976 that it happened", "handshake")

    assert found.phrasing == "what happened in 1975"
    assert "1976" in found.missed
    assert ClashKind.NUMBER not in {clash.kind for clash in found.clashes}


@pytest.mark.parametrize("question", ["did 4 people fly aboard", "how many people flew aboard, seven"])
def test_a_wrong_number_that_the_fact_can_put_right_does_not_clash(matcher: Matcher, question: str) -> None:
    assert ClashKind.NUMBER not in kinds(matcher, question, "crew-size")


@pytest.mark.parametrize(
    "question",
    ["is the card not free", "isn't the card free", "is the card never free", "the card isnt free"],
)
def test_a_negation_that_the_record_lacks_clashes(matcher: Matcher, question: str) -> None:
    assert ClashKind.NEGATION in kinds(matcher, question, "card")


@pytest.mark.parametrize(
    "question", ["the card is free, isn't it?", "the card is free or not", "is the card free, no?"]
)
def test_a_tag_denies_nothing(matcher: Matcher, question: str) -> None:
    assert kinds(matcher, question, "card") == set()


def test_a_negation_that_the_record_shares_does_not_clash(matcher: Matcher) -> None:
    assert kinds(matcher, "isn't the tower open on Sundays", "open") == set()


@pytest.mark.parametrize(
    "question", ["what did the flight of Valdez cost", "what did the flight to Jupiter cost"]
)
def test_a_name_that_the_record_never_heard_of_clashes(matcher: Matcher, question: str) -> None:
    assert kinds(matcher, question, "cost") == {ClashKind.NAME}


def test_a_name_of_another_record_clashes_however_it_is_written(matcher: Matcher) -> None:
    assert ClashKind.NAME in kinds(matcher, "is ryzhikov a doctor", "kim")


def test_a_name_said_in_passing_does_not_clash(matcher: Matcher) -> None:
    question = (
        "hey Bob, is the travellers number aboard the same as people flew aboard orbit space tower card"
    )

    assert ClashKind.NAME not in kinds(matcher, question, "crew-size")


def test_an_ordinary_word_that_the_record_lacks_is_no_clash(matcher: Matcher) -> None:
    found = match(matcher, "who met in orbit yesterday evening", "handshake")

    assert "evening" in found.missed
    assert found.clashes == ()


def test_another_kind_of_answer_clashes(matcher: Matcher) -> None:
    assert ClashKind.KIND in kinds(matcher, "where did people fly aboard", "crew-size")
    assert ClashKind.KIND not in kinds(matcher, "how many people flew aboard", "crew-size")


def test_a_clash_says_what_it_is_about(matcher: Matcher) -> None:
    clashes = match(matcher, "what happened in 1976", "handshake").clashes

    assert clashes == (Clash(ClashKind.NUMBER, "1976"),)
    assert str(clashes[0]) == "number: 1976"
