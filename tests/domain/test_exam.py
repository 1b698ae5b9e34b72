"""Marking: what counts as correct, wrong, offered, missed, declined and falsely answered."""

from typing import Any

import pytest
from pydantic import ValidationError

from bot.domain.answering import Answer, Found, Unknown, Unsure
from bot.domain.briefing import Briefing
from bot.domain.exam import Examiner, ExamQuestion, Grade, GradedReply, Limits, Tally, examine, tally
from bot.errors import InputError
from bot.matching.results import Match
from tests.each_row import each_row

GOLD = "lit for the first time on 4 May 1871. Its lamp"


def question(**changes: Any) -> ExamQuestion:
    form = {
        "q": "when was it lit",
        "kind": "plain",
        "answerable": True,
        "gold": [GOLD],
        "must": [],
        "set": "a",
    }
    return ExamQuestion.model_validate(form | changes)


def match(fact_id: str, score: float = 80.0) -> Match:
    return Match(fact_id, score, "")


UNANSWERABLE = {"answerable": False, "gold": []}


@each_row(
    ("changes", "answer", "grade"),
    [
        ({}, Found(match("first-lit")), Grade.CORRECT),
        ({}, Found(match("lamp-height")), Grade.CORRECT),  # the gold span reaches into its quote
        ({}, Found(match("visitors")), Grade.WRONG),
        ({}, Unsure((match("visitors"), match("first-lit"))), Grade.OFFERED),
        ({}, Unsure((match("visitors"), match("never-missed"))), Grade.MISSED),
        ({}, Unknown(), Grade.MISSED),
        ({}, Unknown(nearest=(match("first-lit", 20),)), Grade.OFFERED),
        ({}, Unknown(open_question="architect"), Grade.OFFERED),  # it points to first-lit
        ({"must": ["1871", "FIRST time"]}, Found(match("first-lit")), Grade.CORRECT),
        ({"must": ["1871", "1971"]}, Found(match("first-lit")), Grade.WRONG),
        (UNANSWERABLE, Unknown(), Grade.DECLINED),
        (UNANSWERABLE, Unsure((match("first-lit"),)), Grade.DECLINED),
        (UNANSWERABLE, Found(match("first-lit")), Grade.FALSELY_ANSWERED),
    ],
)
def test_a_reply_is_marked_by_what_it_shows(
    briefing: Briefing, changes: dict[str, Any], answer: Answer, grade: Grade
) -> None:
    marked = Examiner(briefing).grade(question(**changes), "asked", answer)

    assert marked.grade is grade


def test_a_gold_text_is_found_however_its_white_space_is_broken(briefing: Briefing) -> None:
    broken = question(gold=["Its  lamp\nstands 42 metres above\tthe sea"])

    assert Examiner(briefing).answers(broken, "lamp-height")


@pytest.mark.parametrize("gold", ["Brandt said: “", "”\n\nThe harbour board"])
def test_what_stands_beside_a_quote_is_not_in_it(briefing: Briefing, gold: str) -> None:
    assert not Examiner(briefing).answers(question(gold=[gold]), "never-missed")


def test_every_place_of_a_gold_text_counts(briefing: Briefing) -> None:
    twice = question(gold=["the lamp", "tower to visitors"])

    assert Examiner(briefing).answers(twice, "visitors")


def test_a_gold_text_that_stands_nowhere_is_told(briefing: Briefing) -> None:
    lost = Examiner(briefing).lost_gold(question(gold=[GOLD, "lit by gas"]))

    assert lost == ("lit by gas",)


@each_row(
    ("changes", "complaint"),
    [
        ({"must": ["(unclosed"]}, "not a regular expression"),
        ({"gold": []}, "at least one gold text"),
        ({"gold": [" "]}, "match pattern"),
        ({"extra": 1}, "Extra inputs"),
        ({"answerable": "perhaps"}, "valid boolean"),
    ],
)
def test_a_question_that_could_not_be_marked_is_refused(changes: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ValidationError, match=complaint):
        question(**changes)


def graded(**counts: int) -> list[GradedReply]:
    asked = question()
    return [
        GradedReply(asked, "", Grade(name.replace("_", " ")), None, (), 0.0)
        for name, count in counts.items()
        for _ in range(count)
    ]


def test_shares_are_of_the_questions_they_can_happen_to() -> None:
    result = tally(graded(correct=9, wrong=1, offered=5, missed=5, declined=3, falsely_answered=1))

    assert (result.answerable, result.unanswerable) == (20, 4)
    assert (result.correct, result.wrong, result.declined) == (45.0, 5.0, 75.0)


def test_an_empty_exam_breaks_no_limit() -> None:
    assert Limits(100, 0, 100).broken_by(tally([])) == ()


def test_each_limit_is_broken_on_its_own_side_only() -> None:
    result = tally(graded(correct=92, wrong=2, missed=6, declined=23, falsely_answered=2))

    assert Limits(92, 2, 92).broken_by(result) == ()
    assert Limits(92.1, 1.9, 92.1).broken_by(result) == (
        "Correct: 92.0 %, which should be at least 92.1 %.",
        "Wrong: 2.0 %, which should be at most 1.9 %.",
        "Declined: 92.0 %, which should be at least 92.1 %.",
    )


def test_of_a_class_that_was_not_asked_nothing_is_missing() -> None:
    nothing = Tally({})

    assert (nothing.correct, nothing.declined) == (100, 100)
    assert (nothing.wrong, nothing.offered) == (0, 0)


def test_questions_are_asked_as_they_stand_or_misspelt_and_graded_in_their_order(briefing: Briefing) -> None:
    asked: list[str] = []

    def answering(text: str) -> Answer:
        asked.append(text)
        return Unknown()

    exam = (question(q="when was the lighthouse first lit"), question(**UNANSWERABLE))
    plain = tuple(examine(briefing, exam, answering))
    misspelt = tuple(examine(briefing, exam, answering, typos=2))

    assert asked[:2] == [one.question for one in exam]
    assert asked[2:] != asked[:2]
    assert [one.grade for one in plain] == [one.grade for one in misspelt] == [Grade.MISSED, Grade.DECLINED]
    assert [one.grade.is_good for one in plain] == [False, True]


def test_an_exam_whose_gold_stands_nowhere_is_refused(briefing: Briefing) -> None:
    with pytest.raises(InputError, match="a gold text that no source holds: “not there”"):
        next(examine(briefing, (question(gold=["not there"]),), lambda _: Unknown()))
