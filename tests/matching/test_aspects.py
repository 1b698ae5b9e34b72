"""What of a subject a question is about."""

from bot.matching.answer_kinds import AnswerKind
from bot.matching.pair_signals import Permission, aspect
from tests.each_row import each_row


@each_row(
    ("question", "wanted"),
    [
        ("what does a shower cost", AnswerKind.MONEY),
        ("is parking free", AnswerKind.MONEY),
        ("may i bring a tent", Permission.PERMISSION),
        ("are dogs allowed", Permission.PERMISSION),
        ("where is the tent", AnswerKind.PLACE),
        ("dogs", None),
    ],
)
def test_a_question_is_about_something_of_its_subject(question: str, wanted: object) -> None:
    assert aspect(question) == wanted
