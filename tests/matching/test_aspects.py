"""What of a subject a question is about, and groups taken apart by it."""

import numpy as np

from bot.matching.answer_kinds import AnswerKind
from bot.matching.aspects import Permission, aspect, by_aspect
from tests.each_row import each_row

PRICE = [f"how much is the shower in field {number}" for number in range(5)]
PLACE = [f"where is the shower in field {number}" for number in range(5)]


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


def parted(questions: list[str], likeness: np.ndarray | None = None) -> list[int]:
    same = np.ones((len(questions), len(questions))) if likeness is None else likeness
    labels: list[int] = by_aspect(questions, np.zeros(len(questions), np.int64), same).tolist()
    return labels


def test_a_group_comes_apart_where_many_ask_for_either() -> None:
    labels = parted([*PRICE, *PLACE])

    assert len(set(labels[:5])) == len(set(labels[5:])) == 1
    assert labels[0] != labels[5]


def test_a_few_other_questions_do_not_take_a_group_apart() -> None:
    assert len(set(parted([*PRICE, *PLACE[:4], "shower"]))) == 1


def test_who_does_not_say_goes_to_the_nearer_side() -> None:
    likeness = np.full((11, 11), 0.1)
    likeness[10, 5:10] = likeness[5:10, 10] = 0.9

    labels = parted([*PRICE, *PLACE, "shower"], likeness)

    assert labels[10] == labels[5]
