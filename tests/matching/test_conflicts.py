"""Conflicts: what the question says and the record contradicts, and nothing else."""

import pytest

from bot.matching.conflicts import conflicts, goes_by_another
from bot.matching.evidence import SIGNALS, candidate
from bot.matching.matcher import Matcher
from bot.matching.results import Conflict, ConflictKind, Record
from tests.each_row import each_row

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
    Record("opening", ("when does the office open",), "The office opens at nine."),
    Record("hours", ("when is the mill open",), "The mill is open from 9:00 to 17:00 in summer."),
    Record("joining", ("how old must an account be",), "An account may join after ten days."),
    Record("breaches", ("what does a breach cost",), "The first breach costs 10 euros, the second 20."),
    Record("adult", ("under 16 with an adult",), "Who is under 16 has to come with an adult."),
    Record("sign-in", ("how do I log in",), "Log in with your card."),
    Record("refund", ("can I get the deposit back",), "The deposit is non-refundable."),
    Record("line-4", ("where does line 4 stop",), "Line 4 stops at the harbour, unlike line 6."),
    Record("force", ("what does -f do", "meaning of -f"), "With -f it overwrites."),
    Record("help", ("what is #help for",), "In #help, members answer."),
    Record("drones", ("may I fly a drone",), "Drones are banned, because they frighten the birds."),
    Record("payment", ("how can I pay", "which cards are taken"), "Cash and cards. Cheques are not taken."),
    Record("seats", ("how many seats are covered",), "40 seats are covered. Dogs are not allowed."),
    Record("climbing", ("when is climbing not permitted",), "There is no climbing in spring."),
)


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(RECORDS)


def found(matcher: Matcher, question: str, record: str, *, coverage: float = 1.0) -> tuple[Conflict, ...]:
    """The conflicts of a question with a record, whether it is the best or not."""
    query = matcher.parse(question)
    compared = matcher.compare(query)
    assert compared is not None
    at = next(at for at in range(len(compared.candidates)) if matcher._record(compared, at).id == record)
    inquiry, portrait = matcher._inquiry(question, query), matcher._portrait(compared, at)
    phrasing = candidate(inquiry, portrait, compared, at).phrasing
    return conflicts(inquiry, portrait, phrasing, compared.credit[at].tolist(), phrasing_coverage=coverage)


def kinds(matcher: Matcher, question: str, record: str) -> set[ConflictKind]:
    return {conflict.kind for conflict in found(matcher, question, record)}


@each_row("question", ["what happened in 1976", "What happened in 2025?", "what happened in 19755"])
def test_another_number_than_the_phrasing_goes_by_conflicts(matcher: Matcher, question: str) -> None:
    assert kinds(matcher, question, "handshake") == {ConflictKind.NUMBER}


def test_the_same_number_does_not_conflict(matcher: Matcher) -> None:
    assert found(matcher, "what happened in 1975", "handshake") == ()


def test_a_further_number_beside_the_right_one_does_not_conflict(matcher: Matcher) -> None:
    assert kinds(matcher, "what happened in 1975 between 40 people", "handshake") == set()


def test_a_wrong_number_in_a_question_for_a_yes_is_put_right(matcher: Matcher) -> None:
    assert kinds(matcher, "is it in 1976 that it happened", "handshake") == set()


@pytest.mark.parametrize("question", ["did 4 people fly aboard", "how many people flew aboard, seven"])
def test_a_wrong_number_that_the_fact_can_put_right_does_not_conflict(
    matcher: Matcher, question: str
) -> None:
    assert ConflictKind.NUMBER not in kinds(matcher, question, "crew-size")


@each_row(
    "question",
    ["is the card not free", "why isn't the card free", "is the card never free", "the card isnt free"],
)
def test_a_negation_that_the_record_lacks_conflicts(matcher: Matcher, question: str) -> None:
    assert ConflictKind.NEGATION in kinds(matcher, question, "card")


@each_row(
    "question",
    [
        "the card is free, isn't it?",
        "the card is free or not",
        "is the card free, no?",
        "the card is free, is it not?",
        "isn't the card free",
    ],
)
def test_a_tag_denies_nothing(matcher: Matcher, question: str) -> None:
    assert kinds(matcher, question, "card") == set()


@each_row(
    "question",
    [
        "is the card free if i don't use it",
        "is the card free without a fee",
        "i can't find it. is the card free?",
        "what I can't find out is when the card is free",
        "no wait. what is the card, free?",
        "is the card free for somebody who doesn't travel",
        "which card is free that has no chip",
        "what does the card cost when i don't travel",
        "is the card free no matter where i travel",
    ],
)
def test_a_negation_beside_what_is_asked_denies_nothing(matcher: Matcher, question: str) -> None:
    assert kinds(matcher, question, "card") == set()


@pytest.mark.parametrize("question", ["why can't I fly drones", "why are there no drones"])
def test_a_word_that_denies_is_as_good_as_a_negation(matcher: Matcher, question: str) -> None:
    assert kinds(matcher, question, "drones") == set()


def test_a_thing_that_is_denied_may_be_denied_in_words_of_its_own(matcher: Matcher) -> None:
    assert kinds(matcher, "which method of payment is not accepted", "payment") == set()
    assert kinds(matcher, "why does the card have no chip", "card") == {ConflictKind.NEGATION}


def test_a_number_of_what_is_not_has_to_be_denied_itself(matcher: Matcher) -> None:
    assert kinds(matcher, "how many seats are not covered", "seats") == {ConflictKind.NEGATION}


def test_a_word_that_denies_is_none_where_it_is_what_was_asked(matcher: Matcher) -> None:
    assert kinds(matcher, "why are no drones banned", "drones") == {ConflictKind.NEGATION}


@pytest.mark.parametrize(
    ("question", "conflicting"),
    [("when is climbing permitted", {ConflictKind.NEGATION}), ("when is climbing off limits", set())],
)
def test_what_a_phrasing_denies_conflicts_only_where_it_is_asked(
    matcher: Matcher, question: str, conflicting: set[ConflictKind]
) -> None:
    assert kinds(matcher, question, "climbing") == conflicting


def test_a_negation_that_the_record_shares_does_not_conflict(matcher: Matcher) -> None:
    assert kinds(matcher, "isn't the tower open on Sundays", "open") == set()


@pytest.mark.parametrize(
    "question", ["what did the flight of Apollo cost", "what did the flight to Soyuz cost"]
)
def test_a_name_that_the_record_never_heard_of_conflicts(matcher: Matcher, question: str) -> None:
    assert kinds(matcher, question, "cost") == {ConflictKind.NAME}


@pytest.mark.parametrize("thing", ["tower", "pizza"])
def test_another_thing_beside_the_name_is_no_name(matcher: Matcher, thing: str) -> None:
    question = f"what did the {thing} of Apollo cost"

    assert found(matcher, question, "cost") == (Conflict(ConflictKind.NAME, "apollo"),)


@each_row(
    ("question", "record", "fragment"),
    [
        ("card", "card", True),
        ("the card", "card", True),
        ("free card", "card", False),
        ("in the office", "opening", False),
        ("is it on", "card", True),
        ("what happened there and then", "handshake", True),
    ],
)
def test_a_word_alone_or_none_that_tells_is_a_fragment_of_a_longer_phrasing(
    matcher: Matcher, question: str, record: str, *, fragment: bool
) -> None:
    half = found(matcher, question, record, coverage=0.5)
    more = found(matcher, question, record, coverage=0.51)

    assert (Conflict(ConflictKind.FRAGMENT, question) in half) is fragment
    assert all(conflict.kind is not ConflictKind.FRAGMENT for conflict in more)


def test_a_name_that_no_record_ever_heard_of_is_for_the_model_to_judge(matcher: Matcher) -> None:
    signals = {
        name: dict(matcher.evidence(f"who is {name} Kim"))["kim"][SIGNALS.index("missed_new_name")]
        for name in ("Jonny", "Valdez")
    }

    assert kinds(matcher, "who is Valdez Kim", "kim") == set()
    assert signals["Valdez"] > signals["Jonny"] == 0


def test_a_name_of_another_record_conflicts_however_it_is_written(matcher: Matcher) -> None:
    assert ConflictKind.NAME in kinds(matcher, "is ryzhikov a doctor", "kim")


def test_a_name_said_in_passing_does_not_conflict(matcher: Matcher) -> None:
    question = (
        "hey Bob, is the travellers number aboard the same as people flew aboard orbit space tower card"
    )

    assert ConflictKind.NAME not in kinds(matcher, question, "crew-size")


def test_an_ordinary_word_that_the_record_lacks_is_no_conflict(matcher: Matcher) -> None:
    assert found(matcher, "who met in orbit yesterday evening", "handshake") == ()


def test_a_conflict_says_what_it_is_about(matcher: Matcher) -> None:
    conflict = Conflict(ConflictKind.NUMBER, "1976")

    assert found(matcher, "what happened in 1976", "handshake") == (conflict,)
    assert str(conflict) == "number: 1976"


def test_the_best_match_has_its_conflicts(matcher: Matcher) -> None:
    best = matcher.rank("what happened in 1976").matches[0]

    assert (best.id, best.conflicts) == ("handshake", (Conflict(ConflictKind.NUMBER, "1976"),))


def test_a_negation_of_the_winning_phrasing_that_the_question_lacks_conflicts(matcher: Matcher) -> None:
    assert kinds(matcher, "when can the tower open on Sundays", "open") == {ConflictKind.NEGATION}


@each_row(
    ("question", "record", "word"),
    [
        ("when does the office close", "opening", "close"),
        ("how do I log out", "sign-in", "out"),
        ("can I get a refundable deposit", "refund", "refundable"),
    ],
)
def test_the_opposite_of_what_the_record_says_conflicts(
    matcher: Matcher, question: str, record: str, word: str
) -> None:
    conflict = next(one for one in found(matcher, question, record) if one.kind is ConflictKind.OPPOSITE)

    assert word in conflict.text


@each_row(
    "question",
    [
        "how late does the office open",
        "when does the office open",
        "since when is it open",
        "the shops close at six. when does the office open",
        "when is the office open or closed",
        "do you know if the office is closed at nine",
    ],
)
def test_what_is_not_turned_round_is_no_opposite(matcher: Matcher, question: str) -> None:
    assert kinds(matcher, question, "opening") == set()


@pytest.mark.parametrize(
    ("question", "record"),
    [("does the office close at nine", "opening"), ("is the deposit refundable", "refund")],
)
def test_a_question_for_a_yes_about_the_opposite_gets_the_fact_as_it_is(
    matcher: Matcher, question: str, record: str
) -> None:
    best = matcher.rank(question).matches[0]

    assert best.id == record
    assert best.conflicts == ()


@pytest.mark.parametrize("question", ["when does the mill close", "what time does the mill open"])
def test_from_when_to_when_tells_both_ends(matcher: Matcher, question: str) -> None:
    assert kinds(matcher, question, "hours") == set()


def test_from_when_to_when_tells_of_its_own_season_alone(matcher: Matcher) -> None:
    assert kinds(matcher, "when is the mill open in winter", "hours") == {ConflictKind.OPPOSITE}


@pytest.mark.parametrize(
    "question", ["how old must my account be before I join", "how long before an account may join"]
)
def test_how_old_before_asks_for_the_same_as_after(matcher: Matcher, question: str) -> None:
    assert kinds(matcher, question, "joining") == set()


def test_a_number_in_the_story_contradicts_nothing(matcher: Matcher) -> None:
    assert kinds(matcher, "my son is 15. does he have to come with an adult", "adult") == set()
    assert kinds(matcher, "what has to come with an adult at 15", "adult") == {ConflictKind.NUMBER}


def test_a_number_may_stand_without_its_name(matcher: Matcher) -> None:
    assert kinds(matcher, "what does the second breach cost", "breaches") == set()
    assert kinds(matcher, "what does the third breach cost", "breaches") == {ConflictKind.NUMBER}


@pytest.mark.parametrize("question", ["where does line 5 stop", "where does line five stop"])
def test_what_goes_by_another_number_conflicts(matcher: Matcher, question: str) -> None:
    assert kinds(matcher, question, "line-4") == {ConflictKind.NUMBER}
    assert Conflict(ConflictKind.NUMBER, "line 5") in found(matcher, question, "line-4")


@each_row("question", ["where does line 4 stop", "does it stop at line four", "and line 6"])
def test_what_goes_by_a_number_of_the_record_does_not_conflict(matcher: Matcher, question: str) -> None:
    assert kinds(matcher, question, "line-4") == set()


@pytest.mark.parametrize(
    ("question", "record"), [("what does -x do", "force"), ("what is #general for", "help")]
)
def test_another_signed_word_conflicts(matcher: Matcher, question: str, record: str) -> None:
    assert ConflictKind.NAME in kinds(matcher, question, record)


@pytest.mark.parametrize(("question", "record"), [("what does -f do", "force"), ("what is help for", "help")])
def test_the_same_signed_word_or_the_word_without_its_sign_does_not(
    matcher: Matcher, question: str, record: str
) -> None:
    assert kinds(matcher, question, record) == set()


def test_only_what_each_of_two_has_and_the_other_lacks_is_another() -> None:
    one, both, other = frozenset({1}), frozenset({1, 2}), frozenset({2})

    assert goes_by_another(one, other)
    assert not any(
        goes_by_another(*two) for two in ((one, both), (both, one), (one, one), (one, frozenset()))
    )


@each_row(("question", "fragment"), [("Apollo", True), ("Apollo 1975", False), ("is it", True)])
def test_a_single_word_is_a_fragment_and_two_are_none(
    matcher: Matcher, question: str, *, fragment: bool
) -> None:
    best = matcher.rank(question).matches[0]

    assert any(conflict.kind is ConflictKind.FRAGMENT for conflict in best.conflicts) is fragment
