"""The same in every face, and a sentence where the encoder cannot be had."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Start, start

__all__ = ["start"]

GERMAN = "wann leuchtete der leuchtturm"
QUOTE = "was lit for the first time on 4 May 1871"


def test_the_command_line_offers_what_the_encoder_finds(start: Start, model: Path, home: Path) -> None:
    result = start("ask", "--json", GERMAN, BOT_MATCHING__MEANING=str(model))

    told = json.loads(result.stdout)
    assert told["status"] == "unsure"
    assert told["suggestions"][0]["fact_id"] == "first-lit"
    assert told["suggestions"][0]["quotes"][0]["text"] == QUOTE
    assert (home / "bot.vectors.npz").is_file()
    assert result.stderr == ""


def test_without_the_setting_nothing_is_encoded(start: Start, home: Path) -> None:
    assert json.loads(start("ask", "--json", GERMAN).stdout)["status"] == "unknown"
    assert not (home / "bot.vectors.npz").exists()


@pytest.mark.parametrize("setting", ["all-MiniLM-L6-v2", "nowhere/at/all"])
def test_a_missing_model_is_told_and_answers_come_all_the_same(start: Start, setting: str) -> None:
    result = start("ask", "--json", "when was it lit", BOT_MATCHING__MEANING=setting)

    assert json.loads(result.stdout) == json.loads(start("ask", "--json", "when was it lit").stdout) | {
        "elapsed_ms": json.loads(result.stdout)["elapsed_ms"]
    }
    assert result.stderr.startswith("Answers come without the sentence encoder.")
    assert result.stderr.count("\n") == 1


def test_a_bigger_sheet_tells_that_it_is_being_encoded(start: Start, home: Path, model: Path) -> None:
    ways = "\n".join(f"    - lamp number {number}" for number in range(200))
    (home / "knowledge" / "learned").mkdir()
    (home / "knowledge" / "learned" / "more.yaml").write_text(f"learned:\n  lamp-height:\n{ways}\n")

    first = start("ask", "--json", GERMAN, BOT_MATCHING__MEANING=str(model))
    second = start("ask", "--json", GERMAN, BOT_MATCHING__MEANING=str(model))

    assert "texts of the sheet (once)" in first.stderr
    assert second.stderr == ""


def test_the_likeness_is_named_where_a_decision_is_explained(start: Start, model: Path) -> None:
    shown = start("ask", "--explain", GERMAN, BOT_MATCHING__MEANING=str(model)).stdout
    plain = start("ask", "--explain", GERMAN).stdout

    assert "Likeness in meaning to first-lit: 100%" in " ".join(shown.split())
    assert "meaning" not in plain
