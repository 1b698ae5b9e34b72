"""A rehearsal tells exactly the answers that came, went or became others."""

from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.rehearsal import Answering, Given, Rehearsal, Shift, rehearse

QUESTIONS = [f"question {number}" for number in range(6)]
ANSWERS = st.sampled_from([None, Given("a", "one"), Given("a", "two"), Given("b", "one")])
SHEETS = st.fixed_dictionaries(dict.fromkeys(QUESTIONS, ANSWERS))
Sheet = Mapping[str, Given | None]


def over(sheet: Sheet) -> Answering:
    return sheet.__getitem__


def test_each_kind_of_shift_has_its_list() -> None:
    before: Sheet = {"new": None, "old": Given("a", "x"), "other": Given("a", "x"), "same": Given("a", "x")}
    after: Sheet = {"new": Given("b", "y"), "old": None, "other": Given("c", "x"), "same": Given("a", "x")}

    rehearsal = rehearse(list(before), over(before), over(after))

    assert rehearsal == Rehearsal(
        asked=4,
        gained=(Shift("new", None, "b"),),
        lost=(Shift("old", "a", None),),
        changed=(Shift("other", "a", "c"),),
    )


def test_the_same_fact_with_other_words_is_a_changed_answer() -> None:
    rehearsal = rehearse(["q"], over({"q": Given("a", "1 May")}), over({"q": Given("a", "2 May")}))

    assert rehearsal.changed == (Shift("q", "a", "a"),)


@settings(max_examples=60)
@given(SHEETS)
def test_a_sheet_rehearsed_against_itself_shifts_nothing(sheet: Sheet) -> None:
    rehearsal = rehearse(QUESTIONS, over(sheet), over(sheet))

    assert rehearsal == Rehearsal(asked=len(QUESTIONS))


@settings(max_examples=60)
@given(SHEETS, SHEETS)
def test_going_back_loses_what_was_gained(before: Sheet, after: Sheet) -> None:
    there = rehearse(QUESTIONS, over(before), over(after))

    back = rehearse(QUESTIONS, over(after), over(before))

    assert [s.question for s in back.gained] == [s.question for s in there.lost]
    assert [s.question for s in back.lost] == [s.question for s in there.gained]
    assert [(s.question, s.after, s.before) for s in back.changed] == [
        (s.question, s.before, s.after) for s in there.changed
    ]


@settings(max_examples=60)
@given(SHEETS, SHEETS)
def test_a_question_is_told_when_and_only_when_its_answer_is_another(before: Sheet, after: Sheet) -> None:
    rehearsal = rehearse(QUESTIONS, over(before), over(after))

    told = [
        shift.question for part in (rehearsal.gained, rehearsal.lost, rehearsal.changed) for shift in part
    ]
    assert sorted(told) == [question for question in QUESTIONS if before[question] != after[question]]
