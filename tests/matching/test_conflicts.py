"""Conflicts: what the question says and the record contradicts, and nothing else."""

import pytest

from bot.matching.conflicts import Names
from bot.matching.index import build_index
from bot.matching.lexicon import Lexicon
from bot.matching.matcher import Matcher
from bot.matching.results import Conflict, ConflictKind, Match, Record

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


def kinds(matcher: Matcher, question: str, record: str) -> set[ConflictKind]:
    return {conflict.kind for conflict in match(matcher, question, record).conflicts}


@pytest.mark.parametrize(
    "question", ["what happened in 1976", "What happened in 2025?", "what happened in 19755"]
)
def test_another_number_than_the_phrasing_goes_by_conflicts(matcher: Matcher, question: str) -> None:
    assert kinds(matcher, question, "handshake") == {ConflictKind.NUMBER}


def test_the_same_number_does_not_conflict(matcher: Matcher) -> None:
    assert match(matcher, "what happened in 1975", "handshake").conflicts == ()


def test_a_further_number_beside_the_right_one_does_not_conflict(matcher: Matcher) -> None:
    assert kinds(matcher, "what happened in 1975 between 40 people", "handshake") == set()


def test_a_wrong_number_in_a_question_for_a_yes_is_put_right(matcher: Matcher) -> None:
    found = match(matcher, "is it in 1976 that it happened", "handshake")

    assert found.phrasing == "what happened in 1975"
    assert "1976" in found.missed
    assert ConflictKind.NUMBER not in {conflict.kind for conflict in found.conflicts}


@pytest.mark.parametrize("question", ["did 4 people fly aboard", "how many people flew aboard, seven"])
def test_a_wrong_number_that_the_fact_can_put_right_does_not_conflict(
    matcher: Matcher, question: str
) -> None:
    assert ConflictKind.NUMBER not in kinds(matcher, question, "crew-size")


@pytest.mark.parametrize(
    "question",
    ["is the card not free", "isn't the card free", "is the card never free", "the card isnt free"],
)
def test_a_negation_that_the_record_lacks_conflicts(matcher: Matcher, question: str) -> None:
    assert ConflictKind.NEGATION in kinds(matcher, question, "card")


@pytest.mark.parametrize(
    "question", ["the card is free, isn't it?", "the card is free or not", "is the card free, no?"]
)
def test_a_tag_denies_nothing(matcher: Matcher, question: str) -> None:
    assert kinds(matcher, question, "card") == set()


def test_a_negation_that_the_record_shares_does_not_conflict(matcher: Matcher) -> None:
    assert kinds(matcher, "isn't the tower open on Sundays", "open") == set()


@pytest.mark.parametrize(
    "question", ["what did the flight of Valdez cost", "what did the flight to Jupiter cost"]
)
def test_a_name_that_the_record_never_heard_of_conflicts(matcher: Matcher, question: str) -> None:
    assert kinds(matcher, question, "cost") == {ConflictKind.NAME}


def test_a_name_of_another_record_conflicts_however_it_is_written(matcher: Matcher) -> None:
    assert ConflictKind.NAME in kinds(matcher, "is ryzhikov a doctor", "kim")


def test_a_name_said_in_passing_does_not_conflict(matcher: Matcher) -> None:
    question = (
        "hey Bob, is the travellers number aboard the same as people flew aboard orbit space tower card"
    )

    assert ConflictKind.NAME not in kinds(matcher, question, "crew-size")


def test_an_ordinary_word_that_the_record_lacks_is_no_conflict(matcher: Matcher) -> None:
    found = match(matcher, "who met in orbit yesterday evening", "handshake")

    assert "evening" in found.missed
    assert found.conflicts == ()


def test_another_kind_of_answer_conflicts(matcher: Matcher) -> None:
    assert ConflictKind.KIND in kinds(matcher, "where did people fly aboard", "crew-size")
    assert ConflictKind.KIND not in kinds(matcher, "how many people flew aboard", "crew-size")


def test_a_conflict_says_what_it_is_about(matcher: Matcher) -> None:
    conflicts = match(matcher, "what happened in 1976", "handshake").conflicts

    assert conflicts == (Conflict(ConflictKind.NUMBER, "1976"),)
    assert str(conflicts[0]) == "number: 1976"


NAMED = (
    Record("a", ("who is Ada Brandt", "who was she"), "The keeper Ada Brandt was the third."),
    Record("b", ("what did Brandt say",), "We never missed, Keeper Brandt said."),
    Record("c", ("how many keepers were there",), "There was one keeper and then a keeper more."),
    Record("d", ("Lamp height",), "Lamp 42."),
)


@pytest.fixture(scope="module")
def known() -> tuple[Names, Lexicon]:
    lexicon = Lexicon()
    return Names(NAMED, build_index(NAMED, lexicon), lexicon), lexicon


@pytest.mark.parametrize(
    ("word", "named"),
    [("ada", True), ("brandt", True), ("keeper", False), ("was", False), ("lamp", False), ("third", False)],
)
def test_a_name_is_what_most_texts_write_with_a_capital(
    known: tuple[Names, Lexicon], word: str, *, named: bool
) -> None:
    names, lexicon = known

    assert names.is_name(lexicon.words[word]) is named
    assert names.is_name(lexicon.words[word]) is named


def test_a_term_that_no_record_holds_is_no_name(known: tuple[Names, Lexicon]) -> None:
    names, lexicon = known

    assert not names.is_name(lexicon.words["duration"])
