"""`new`, `draft`, `import` and `export` as a person starts them."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.sheets.pdf_pages import column, pdf

Start = Callable[..., Result]


def test_where_there_is_no_sheet_every_command_points_to_new(start: Start, tmp_path: Path) -> None:
    for command in ("check", "topics", "chat", "export"):
        result = start(command, BOT_KNOWLEDGE__PATH=str(tmp_path / "none"))

        assert result.exit_code == 2
        assert "python -m bot new FOLDER" in result.output


def test_draft_writes_yaml_to_standard_output_and_the_rest_to_the_other(start: Start, home: Path) -> None:
    result = start("draft", str(home / "seeds" / "lighthouse.txt"))

    assert result.exit_code == 0
    assert result.stdout.startswith("# yaml-language-server: $schema=sheet.schema.json\n")
    assert "drafted from seeds/lighthouse.txt" in result.stderr


def test_a_draft_is_never_written_over_a_file_of_the_sheet(start: Start, home: Path) -> None:
    sheet = next((home / "knowledge").glob("*.yaml"))
    before = sheet.read_bytes()

    refused = start("draft", str(home / "seeds" / "lighthouse.txt"), "--output", str(sheet))
    elsewhere = start("draft", str(home / "seeds" / "lighthouse.txt"), "--output", str(home / "draft.yaml"))
    again = start("draft", str(home / "seeds" / "lighthouse.txt"), "--output", str(home / "draft.yaml"))

    assert refused.exit_code == 2
    assert "is there already; nothing was written over." in refused.stderr
    assert sheet.read_bytes() == before
    assert (elsewhere.exit_code, again.exit_code) == (0, 0)


def test_draft_of_a_pdf_says_where_its_text_is(start: Start, home: Path) -> None:
    pytest.importorskip("pypdf", reason="the extra documents is not installed")
    (home / "seeds" / "mill.pdf").write_bytes(pdf(column(["The mill was built in 1790."])))

    result = start("draft", str(home / "seeds" / "mill.pdf"))

    assert result.exit_code == 0
    assert "seeds/mill.txt has the text of mill.pdf, and is what facts quote" in result.stderr


@pytest.mark.parametrize(("name", "package"), [("mill.pdf", "pypdf"), ("mill.html", "trafilatura")])
def test_without_the_extra_a_sentence_names_it_and_nothing_is_made(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, package: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    (tmp_path / name).write_text("x", encoding="utf-8")

    result = start("new", str(tmp_path / "own"), str(tmp_path / name))

    assert result.exit_code == 2
    assert result.stderr.endswith("Install it in the project's folder: pip install '.[documents]'\n")
    assert not (tmp_path / "own").exists()


def test_import_names_what_it_left_out(start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "faq.csv").write_text("question,answer\nMay I swim?,From May on.\nWho?,\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    result = start("import", "faq.csv", BOT_KNOWLEDGE__PATH="knowledge")

    assert result.exit_code == 0
    assert "1 fact in knowledge/faq.yaml, its answer quoted from seeds/faq.md." in result.stdout
    assert "line 3: Who? (no answer)" in result.stdout


def test_export_prints_the_list(start: Start) -> None:
    result = start("export", "--format", "csv")

    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == "question,answer,also,topic"
    assert len(result.stdout.splitlines()) == 5


def test_a_folder_is_no_list_of_questions(start: Start, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(home)

    result = start("import", "knowledge")

    assert result.exit_code == 2
    assert result.stderr == "knowledge is a folder. Name a file that holds a list of questions.\n"


def test_a_list_becomes_a_document_that_people_can_read(start: Start, tmp_path: Path) -> None:
    place = {"BOT_KNOWLEDGE__PATH": str(tmp_path / "knowledge")}
    listed = "# Of the pool\n\n## May I swim?\n\nFrom *May* on.\n"
    (tmp_path / "pool.md").write_text(listed, encoding="utf-8")
    (tmp_path / "bath.csv").write_text('question,answer\nMay I bathe?,"Yes, you may."\n', encoding="utf-8")

    assert start("import", str(tmp_path / "pool.md"), **place).exit_code == 0
    assert start("import", str(tmp_path / "bath.csv"), **place).exit_code == 0

    assert (tmp_path / "seeds" / "pool.md").read_text("utf-8") == listed
    made = (tmp_path / "seeds" / "bath.md").read_text("utf-8")
    assert made.startswith("# Bath\n")
    assert "Yes, you may.\n" in made
