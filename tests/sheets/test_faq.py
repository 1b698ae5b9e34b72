"""A list of questions is read in every form that it may have, and what is none is told with its place."""

import json
from pathlib import Path

import pytest

from bot.errors import InputError
from bot.sheets.faq import read_faq


def asked(name: str, text: str) -> list[tuple[str, str, int]]:
    return [(entry.question, entry.answer, entry.line) for entry in read_faq(Path(name), text).entries]


@pytest.mark.parametrize(
    ("name", "text", "lines"),
    [
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
        ("a.csv", 'question,answer,tags\nWhen?,At nine.,"the\nhall"\n', [2]),
    ],
)
def test_one_question_is_read_in_each_form(name: str, text: str, lines: list[int]) -> None:
    assert asked(name, text) == [("When?", "At nine.", line) for line in lines]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.csv", f"question,answer\nWhen?,{'9' * 200_000}\n", r"a\.csv:2: this is no table"),
        (
            "a.csv",
            "Nr,Ask,Reply to it\n1,When?,At nine.\n",
            r"a\.csv:1: no columns `question` and `answer`\.",
        ),
        ("a.json", '{"faq":\n  oops}', r"a\.json:2:3: this is not JSON\."),
        ("a.json", "[" * 100_000, r"a\.json: this is not JSON\."),
        ("a.json", json.dumps("When?"), r"a\.json holds no list of questions\."),
        ("a.docx", "", r"a\.docx is no list of questions that can be read"),
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
