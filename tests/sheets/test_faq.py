"""A list of questions is read in every form that it may have, and what is none is told with its place."""

import json
from pathlib import Path

import pytest

from bot.errors import InputError
from bot.sheets.faq import FaqEntry, FaqFormat, faq_text, read_faq
from tests.each_row import each_row


def asked(name: str, text: str) -> list[tuple[str, str, int]]:
    return [(entry.question, entry.answer, entry.line) for entry in read_faq(Path(name), text).entries]


def test_one_question_is_read_in_each_form() -> None:
    cases: list[tuple[str, str, list[int]]] = [
        ("a.csv", "question,answer\nWhen?,At nine.\n", [2]),
        ("a.csv", "When?,At nine.\n", [1]),
        ("a.CSV", "\ufeffAnswer\tQuestion\n\nAt nine.\tWhen?\n", [3]),
        ("a.csv", "sep=;\r\nQuestion;Answer\r\nWhen?;At nine.\r\n", [3]),
        ("a.csv", "Title\tBody\tTags\nWhen?\tAt nine.\thall\n", [2]),
        ("a.csv", "Nr,Issue,Solution\n1,When?,At nine.\n", [2]),
        ("a.json", '[{"question": "When?", "answer": ["At nine."]}]', [1]),
        ("a.json", '[{"question": "When?", "answer": "At nine."}]', [1]),
        ("a.json", '{"When?": "At nine."}', [1]),
        ("a.json", '{"faq": [{"q": "When?", "a": "At nine."}]}', [1]),
        ("a.txt", "When?\n\nAt nine.\n", [1]),
        ("a.md", "* Q: When?\n* A: At nine.\n", [1]),
        ("a.csv", 'question,answer,tags\nWhen?,At nine.,"the\nhall"\n', [2]),
    ]

    missed = [
        (name, text, lines, got)
        for name, text, lines in cases
        if (got := asked(name, text)) != [("When?", "At nine.", line) for line in lines]
    ]

    assert missed == []


def test_a_question_in_bold_is_answered_in_its_own_paragraph() -> None:
    answer = "One each.\n\nTwo for a house.\n\n**My car is gone!** Ring us."
    parking = f"**How many spaces?** {answer}\n\n__Guests?__ In V.\n"

    faq = read_faq(Path("a.md"), f"# FAQ\n\n## Parking\n\nRead this.\n\n{parking}")

    told = [(entry.question, entry.answer, entry.topic, entry.line) for entry in faq.entries]
    assert told == [
        ("How many spaces?", answer, "Parking", 7),
        ("Guests?", "In V.", "Parking", 13),
    ]
    assert [(left.text, left.line) for left in faq.skipped] == [("Parking: Read this.", 3)]


def test_a_line_in_bold_is_no_topic_of_a_heading_that_asks() -> None:
    bold = "# Kitchen\n\n**Hours**\n\nWhen?\nAt nine.\n"
    text = f"{bold}\n## Money\n\n### How much?\n\nNothing.\n\n## Who?\n\nAll.\n"

    entries = read_faq(Path("a.md"), text).entries

    assert [entry.topic for entry in entries] == ["Hours", "Money", "Kitchen"]


@each_row(
    ("name", "text", "told"),
    [
        ("a.csv", f"question,answer\nWhen?,{'9' * 200_000}\n", r"a\.csv:2: this is not a table"),
        (
            "a.csv",
            "Nr,Ask,Reply to it\n1,When?,At nine.\n",
            r"a\.csv:1: no columns `question` and `answer`\.",
        ),
        ("a.json", '{"faq":\n  oops}', r"a\.json:2:3: this is not JSON\."),
        ("a.json", "[" * 100_000, r"a\.json: this is not JSON\."),
        ("a.json", json.dumps("When?"), r"a\.json holds no list of questions\."),
        ("a.docx", "", r"a\.docx is not a readable list of questions"),
    ],
)
def test_what_is_no_list_is_told(name: str, text: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        read_faq(Path(name), text)


def test_what_is_left_out_is_told_with_its_reason() -> None:
    found = read_faq(
        Path("a.csv"),
        "question,answer\n,lonely\nWho?,—\nWhen?,At nine.\nwhen ,At ten.\nHow?,tbd\nWhy?,See above.\n",
    )

    assert [entry.question for entry in found.entries] == ["When?"]
    assert [(each.line, each.text, each.reason) for each in found.skipped] == [
        (2, "lonely", "no question"),
        (3, "Who?", "no answer"),
        (5, "when", "asked in line 4 already"),
        (6, "How?", "no answer yet"),
        (7, "Why?", "no answer yet"),
    ]


def test_what_stands_under_headings_that_ask_nothing_is_told() -> None:
    found = read_faq(Path("a.md"), "Before all.\n\n# Hall\n\n## Prices\n\nCheap.\n\n### When?\n\nAt nine.\n")

    assert [(entry.question, entry.topic) for entry in found.entries] == [("When?", "Prices")]
    assert [(each.line, each.text) for each in found.skipped] == [(1, "Before all."), (5, "Prices: Cheap.")]


@pytest.mark.parametrize("also", ['["how late", "at what time"]', '"how late | at what time"'])
def test_further_ways_stand_in_a_list_or_with_bars_between_them(also: str) -> None:
    (entry,) = read_faq(
        Path("a.json"), f'[{{"question": "When?", "answer": "At nine.", "also": {also}}}]'
    ).entries

    assert entry.also == ("how late", "at what time")


def test_a_list_is_written_with_each_topic_once() -> None:
    entries = [
        FaqEntry("When?", "At nine.", topic="Hours"),
        FaqEntry("Until when?", "Ten.", topic="Hours"),
        FaqEntry("Who?", "Ada Åberg.", topic="People"),
    ]

    assert faq_text(entries, FaqFormat.MARKDOWN, "Hall") == (
        "# Hall\n\n## Hours\n\n### When?\n\nAt nine.\n\n### Until when?\n\nTen.\n\n"
        "## People\n\n### Who?\n\nAda Åberg.\n"
    )
    for form in FaqFormat:
        text = faq_text(entries, form, "Hall")

        read = read_faq(Path(f"a.{form.value}"), text).entries

        assert text.endswith("\n")
        assert "Ada Åberg." in text
        assert [(one.question, one.answer, one.topic) for one in read] == [
            (one.question, one.answer, one.topic) for one in entries
        ]
