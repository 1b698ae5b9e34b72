"""A statement's form tells a question that it answers."""

import pytest

from bot.domain.question_writing import question_of, subject_of


@pytest.mark.parametrize(
    ("statement", "question"),
    [
        ("To report a member, send a message.", "How do I report a member?"),
        ("If you want to share code, please use the paste bin.", "How do I share code?"),
        ("If you are late, call us.", "What happens if I am late?"),
        ("You can keep your ticket.", "Can I keep my ticket?"),
        ("You cannot bring your dog.", "Can I bring my dog?"),
        ("You do not need to tell us.", "Do I have to tell you?"),
        ("There are 14 pilots at the moment.", "How many pilots at the moment are there?"),
        ("In 2024 there were 87 entries.", "How many entries are there?"),
        ("The mill was built in 1790.", "When was the mill built?"),
        ("Mill Lane was closed in 1790.", "When was Mill Lane closed?"),
        ("CARS were built in 1790.", "When were CARS built?"),
        ("Cars were built in 1790.", "When were cars built?"),
        (
            "Passes are not refunded in winter, but they can be given to others.",
            "Are passes refunded in winter?",
        ),
        ("A discount applies until 5 May.", "When does a discount apply?"),
        ("A ticket costs 4 crowns.", "How much does a ticket cost?"),
        ("An appointment lasts 12 minutes.", "How long does an appointment last?"),
        ("The phone lines open at 8.15.", "When do the phone lines open?"),
        ("Petra Lindqvane is the architect of the wing.", "Who is Petra Lindqvane?"),
        ("The minimum price is 2 euros.", "What is the minimum price?"),
        ("Dogs are not allowed in the building.", "Are dogs allowed in the building?"),
        ("`/roll` rolls dice.".replace("`", ""), "What does /roll do?"),
        ("A warning expires after 90 days.", "When does a warning expire?"),
        ("Foghorn keeps its logs for 14 days.", "What does Foghorn keep?"),
        ("Our rules apply to you.", None),
        ("On Thursdays we are closed.", None),
    ],
)
def test_a_form_makes_a_question(statement: str, question: str | None) -> None:
    assert question_of(statement) == question


def test_a_pronoun_is_no_subject() -> None:
    assert subject_of("The mill is old.") == "The mill"
    assert subject_of("It is old.") is None
