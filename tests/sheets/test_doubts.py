"""What YAML lets through and is seldom meant is doubted, with its place; what is meant is not."""

from pathlib import Path

import pytest

from bot.domain.check.linting import Rule
from bot.sheets.doubts import doubts, ignored_files
from bot.sheets.knowledge import load_sheet


def doubted(home: Path, also: str, answer: str = "It is.") -> list[tuple[str, int]]:
    fact = (
        f"facts:\n  - id: more\n    topic: t\n    question: Is it?\n    also: {also}\n    answer: {answer}\n"
    )
    quotes = "    quotes: [{source: paper, text: was lit for the first time}]\n"
    (home / "knowledge" / "more.yaml").write_text(fact + quotes, encoding="utf-8")
    _, written = load_sheet(home / "knowledge")
    return [(problem.message, problem.line) for rule, problem in doubts(written) if rule is Rule.WHOLE]


@pytest.mark.parametrize(
    ("also", "before", "after"),
    [
        ("[is it lit, and why]", "is it lit", "and why"),
        ("[if it is lit, who sees it]", "if it is lit", "who sees it"),
        ("[the old tower, which is lit]", "the old tower", "which is lit"),
        ("[what do I pay, to join]", "what do I pay", "to join"),
        ("[does it cost 1,000 crowns]", "does it cost 1", "000 crowns"),
    ],
)
def test_a_comma_that_cuts_a_question_is_doubted(home: Path, also: str, before: str, after: str) -> None:
    assert doubted(home, also) == [(f"A comma parts “{before}” from “{after}”.", 5)]


@pytest.mark.parametrize(
    ("also", "answer", "told"),
    [
        ("[“is it lit”]", "It is.", "is it lit"),
        ("[is it lit]", "“It is.”", "It is."),
        ("[is it lit]", "‘It is.’", "It is."),
        ("[is it lit]", "«It is.»", "It is."),
        ("[is it lit]", "“It” is “lit”.", None),
        ("[is it lit]", '"“It is.”"', None),
        ("[is it lit]", "“It is.”\n    said_by: Ada Brandt", None),
    ],
)
def test_curly_quotation_marks_around_a_whole_text_are_doubted(
    home: Path, also: str, answer: str, told: str | None
) -> None:
    said = f"The curly quotation marks around “{told}” are part of the text."

    assert [message for message, _ in doubted(home, also, answer)] == [said] * (told is not None)


@pytest.mark.parametrize(
    "also",
    [
        "[is it lit, who lit it]",
        "[since when is it lit, first night of the lamp]",
        "[after how many years is it painted, first night of the lamp]",
        "[after which storm was it closed, first night of the lamp]",
        "[what time does it start, which church is it in]",
        "[how do I book the bus, which train does it meet]",
        '["is it lit", "and why"]',
        "[is it lit 1, 12 of them]",
        "[is it lit, for how long, on what day]",
        "\n      - is it lit\n      - and why",
        "[who lit it, {}]".format('"and why"'),
    ],
)
def test_what_stands_in_quotes_or_on_lines_of_its_own_is_meant(home: Path, also: str) -> None:
    assert doubted(home, also) == []


def test_a_text_that_a_sign_cuts_is_doubted(home: Path) -> None:
    found = doubted(home, "[is it lit]", "It is number #1 of them.")

    assert found == [("The text “It is number” ends here: YAML takes “#1 of them.” for a remark.", 6)]


def test_an_entry_that_the_one_above_takes_in_is_doubted(home: Path) -> None:
    found = doubted(home, "\n     - is it lit\n      - who lit it")

    assert found == [("This text goes on in the next line: the hyphen of “- who lit it” stands deeper.", 6)]


def test_files_that_nearly_belong_to_the_sheet_are_named(home: Path) -> None:
    folder = home / "knowledge"
    for name in ("golden.yaml", "golden.yml", "More.YAML", ".hidden.YAML", "notes.md", "facts.yml"):
        (folder / name).write_text("", encoding="utf-8")

    found = {Path(problem.file).name: (problem.message, problem.hint) for _, problem in ignored_files(folder)}

    assert found == {
        "More.YAML": ("This file is not read: its ending has capitals.", "Call it More.yaml."),
        "golden.yml": (
            "This file is not read, for there is golden.yaml as well.",
            "Move its questions there, or delete it.",
        ),
    }


def test_golden_questions_with_a_capital_are_named(home: Path) -> None:
    (home / "knowledge" / "Golden.yaml").write_text("", encoding="utf-8")

    ((_, problem),) = ignored_files(home / "knowledge")

    assert (problem.message, problem.hint) == ("Golden questions are read from golden.yaml.", "Rename it.")


def test_a_sheet_of_one_file_has_no_others(home: Path) -> None:
    assert list(ignored_files(home / "knowledge" / "lighthouse.yaml")) == []
