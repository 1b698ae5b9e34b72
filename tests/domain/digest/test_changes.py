"""New, corrected and withdrawn facts, and questions that found their answer."""

from datetime import date

from bot.domain.digest.changes import Changes, Closed, changes, entries
from bot.domain.sheet import Fact, FactSheet, OpenQuestion, Quote, Source


def _fact(name: str, answer: str = "It is so.", **more: object) -> Fact:
    values: dict[str, object] = {
        "topic": "t",
        "question": f"What is {name}?",
        "quotes": [{"source": "s", "text": "w"}],
    }
    return Fact.model_validate({"id": name, "answer": answer, **values, **more})


def _sheet(*facts: Fact, open_questions: tuple[OpenQuestion, ...] = ()) -> FactSheet:
    source = Source(file="seeds/a.txt", title="A")
    return FactSheet(title="T", sources={"s": source}, facts=facts, open_questions=open_questions)


AGE = OpenQuestion(id="age", question="How old is he?")


def test_an_entry_keeps_the_fingerprint_that_databases_have_on_record() -> None:
    sheet = _sheet(_fact("a", as_of=date(2025, 4, 8), said_by="Ada"), open_questions=(AGE,))

    assert [entry.content_hash for entry in entries(sheet)] == ["5982c5c22fdb0abc", "d8d9ede1dd82abc2"]


def test_the_same_sheet_is_no_news() -> None:
    sheet = _sheet(_fact("a"), _fact("b"), open_questions=(AGE,))

    found = changes(entries(sheet), sheet)

    assert found == Changes()
    assert not found


def test_new_and_withdrawn_facts_are_told_the_latter_by_the_last_words_of_their_question() -> None:
    before = entries(_sheet(_fact("a"), _fact("b", question="What was b?", answer="Once.")))

    found = changes(before, _sheet(_fact("a"), _fact("c")))

    assert [fact.id for fact in found.new] == ["c"]
    assert [entry.title for entry in found.withdrawn] == ["What was b?"]
    assert found.corrected == ()


def test_what_a_reader_is_told_makes_a_correction_and_nothing_else_does() -> None:
    before = entries(_sheet(*(_fact(name) for name in "abcdefg")))

    after = _sheet(
        _fact("a", answer="It is not so."),
        _fact("b", quotes=(Quote(source="s", text="other words"),)),
        _fact("c", said_by="Ada", kind="claim"),
        _fact("d", also=("d, what is it",)),
        _fact("e", topic="another"),
        _fact("f", review_by=date(2030, 1, 1), related=("a",)),
        _fact("g", as_of=date(2025, 4, 8)),
    )

    assert [fact.id for fact in changes(before, after).corrected] == ["a", "b", "c", "g"]


def test_a_fact_under_another_id_is_only_renamed() -> None:
    before = entries(_sheet(_fact("old", question="Q?")))

    found = changes(before, _sheet(_fact("new", question="Q?")))

    assert not found


def test_an_open_question_is_closed_by_a_fact_with_its_id() -> None:
    before = entries(_sheet(open_questions=(AGE,)))
    answer = _fact("age", question="What is his age?")

    found = changes(before, _sheet(answer))

    assert found.closed == (Closed("How old is he?", answer),)
    assert found.new == ()


def test_an_open_question_is_closed_by_a_fact_that_asks_its_words() -> None:
    before = entries(_sheet(_fact("born"), open_questions=(AGE,)))
    answer = _fact("born", also=("how old is he",))

    found = changes(before, _sheet(answer))

    assert found.closed == (Closed("How old is he?", answer),)


def test_an_open_question_that_only_went_is_no_news() -> None:
    before = entries(_sheet(_fact("a"), open_questions=(AGE,)))

    found = changes(before, _sheet(_fact("a")))

    assert not found


def test_an_open_question_that_is_still_open_is_not_closed() -> None:
    before = entries(_sheet(open_questions=(AGE,)))

    found = changes(before, _sheet(_fact("b", question="How old is he?"), open_questions=(AGE,)))

    assert found.closed == ()
    assert [fact.id for fact in found.new] == ["b"]


def test_a_fact_that_became_an_open_question_is_withdrawn() -> None:
    before = entries(_sheet(_fact("age", question="How old is he?")))

    found = changes(before, _sheet(open_questions=(AGE,)))

    assert [entry.id for entry in found.withdrawn] == ["age"]
