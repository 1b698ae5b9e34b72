"""A question is turned to its opposite, or asked with another word, only where it still reads well."""

from bot.domain.check.probes import asked_otherwise, turned
from tests.each_row import each_row


@each_row(
    ("question", "expected"),
    [
        ("When does the party end?", "When does the party begin?"),
        ("When is the workshop open?", "When is the workshop closed?"),
        ("Whom do I call when the centre is closed?", "Whom do I call when the centre is open?"),
        ("How do I leave the clan?", "How do I join the clan?"),
        ("What time do they leave?", "What time do they arrive?"),
        ("How much is an adult ticket?", "How much is a child ticket?"),
        ("How long must I wait after a visit?", "How long must I wait before a visit?"),
        ("How do I get home at night?", "How do I get home during the day?"),
        ("What does the winner of Gold get?", "What does the loser of Gold get?"),
        ("Who goes first?", "Who goes last?"),
        ("How many will work there once it is open?", "How many will work there once it is closed?"),
        ("When is the last train back?", "When is the first train back?"),
    ],
)
def test_a_word_is_turned_in_the_sense_that_it_has_there(question: str, expected: str) -> None:
    found = [text for text, _ in turned(question)]

    assert found[0] == expected


def test_a_word_in_another_sense_stays() -> None:
    cases: list[str] = [
        "How long does a game last?",
        "Which doctor looks after diabetes?",
        "Who was the engine named after?",
        "How do I reach them in an emergency?",
        "How much is first class?",
        "How do I log in for the first time?",
        "Who gets prescriptions for free?",
        "When and where can I leave bulky waste?",
        "When are the keys handed over?",
        "How do most visitors get to the park?",
        "Where does the gentian grow?",
        "When does the season start and end?",
        "When is the information evening?",
        "Where are dogs not allowed?",
        "When was the Lakeside Open?",
        "How many posts can I have open?",
        "How do I appeal against a ban?",
        "Which versions can join?",
    ]

    assert [(question, got) for question in cases if (got := list(turned(question))) != []] == []


def test_a_question_is_asked_with_another_word_where_that_makes_sense() -> None:
    cases: list[tuple[str, list[str]]] = [
        ("When is practice?", ["Where"]),
        ("Where do the students sleep?", ["When"]),
        ("When was 2.3.0 released?", ["Why"]),
        ("Why was Glacier taken out?", ["When"]),
        ("Where can I swim?", ["When"]),
        ("Where can I see the plans or ask questions?", []),
        ("Where is the settings file?", []),
        ("When does it start and end?", []),
        ("When is the workshop open?", []),
        ("When are the quiet hours?", []),
        ("When is the last admission?", []),
        ("Why does she want the path?", []),
        ("Where did the engine come from?", []),
    ]

    assert [
        (question, words, got)
        for question, words in cases
        if (got := list(asked_otherwise(question))) != words
    ] == []
