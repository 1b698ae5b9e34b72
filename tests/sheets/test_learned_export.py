"""Taught ways of asking get into the files of learned ones: beside their like, or into a new file."""

from pathlib import Path

import pytest

from bot.errors import InputError
from bot.sheets.documents import ReadingRules
from bot.sheets.knowledge import load
from bot.sheets.learned_export import export_learned


def learned(folder: Path, **texts: str) -> Path:
    (folder / "learned").mkdir()
    for name, text in texts.items():
        (folder / "learned" / f"{name}.yaml").write_text(text, "utf-8")
    return folder


def test_each_way_goes_where_others_of_its_fact_are(home: Path) -> None:
    folder = learned(
        home / "knowledge",
        a=(
            "learned:\n  first-lit:\n    - the year it was lit\n"
            "  visitors:\n    - may I go up\n    - is it free\n"
        ),
        taught="learned:\n  lamp-height:\n    - the lamp, how high\n",
    )
    ways = {
        "first-lit": ["since when is it lit"],
        "visitors": ["can one go up", "is it open"],
        "lamp-height": ["height of it"],
        "never-missed": ["did they miss any"],
    }

    export_learned(folder, ReadingRules(), ways)

    assert load(folder).sheet.learned == {
        "first-lit": ("the year it was lit", "since when is it lit"),
        "visitors": ("may I go up", "is it free", "can one go up", "is it open"),
        "lamp-height": ("the lamp, how high", "height of it"),
        "never-missed": ("did they miss any",),
    }
    assert (folder / "learned" / "a.yaml").read_text("utf-8") == (
        "learned:\n  first-lit:\n    - the year it was lit\n    - since when is it lit\n"
        "  visitors:\n    - may I go up\n    - is it free\n    - can one go up\n    - is it open\n"
    )
    assert sorted(file.name for file in (folder / "learned").iterdir()) == ["a.yaml", "taught.yaml"]


def test_what_others_wrote_is_not_touched_when_nothing_of_it_grows(home: Path) -> None:
    folder = learned(home / "knowledge", taught="learned:\n  lamp-height:\n    - the lamp, how high\n")

    export_learned(folder, ReadingRules(), {"first-lit": ["since when"]})

    assert load(folder).sheet.learned == {
        "lamp-height": ("the lamp, how high",),
        "first-lit": ("since when",),
    }


@pytest.mark.parametrize("ways", ["[the year it was lit]", "[lit - when]"])
def test_a_list_that_cannot_grow_by_a_line_is_told_with_its_place(home: Path, ways: str) -> None:
    folder = learned(home / "knowledge", a=f"learned:\n  first-lit: {ways}\n")

    with pytest.raises(InputError, match=r"a\.yaml:2:15: .* one a line"):
        export_learned(folder, ReadingRules(), {"first-lit": ["since when"]})


def test_a_sheet_of_one_file_has_no_learned_ways(home: Path) -> None:
    with pytest.raises(InputError, match="is a single file"):
        export_learned(home / "knowledge" / "lighthouse.yaml", ReadingRules(), {})
