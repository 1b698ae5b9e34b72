"""A question that asks two things is known by its two clauses."""

import pytest

from bot.domain.double_questions import asks_twice


@pytest.mark.parametrize(
    ("question", "twice"),
    [
        ("When does the work start and when will the whole path be open?", True),
        ("What happens after the donation, and how long does the visit take?", True),
        ("Is there parking and what does it cost?", True),
        ("When and where was the ship built?", False),
        ("When will the bridge be closed and for how long?", False),
        ("Who may come and when?", False),
        ("What do the roles Member and Friend mean?", False),
        ("Who wins and loses?", False),
    ],
)
def test_two_clauses_with_a_question_word_ask_twice(question: str, twice: bool) -> None:  # noqa: FBT001
    assert asks_twice(question) is twice
