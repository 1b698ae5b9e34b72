"""`topics`, `fact`, `sources`, `check` and `schema`: the sheet, without asking."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Start = Callable[..., Result]


def test_topics_lists_every_question_with_its_id(start: Start) -> None:
    result = start("topics")

    assert result.exit_code == 0
    for words in ("history · 2 facts", "When was the lighthouse first lit?  first-lit", "plans · 1 fact"):
        assert words in result.stdout


def test_fact_shows_answer_quotes_and_other_ways_to_ask(start: Start) -> None:
    result = start("fact", "visitors")

    assert result.exit_code == 0
    for words in (
        "in 2031.",
        "“plans to open",
        "A plan, according to the harbour board",
        "can I visit the tower",
    ):
        assert words in result.stdout


@pytest.mark.parametrize("name", ["VISITORS", " Visitors", "can i visit the tower?"])
def test_an_id_in_any_case_and_a_way_of_asking_name_the_same_fact(start: Start, name: str) -> None:
    assert start("fact", name).stdout == start("fact", "visitors").stdout
    assert start("ask", name).stdout == start("ask", "visitors").stdout


def test_an_open_question_is_shown_by_its_id(start: Start) -> None:
    result = start("fact", "Architect")

    assert result.exit_code == 0
    assert "Who built the lighthouse? The briefing does not say.\nNo builder" in result.stdout


def test_a_fact_nobody_knows_is_an_error_with_the_nearest(start: Start) -> None:
    result = start("fact", "visitor")

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "There is no fact “visitor”. Did you mean visitors?\n"


def test_sources_shows_where_the_words_come_from(start: Start) -> None:
    result = start("sources")

    assert result.exit_code == 0
    for words in (
        "The lighthouse at Hollow Point",
        "Coast Post · 1 June 2024",
        "seeds/lighthouse.txt · 4 quotes",
    ):
        assert words in result.stdout


def test_checking_a_clean_sheet_ends_with_0(start: Start) -> None:
    result = start("check")

    assert result.exit_code == 0
    assert "The sheet is in order" in result.stdout


def test_checking_a_weak_sheet_ends_with_1(start: Start, home: Path) -> None:
    sheet = home / "knowledge" / "lighthouse.yaml"
    weak = sheet.read_text("utf-8").replace("answer: Keeper", "answer: No. Keeper")
    sheet.write_text(weak, encoding="utf-8")

    result = start("check")

    assert result.exit_code == 1
    assert "has 1 weakness to mend." in result.stdout


def test_a_long_report_is_cut_to_what_one_reads_and_written_whole(start: Start, home: Path) -> None:
    asked = "\n".join(f"  - {{ask: how tall is the lamp {number}, fact: visitors}}" for number in range(250))
    (home / "knowledge" / "golden.yaml").write_text(f"golden:\n{asked}\n", encoding="utf-8")

    result = start("check", BOT_DATABASE__PATH=str(home / "data" / "bot.sqlite3"))

    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) <= 200
    assert "more." in result.stdout
    assert "lighthouse.yaml:35:15 visitors: “how tall is the lamp 0” must get it and gets" in result.stdout
    assert "; and 248 more." in result.stdout
    whole = (home / "data" / "check.txt").read_text("utf-8")
    assert whole.count("should get `visitors`") == 250
    assert "check.txt" in result.stdout.replace("\n", "")


def test_a_fact_page_shows_what_its_curator_wrote_and_nothing_learned(start: Start, home: Path) -> None:
    (home / "knowledge" / "learned").mkdir()
    (home / "knowledge" / "learned" / "a.yaml").write_text(
        "learned: {first-lit: [lit when]}", encoding="utf-8"
    )

    page, asked = start("fact", "first-lit"), start("ask", "--json", "lit when")

    assert "first night of the lamp" in page.stdout
    assert "lit when" not in page.stdout
    assert '"fact_id": "first-lit"' in asked.stdout


def test_checking_a_broken_sheet_ends_with_2_and_names_all_problems(start: Start, home: Path) -> None:
    sheet = home / "knowledge" / "lighthouse.yaml"
    broken = sheet.read_text("utf-8").replace("[lamp-height]", "[lamp]").replace("in 2031}", "in 2032}")
    sheet.write_text(broken, encoding="utf-8")

    result = start("check")

    assert result.exit_code == 2
    assert "will not be served: 2 problems." in result.stdout


def test_checking_a_missing_folder_ends_with_2(start: Start, tmp_path: Path) -> None:
    result = start("check", BOT_KNOWLEDGE__PATH=str(tmp_path / "none"))

    assert result.exit_code == 2
    assert "There is no folder or file" in result.stdout


def test_the_schema_is_json_schema(start: Start) -> None:
    result = start("schema")

    assert result.exit_code == 0
    assert "facts" in json.loads(result.stdout)["properties"]


def test_where_a_report_cannot_be_written_is_told_before_a_sheet_is_checked(start: Start, home: Path) -> None:
    result = start("check", "--output", str(home))

    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr == f"{home} cannot be written: Is a directory.\n"


def test_a_report_that_was_shown_whole_is_not_called_the_worst_of_it(start: Start, tmp_path: Path) -> None:
    result = start("check", "--output", str(tmp_path / "new" / "report.txt"))

    assert f"The report also stands in {tmp_path / 'new' / 'report.txt'}." in result.stdout
    assert (tmp_path / "new" / "report.txt").read_text("utf-8").splitlines()[0] in result.stdout
