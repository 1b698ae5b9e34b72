"""What is written for a person to go on with is read back as it was meant."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from bot.domain.drafting.draft_fact import DraftFact
from bot.domain.sheet import Kind, Source
from bot.sheets.sheet_reader import read_sheet_file
from bot.sheets.sheet_text import SheetPart, sheet_text

FACT = DraftFact(
    id="opens",
    topic="visiting",
    question="When is it open?",
    also=("opening hours: when?", "is it, perhaps, open"),
    answer="From May: to September.",
    quotes=("From May: to “September”.", "It's so."),
    remark="Two sentences.",
)
PART = SheetPart(
    title="Pool: the rules",
    sources={"paper": Source(file="seeds/a.txt", title="A: page", published=date(2024, 6, 1))},
    vocabulary=[["ISS", "space station"], ['a "b"', "c, d", "e\\f"]],
    facts=[("paper", FACT)],
    remark="Look at it.",
)


def test_all_of_it_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(sheet_text(PART), encoding="utf-8")

    written = read_sheet_file(path)

    assert written.problems == ()
    assert [title.value for title in written.titles] == ["Pool: the rules"]
    assert [source.value for source in written.sources] == [PART.sources["paper"]]
    assert [group.value for group in written.vocabulary] == [
        ("ISS", "space station"),
        ('a "b"', "c, d", "e\\f"),
    ]
    (fact,) = (each.value for each in written.facts)
    assert fact is not None
    assert (fact.id, fact.question, fact.also, fact.answer) == (
        *(FACT.id, FACT.question, FACT.also, FACT.answer),
    )
    assert tuple(quote.text for quote in fact.quotes) == FACT.quotes


def test_who_says_it_makes_a_claim_of_theirs(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        sheet_text(replace(PART, facts=[("paper", replace(FACT, said_by="the: board"))])), "utf-8"
    )

    (fact,) = (each.value for each in read_sheet_file(path).facts)

    assert fact is not None
    assert (fact.kind, fact.said_by) == (Kind.CLAIM, "the: board")


def test_what_a_person_should_look_at_stands_above_it() -> None:
    lines = sheet_text(PART).splitlines()

    assert lines[1] == "# Look at it."
    assert lines[lines.index("  - id: opens") - 1] == "  # Two sentences."


def test_letters_are_written_as_they_are() -> None:
    german = SheetPart(title="Grüße: ü", vocabulary=[["Kühltruhe, groß", "Kälte"]])

    assert "Grüße: ü" in sheet_text(german)
    assert '["Kühltruhe, groß", Kälte]' in sheet_text(german)


def test_nothing_is_written_of_what_is_not_there() -> None:
    assert sheet_text(SheetPart()).count("\n") == 1
