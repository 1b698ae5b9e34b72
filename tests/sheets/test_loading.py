"""A knowledge folder becomes a briefing, or a SheetError that tells everything."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.sheet import Kind
from bot.errors import SheetError
from bot.sheets.knowledge import load, load_sheet
from bot.sheets.yaml_errors import MOST_PROBLEMS

HEAD = """title: The mill
sources:
  paper: {file: seeds/mill.txt, title: The mill}
"""
FACT = """  - id: %s
    topic: history
    question: When was the mill built?
    answer: In 1790.
    quotes: [{source: paper, text: 'The mill  was “built”'}]
"""
SEED = 'About the mill\r\n\r\nThe mill was\r\n"built" in 1790.\r\n'


@pytest.fixture
def mill(tmp_path: Path) -> Path:
    """A folder with one sheet of one fact."""
    (tmp_path / "knowledge").mkdir()
    (tmp_path / "seeds").mkdir()
    (tmp_path / "knowledge" / "mill.yaml").write_text(HEAD + "facts:\n" + FACT % "built", encoding="utf-8")
    (tmp_path / "seeds" / "mill.txt").write_bytes(SEED.encode())
    return tmp_path / "knowledge"


def write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")


def told(path: Path) -> str:
    with pytest.raises(SheetError) as caught:
        load(path)
    return str(caught.value)


def test_a_quote_is_cited_as_it_stands_in_its_document(mill: Path) -> None:
    citation = load(mill).citations["built"][0]

    verbatim = 'The mill was\r\n"built"'

    assert citation.text == verbatim
    assert SEED[citation.start : citation.end] == verbatim
    assert (citation.file, citation.line, citation.title) == ("seeds/mill.txt", 3, "The mill")


def test_a_single_file_is_a_sheet_as_well(mill: Path) -> None:
    alone = load(mill / "mill.yaml")

    assert alone == load(mill)


def test_several_files_make_one_sheet(mill: Path) -> None:
    write(mill / "b.yml", "facts:\n" + FACT % "again" + "    related: [built]\n")
    write(mill / "c.yaml", "vocabulary:\n  - [mill, works]\nopen_questions:\n  - {id: who, question: Who?}\n")

    briefing, written = load_sheet(mill)

    assert list(briefing.facts) == ["again", "built"]
    assert briefing.sheet.vocabulary == (("mill", "works"),)
    assert list(briefing.open_questions) == ["who"]
    assert [Path(file).name for file in written.files] == ["b.yml", "c.yaml", "mill.yaml"]


def test_learned_ways_are_merged_by_id(mill: Path) -> None:
    whole = load(mill)
    (mill / "learned").mkdir()
    write(mill / "c.yaml", "open_questions:\n  - {id: who, question: Who?}\n")
    write(mill / "learned" / "a.yaml", "learned:\n  built: [age, year]\n")
    write(mill / "learned" / "b.yml", "learned:\n  who:\n    - the builder\n")
    write(mill / "learned" / ".b.yml", ": not [ a sheet")

    briefing, written = load_sheet(mill)

    sheet = briefing.sheet
    assert sheet.phrasings(briefing.facts["built"]) == ("When was the mill built?", "age", "year")
    assert sheet.phrasings(briefing.open_questions["who"]) == ("Who?", "the builder")
    assert briefing.facts == whole.facts
    assert [Path(file).name for file in written.files] == ["c.yaml", "mill.yaml", "a.yaml", "b.yml"]
    place = written.place(("learned", "built", 1))
    assert (Path(place.file).name, place.line, place.column) == ("a.yaml", 2, 16)


def test_learned_ways_are_part_of_the_version_but_not_their_order(mill: Path) -> None:
    before = load(mill).version
    (mill / "learned").mkdir()
    write(mill / "learned" / "a.yaml", "")
    empty = load(mill).version
    write(mill / "learned" / "a.yaml", "learned: {built: [age, year]}")
    taught = load(mill).version
    write(mill / "learned" / "a.yaml", "learned: {built: [year, age]}")
    turned = load(mill).version

    assert before == empty
    assert before != taught
    assert taught == turned


def test_golden_questions_hidden_files_and_other_files_are_no_part_of_a_sheet(mill: Path) -> None:
    for name in ("golden.yaml", "golden.yml", ".mill.yaml", "mill.yaml.orig", "notes.txt"):
        write(mill / name, ": not [ a sheet")

    briefing = load(mill)

    assert list(briefing.facts) == ["built"]


@pytest.mark.parametrize(
    "text", ["no", "yes", "12:30", "1.10", "2024-01-01", "0x10", "1e3", "007", "1_000", ".5", "true", "NULL!"]
)
def test_text_stays_what_it_looks_like(mill: Path, text: str) -> None:
    fact = (FACT % "built").replace("In 1790.", text).replace("history", text)
    write(mill / "mill.yaml", HEAD + "facts:\n" + fact + f"    also: [{text}]\n    said_by: {text}\n")

    loaded = load(mill).facts["built"]

    assert (loaded.answer, loaded.topic, loaded.also, loaded.said_by) == (text, text, (text,), text)


def test_numbers_may_be_ids(mill: Path) -> None:
    write(mill / "mill.yaml", HEAD + "facts:\n" + FACT % "1790" + "    related: [1790]\n    kind: plan\n")

    fact = load(mill).facts["1790"]

    assert (fact.related, fact.kind) == (("1790",), Kind.PLAN)


def test_the_words_for_nothing_are_text_in_quotes(mill: Path) -> None:
    fact = (FACT % "built").replace("In 1790.", "'null'")
    write(mill / "mill.yaml", HEAD + "facts:\n" + fact + "    also: ['~', \"null\"]\n")

    loaded = load(mill).facts["built"]

    assert (loaded.answer, loaded.also) == ("null", ("~", "null"))


def test_blanks_around_a_text_in_quotes_are_left_out(mill: Path) -> None:
    fact = (FACT % "built").replace("In 1790.", "' In 1790. '")
    write(mill / "mill.yaml", HEAD + "facts:\n" + fact + "    also: ['  the mill ']\n")

    loaded = load(mill).facts["built"]

    assert (loaded.answer, loaded.also) == ("In 1790.", ("the mill",))


def test_an_anchor_saves_typing(mill: Path) -> None:
    fact = (FACT % "built").replace("When was the mill built?", "&q When was it built?")
    write(mill / "mill.yaml", HEAD + "facts:\n" + fact + "    also: [*q]\n")

    loaded = load(mill).facts["built"]

    assert loaded.also == ("When was it built?",)


def test_a_byte_order_mark_does_no_harm(mill: Path) -> None:
    file = mill / "mill.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())

    briefing = load(mill)

    assert briefing.sheet.title == "The mill"


def test_the_version_ignores_comments_order_and_file_names(mill: Path) -> None:
    before = load(mill).version
    fact = "# a comment\nfacts:\n- quotes: [{text: The mill  was “built”, source: paper}]\n  topic: history\n"
    write(
        mill / "z.yaml", fact + "  question: 'When was the mill built?'\n  id: built\n  answer: 'In 1790.'\n"
    )
    write(mill / "mill.yaml", HEAD)

    after = load(mill).version

    assert after == before
    assert 8 <= len(after) <= 12


@pytest.mark.parametrize(
    ("old", "new"), [("In 1790.", "In 1791."), ("history", "past"), ("The mill}", "A mill}")]
)
def test_the_version_changes_with_every_word_of_the_sheet(mill: Path, old: str, new: str) -> None:
    before = load(mill).version
    file = mill / "mill.yaml"
    write(file, file.read_text(encoding="utf-8").replace(old, new))

    after = load(mill).version

    assert after != before


def test_the_version_changes_with_every_character_of_a_document(mill: Path) -> None:
    before = load(mill).version
    seed = mill.parent / "seeds" / "mill.txt"
    seed.write_bytes(seed.read_bytes() + b" ")

    after = load(mill).version

    assert after != before


def test_a_place_leads_to_every_part_of_a_sheet(mill: Path) -> None:
    write(
        mill / "mill.yaml", HEAD + "vocabulary:\n- [a, b]\nfacts:\n" + FACT % "built" + "    also:\n    - x\n"
    )

    _, written = load_sheet(mill)

    assert str(written.place(("facts", "built", "question"))).endswith("mill.yaml:9:15")
    assert str(written.place(("facts", "built", "also", 0))).endswith("mill.yaml:13:7")
    assert str(written.place(("vocabulary", 0, 1))).endswith("mill.yaml:5:7")
    assert str(written.place(("sources", "paper", "file"))).endswith("mill.yaml:3:17")


def test_a_place_that_is_not_written_is_told_by_what_holds_it(mill: Path) -> None:
    _, written = load_sheet(mill)

    place = written.place(("facts", "built", "review_by"))

    assert str(place).endswith("mill.yaml:5:5")


def test_a_folder_that_is_missing_is_told(tmp_path: Path) -> None:
    assert f"There is no folder or file {tmp_path / 'none'}." in told(tmp_path / "none")


def test_a_name_that_cannot_be_a_folder_is_told(tmp_path: Path) -> None:
    assert "cannot be read: File name too long." in told(tmp_path / ("x" * 300))


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    assert f"The folder {tmp_path} holds no fact sheet." in told(tmp_path)


def test_a_folder_in_the_place_of_a_file_is_told(mill: Path) -> None:
    (mill / "topic.yaml").mkdir()

    sentence = told(mill)

    assert f"{mill / 'topic.yaml'} is a folder, not a file." in sentence


def test_a_pipe_in_the_place_of_a_document_does_not_hang(mill: Path) -> None:
    (mill.parent / "seeds" / "mill.txt").unlink()
    os.mkfifo(mill.parent / "seeds" / "mill.txt")

    sentence = told(mill)

    assert "is not an ordinary file." in sentence
    assert "mill.yaml:3:17: " in sentence


def test_a_name_that_cannot_be_a_file_is_told(mill: Path) -> None:
    write(mill / "mill.yaml", HEAD.replace("seeds/mill.txt", f'"{"x" * 300}"') + "facts:\n" + FACT % "built")

    sentence = told(mill)

    assert "mill.yaml:3:17: " in sentence
    assert "x cannot be read: File name too long." in sentence


def test_a_file_that_breaks_off_brings_no_complaints_about_what_it_held(mill: Path) -> None:
    write(mill / "a.yaml", "facts:\n" + FACT % "other" + "    related: [built]\n")
    write(mill / "mill.yaml", HEAD + "facts: [")

    sentence = told(mill)

    assert len(sentence.splitlines()) == 1


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))
)
def test_any_bytes_give_a_briefing_or_a_sheet_error(mill: Path, content: bytes) -> None:
    (mill / "fuzz.yaml").write_bytes(content)

    try:
        result = load(mill).version
    except SheetError as error:
        result = str(error)

    assert result


SCALARS = st.sampled_from(
    ["built", "paper", "x", "", "~", "2025-01-01", "The mill", "&a b", "*a", "!t c", "'", "[", ": "]
)
KEYS = st.sampled_from(
    ["id", "topic", "question", "also", "answer", "kind", "quotes", "as_of", "source", "text", "x"]
)
BLOCKS = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda some: f"[{', '.join(some)}]")
        | st.lists(st.tuples(KEYS, inner), max_size=4).map(
            lambda some: f"{{{', '.join(map(': '.join, some))}}}"
        )
    ),
    max_leaves=12,
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(section=st.sampled_from(["title", "sources", "vocabulary", "facts", "open_questions"]), block=BLOCKS)
def test_any_block_gives_a_briefing_or_a_sheet_error(mill: Path, section: str, block: str) -> None:
    write(mill / "fuzz.yaml", f"{section}: {block}\n")

    try:
        result = load(mill).version
    except SheetError as error:
        result = str(error)

    assert result


@pytest.mark.parametrize("entry", ["- word\n", "- \n"])
def test_a_file_of_nothing_but_problems_is_not_read_to_its_end(mill: Path, entry: str) -> None:
    write(mill / "list.yaml", "open_questions:\n" + entry * (MOST_PROBLEMS + 500))

    with pytest.raises(SheetError) as raised:
        load(mill)

    *_, last = problems = [one for one in raised.value.problems if one.file.endswith("list.yaml")]
    assert len(problems) == MOST_PROBLEMS + 1
    assert last.line == MOST_PROBLEMS + 2
    assert last.message == "The file has more than 1,000 problems up to here; the rest was not looked at."
