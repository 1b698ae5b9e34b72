"""Exam files: read whole, or refused with the place of every broken line."""

from pathlib import Path

import pytest

from bot.errors import InputError
from bot.sheets.exam_file import read_exams

LINE = '{"q": "when was it lit", "kind": "x", "answerable": true, "gold": ["1871"], "must": [], "set": "a"}'


def test_files_are_read_in_their_order_and_blank_lines_left_out(tmp_path: Path) -> None:
    first, second = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    first.write_bytes(b"\xef\xbb\xbf" + LINE.encode() + b"\r\n\r\n" + LINE.encode())
    second.write_text('{"q": "who?", "answerable": false}', encoding="utf-8")

    questions = read_exams([first, second])

    assert [question.question for question in questions] == ["when was it lit", "when was it lit", "who?"]
    assert (questions[0].group, questions[2].kind) == ("a", "plain")


def test_every_broken_line_is_named_at_once(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    broken = ['{"q": "who" 1}', "[1]", LINE.replace('"must"', '"musts"'), "[" * 100_000]
    file.write_text("\n".join([LINE, *broken]), encoding="utf-8")

    with pytest.raises(InputError) as caught:
        read_exams([file])

    told = caught.value.sentence.splitlines()
    assert [line.split(": ")[0] for line in told] == [
        f"{file}:2:13",
        f"{file}:3:1",
        f"{file}:4:1",
        f"{file}:5:1",
    ]
    assert told[1] == f"{file}:3:1: this line is not an object in braces."
    assert "musts" in told[2]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ('{"q": "who", "answerable": true}', "an answerable question needs at least one gold text."),
        ('{"q": "who", "answerable": false, "must": ["("]}', "must.0: '(' is not a regular expression: "),
    ],
)
def test_what_a_line_lacks_is_told_in_plain_words(tmp_path: Path, line: str, complaint: str) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(line, encoding="utf-8")

    with pytest.raises(InputError) as caught:
        read_exams([file])

    assert caught.value.sentence.startswith(f"{file}:1:1: {complaint}")


def test_an_exam_without_questions_is_passed_by_nobody(tmp_path: Path) -> None:
    empty, blank = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    empty.touch()
    blank.write_text("\n \n", encoding="utf-8")

    with pytest.raises(InputError) as caught:
        read_exams([empty, blank])

    assert caught.value.sentence == f"There is no question in {empty}, {blank}; write one on each line."


@pytest.mark.parametrize("name", ["missing.jsonl", "."])
def test_a_file_that_cannot_be_read_is_told_in_a_sentence(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match=r"The exam cannot be read: .+\."):
        read_exams([tmp_path / name])


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(b'{"q": "\xff"}')

    with pytest.raises(InputError, match="not UTF-8"):
        read_exams([file])
