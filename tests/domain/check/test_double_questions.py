"""A question that asks two things is known by its two clauses."""

from bot.domain.check.things_asked_about import asks_twice


def test_two_clauses_with_a_question_word_ask_twice() -> None:
    cases: list[tuple[str, bool]] = [
        ("When does the work start and when will the whole path be open?", True),
        ("What happens after the donation, and how long does the visit take?", True),
        ("Is there parking and what does it cost?", True),
        ("When and where was the ship built?", False),
        ("When will the bridge be closed and for how long?", False),
        ("Who may come and when?", False),
        ("What do the roles Member and Friend mean?", False),
        ("Who wins and loses?", False),
    ]

    assert [
        (question, twice, got) for question, twice in cases if (got := asks_twice(question)) is not twice
    ] == []
