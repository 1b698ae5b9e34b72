"""A rehearsal tells exactly the answers that came, went or became others."""

from collections.abc import Callable, Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.answering import Answer, Found, Unknown
from bot.domain.rehearsal import (
    Answering,
    Given,
    GoldenQuestion,
    KnownWrong,
    Rehearsal,
    Shift,
    keep,
    rehearse,
)
from bot.matching.results import Match

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


def test_to_lose_a_wrong_answer_is_a_gain() -> None:
    before: Sheet = dict.fromkeys(["disliked", "golden", "silence", "good"], Given("a", "x"))
    after: Sheet = dict.fromkeys(before)
    golden = [GoldenQuestion(ask="Golden?", fact="b"), GoldenQuestion(ask="silence")]

    rehearsal = rehearse(list(before), over(before), over(after), KnownWrong([("Disliked?", "a")], golden))

    assert [shift.question for shift in rehearsal.gained] == ["disliked", "golden", "silence"]
    assert [shift.question for shift in rehearsal.lost] == ["good"]


def test_an_answer_that_was_disliked_of_another_fact_is_lost() -> None:
    wrong = KnownWrong([("q", "b")])

    assert rehearse(["q"], over({"q": Given("a", "x")}), over({"q": None}), wrong).lost


def test_a_golden_question_is_lost_only_when_it_was_kept_before() -> None:
    def answering(**facts: str | None) -> Callable[[str], Answer]:
        found = {name: Found(Match(fact, 90.0, name)) if fact else Unknown() for name, fact in facts.items()}
        return lambda question: found[question]

    golden = [GoldenQuestion(ask=name, fact="a") for name in ("kept", "never", "lost")]

    promises = keep(
        golden, answering(kept="a", never=None, lost="a"), answering(kept="a", never="b", lost="b")
    )

    assert [question.ask for question in promises.broken] == ["never", "lost"]
    assert [question.ask for question in promises.lost] == ["lost"]
    assert promises.kept == 1


def test_a_golden_question_leads_to_its_fact_to_its_open_question_or_to_nothing() -> None:
    answers = (
        Found(Match("a", 90.0, "a")),
        Found(Match("b", 90.0, "b")),
        Unknown(open_question="a"),
        Unknown(),
    )
    a_fact, an_open_one, nothing = (
        GoldenQuestion(ask="q", fact="a"),
        GoldenQuestion(ask="q", open="a"),
        GoldenQuestion(ask="q"),
    )

    assert [one.answerable for one in (a_fact, an_open_one, nothing)] == [True, False, False]
    assert [a_fact.is_kept_by(answer) for answer in answers] == [True, False, False, False]
    assert [an_open_one.is_kept_by(answer) for answer in answers] == [False, False, True, False]
    assert [nothing.is_kept_by(answer) for answer in answers] == [False, False, True, True]
