"""A weak sheet is told where it is weak, and a good one is left in peace."""

from collections.abc import Mapping
from datetime import date

import pytest

from bot.domain.briefing import Briefing
from bot.domain.check.linting import (
    LONGEST_ANSWER,
    MOST_ASKED,
    Rule,
    Weakness,
    lint,
    lint_entries,
    strays,
    thin_facts,
    unended,
    unfaithful,
)
from bot.domain.check.phrasings import phrasings
from bot.domain.sheet import Fact, FactSheet, Markup, OpenQuestion, Source
from bot.matching.matcher import Matcher
from bot.matching.results import Record
from tests.each_row import each_row

TODAY = date(2025, 4, 9)
MILL: dict[str, object] = {
    "id": "built",
    "topic": "history",
    "question": "When was the mill built?",
    "also": ["year the mill was built", "age of the mill", "how old is the mill", "construction of the mill"],
    "answer": "It was built in 1790.",
    "quotes": [{"source": "paper", "text": "The mill was built in 1790"}],
}
OWNER: dict[str, object] = {
    "id": "owner",
    "topic": "people",
    "question": "Who owned the windmill?",
    "also": ["name of the owner", "owner", "to whom did it belong", "was Jane Ford the owner"],
    "answer": "Jane Ford owned it.",
    "quotes": [{"source": "paper", "text": "Its owner, Jane Ford"}],
}
WHO: dict[str, object] = {"id": "builder", "question": "What was the carpenter called?"}


def sheet_of(
    *facts: Mapping[str, object],
    open_questions: tuple[Mapping[str, object], ...] = (),
    vocabulary: tuple[tuple[str, ...], ...] = (),
) -> FactSheet:
    return FactSheet(
        title="The mill",
        sources={"paper": Source(file="seeds/mill.txt", title="The mill")},
        vocabulary=vocabulary,
        facts=tuple(Fact.model_validate(fact) for fact in facts),
        open_questions=tuple(OpenQuestion.model_validate(asked) for asked in open_questions),
    )


def weaknesses(
    *facts: Mapping[str, object],
    open_questions: tuple[Mapping[str, object], ...] = (),
    vocabulary: tuple[tuple[str, ...], ...] = (),
) -> list[Weakness]:
    sheet = sheet_of(*facts, open_questions=open_questions, vocabulary=vocabulary)
    records = [Record(fact.id, fact.phrasings) for fact in sheet.facts]
    records += [Record(asked.id, asked.phrasings) for asked in sheet.open_questions]
    return list(lint(Briefing(sheet, {}, {}, "v"), Matcher(records, vocabulary), TODAY))


def test_a_good_sheet_has_no_weakness() -> None:
    found = weaknesses(MILL, OWNER, open_questions=(WHO,), vocabulary=(("mill", "works"), ("owner", "lord")))

    assert found == []


def test_a_phrasing_that_fetches_another_fact_is_weak() -> None:
    built, owner = Fact.model_validate(MILL), Fact.model_validate(OWNER)
    matcher = Matcher(
        [Record("built", built.phrasings[1:]), Record("owner", (*owner.phrasings, built.question))]
    )

    found = list(strays(phrasings(Briefing(sheet_of(MILL, OWNER), {}, {}, "v")), matcher))

    assert [(weakness.rule, weakness.path) for weakness in found] == [
        (Rule.FETCH, ("facts", "built", "question"))
    ]
    assert "gets `owner`, not `built`" in found[0].message


def test_the_weaknesses_of_some_entries_are_those_of_all_that_are_theirs() -> None:
    again = OWNER | {"id": "again", "also": ["owner"], "answer": "It was sold in 1900."}
    sheet = sheet_of(MILL | {"also": []}, OWNER, again, open_questions=(WHO,))
    briefing = Briefing(sheet, {}, {}, "v")
    records = [Record(fact.id, fact.phrasings) for fact in sheet.facts]
    matcher = Matcher([*records, *(Record(asked.id, asked.phrasings) for asked in sheet.open_questions)])

    every = lint(briefing, matcher, TODAY)

    assert {"built", "owner", "again"} <= {w.path[1] for w in every}
    for ids in ({"built"}, {"owner", "again"}, {"again", "builder"}, set[str]()):
        assert list(lint_entries(briefing, matcher, TODAY, ids)) == [w for w in every if w.path[1] in ids]


def test_a_huge_change_is_judged_by_a_part_of_its_phrasings() -> None:
    many = [f"{number} ways to ask" for number in range(MOST_ASKED + 10)]
    sheet = sheet_of(MILL | {"also": many})

    matcher = Matcher([Record("owner", ("owner",))])

    found = lint_entries(Briefing(sheet, {}, {}, "v"), matcher, TODAY, {"built"})

    assert len(found) == MOST_ASKED


def test_a_phrasing_that_fetches_nothing_is_weak() -> None:
    found = weaknesses(MILL | {"question": "?!"}, OWNER)

    assert [(weakness.rule, weakness.path) for weakness in found] == [
        (Rule.FETCH, ("facts", "built", "question"))
    ]
    assert "gets nothing" in found[0].message


def test_a_phrasing_under_two_facts_is_weak_however_it_is_written() -> None:
    twin = OWNER | {"also": ["a", "b", "c", "when was the MILL built"]}

    found = [weakness for weakness in weaknesses(MILL, twin) if weakness.rule is Rule.CLAIM]

    assert [weakness.path for weakness in found] == [("facts", "owner", "also", 3)]
    assert "under `built` and under `owner`" in found[0].message


def test_an_open_question_that_a_fact_answers_is_weak() -> None:
    found = weaknesses(MILL, OWNER, open_questions=(WHO | {"also": ["Age of the mill?"]},))

    assert [(weakness.rule, weakness.path) for weakness in found] == [
        (Rule.CLAIM, ("open_questions", "builder", "also", 0))
    ]


@pytest.mark.parametrize(("also", "told"), [([], "only one way"), (["mill's age"], "only 2 ways")])
def test_a_fact_with_few_phrasings_is_weak(also: list[str], told: str) -> None:
    found = weaknesses(MILL | {"also": also}, OWNER)

    assert [weakness.rule for weakness in found] == [Rule.PHRASINGS]
    assert told in found[0].message


def test_of_a_sheet_that_was_tried_only_what_failed_is_thin() -> None:
    briefing = Briefing(sheet_of(MILL | {"also": []}, OWNER | {"also": []}), {}, {}, "v")

    assert [weakness.path[1] for weakness in thin_facts(briefing)] == ["built", "owner"]
    assert [weakness.path[1] for weakness in thin_facts(briefing, {"owner"})] == ["owner"]


def test_three_ways_of_asking_are_enough() -> None:
    found = weaknesses(MILL | {"also": ["mill's age", "age of the mill"]}, OWNER)

    assert found == []


@each_row(
    ("answer", "verdict"),
    [
        ("Yes, it was built in 1790.", "Yes"),
        ("yes", "Yes"),
        ("YES it was.", "Yes"),
        ("No. It was built in 1790.", "No"),
        ("No", "No"),
        ("no – it was built in 1790", "No"),
        ("Yesterday's mill was built in 1790.", ""),
        ("No mill was built before 1790.", ""),
        ("No. 2 was built in 1790.", ""),
        ("Nobody knows; the answer is no.", ""),
    ],
)
def test_an_answer_that_says_yes_or_no_is_weak(answer: str, verdict: str) -> None:
    told = ("No. 2 was built in 1790", "No mill was built before it")
    quotes = [{"source": "paper", "text": text} for text in told]

    found = weaknesses(MILL | {"answer": answer, "quotes": quotes}, OWNER)

    assert [(weakness.rule, weakness.path) for weakness in found] == [
        (Rule.STATEMENT, ("facts", "built", "answer"))
    ] * bool(verdict)
    assert all(f"begins with {verdict}." in weakness.message for weakness in found)


@each_row(
    ("question", "is_weak"),
    [
        ("What about Mill river built stone?", True),
        ("What about Mill river stone?", True),
        ("What about Mill stone?", False),
        ("What about the mill at the river?", False),
        ("What about travel insurance?", False),
        ("When was the mill on the river built?", False),
    ],
)
def test_a_question_that_a_draft_left_as_a_row_of_words_is_weak(question: str, *, is_weak: bool) -> None:
    found = weaknesses(MILL | {"question": question}, OWNER)

    assert [weakness.rule for weakness in found if weakness.rule is Rule.WORDING] == [Rule.WORDING] * is_weak


@pytest.mark.parametrize(("length", "is_weak"), [(LONGEST_ANSWER, False), (LONGEST_ANSWER + 1, True)])
def test_an_answer_of_which_only_the_beginning_is_shown_is_weak(length: int, *, is_weak: bool) -> None:
    found = weaknesses(MILL | {"answer": f"{'The mill was built. ' * 200}"[: length - 1] + "."}, OWNER)

    assert [weakness.rule for weakness in found if weakness.rule is Rule.LENGTH] == [Rule.LENGTH] * is_weak


@each_row(
    ("answer", "is_cut"),
    [
        ("It was built in 1790", True),
        ("It was built in", True),
        ("It was (they say) built.", False),
        ("No", False),
    ],
)
def test_an_answer_without_an_end_may_have_been_cut_off(answer: str, *, is_cut: bool) -> None:
    sheet = sheet_of(MILL | {"answer": answer}, OWNER)

    found = [weakness.path for weakness in unended(Briefing(sheet, {}, {}, "v"))]

    assert found == [("facts", "built", "answer")] * is_cut


def test_a_learned_way_is_checked_like_any_other() -> None:
    sheet = sheet_of(MILL, OWNER).model_copy(update={"learned": {"built": ("its age", "owner")}})
    matcher = Matcher([Record(fact.id, fact.phrasings) for fact in sheet.facts])

    found = lint(Briefing(sheet, {}, {}, "v"), matcher, TODAY)

    assert [(weakness.rule, weakness.path) for weakness in found] == [(Rule.CLAIM, ("learned", "built", 1))]


@each_row(
    ("first", "second", "told"),
    [
        (("mill", "works"), ("plant", "Works"), "stands in the vocabulary twice"),
        (("mill", "works"), ("plant", "the mill"), "swallows “mill”"),
        (("mill", "works"), ("plant", "mills"), "swallows “mill”"),
        (("works", "mill"), ("plant", "mills"), "swallows “mill”"),
    ],
)
def test_vocabulary_groups_that_overlap_are_weak(
    first: tuple[str, ...], second: tuple[str, ...], told: str
) -> None:
    found = weaknesses(MILL, OWNER, vocabulary=(first, second))

    assert [(weakness.rule, weakness.path) for weakness in found] == [(Rule.VOCABULARY, ("vocabulary", 1, 1))]
    assert told in found[0].message


def test_a_group_that_makes_two_facts_the_same_question_is_weak() -> None:
    works = OWNER | {"question": "When was the works built?"}

    found = weaknesses(MILL, works, vocabulary=(("clerk", "scribe"), ("mill", "works")))

    (told,) = (weakness for weakness in found if weakness.path == ("vocabulary", 1))
    assert told.rule is Rule.VOCABULARY
    assert told.message == (
        "These words make “When was the mill built?” (`built`) and “When was the works built?” (`owner`) "
        "the same question."
    )


@each_row(("day", "overdue"), [("2025-04-08", True), ("2025-04-09", False), ("2026-01-01", False)])
def test_a_review_date_that_has_passed_is_weak(day: str, *, overdue: bool) -> None:
    found = weaknesses(MILL | {"review_by": day}, OWNER)

    assert [weakness.path for weakness in found] == [("facts", "built", "review_by")] * overdue


@each_row(
    ("answer", "missing"),
    [
        ("It was built in 1790, two years late.", "2"),
        ("It was built in 1,790.", ""),
        ("The one mill was built in 1790.", ""),
        ("It cost twenty-one pounds in 1790 and 3 pounds later.", "21 and 3"),
    ],
)
def test_a_number_that_no_quote_has_is_weak(answer: str, missing: str) -> None:
    found = weaknesses(MILL | {"answer": answer}, OWNER)

    assert [weakness.path for weakness in found] == [("facts", "built", "answer")] * bool(missing)
    assert all(f"says {missing}, its quotes do not" in weakness.message for weakness in found)
    assert all(weakness.rule is Rule.NUMBERS for weakness in found)


def test_an_answer_that_denies_what_its_quotes_say_is_unfaithful() -> None:
    found = weaknesses(MILL | {"answer": "It was not built in 1790."}, OWNER)

    assert [weakness.rule for weakness in found] == [Rule.FAITHFUL]


def test_an_answer_may_count_its_quotes() -> None:
    quotes = [{"source": "paper", "text": "The mill"}, {"source": "paper", "text": "The works"}]

    found = weaknesses(MILL | {"answer": "There are two names.", "quotes": quotes}, OWNER)

    assert found == []


@each_row("text", ["please", "now", "Where", "pls"])
def test_a_small_word_alone_is_no_way_of_asking(text: str) -> None:
    cut = {**MILL, "also": [*MILL["also"], text]}  # type: ignore[misc]

    found = [weakness for weakness in weaknesses(cut, OWNER) if weakness.rule is Rule.SUBJECT]

    assert [weakness.path for weakness in found] == [("facts", "built", "also", 4)]
    assert text in found[0].message


def test_addresses_mentions_and_the_numbers_of_a_list_need_no_quote_where_they_are_markup() -> None:
    answer = "1. Built in 1790.\n2. See https://a.example/4711 or <#123456789012345678>."
    marked = sheet_of(MILL | {"answer": answer}).model_copy(update={"markup": Markup.DISCORD})
    unmarked = sheet_of(MILL | {"answer": answer})

    found = [list(unfaithful(Briefing(sheet, {}, {}, "v"))) for sheet in (marked, unmarked)]

    assert [len(each) for each in found] == [0, 1]
