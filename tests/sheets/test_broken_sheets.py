"""Every broken sheet gets exactly the problems that stand beside it, each with its place."""

from pathlib import Path

import pytest

from bot.errors import SheetError
from bot.sheets.documents import shown
from bot.sheets.knowledge import load

FOLDER = Path(__file__).parent / "broken_sheets"
CASES = sorted(path.name for path in FOLDER.iterdir() if (path / "problems.txt").exists())


def problems(case: str) -> list[str]:
    with pytest.raises(SheetError) as caught:
        load(FOLDER / case)
    told = str(caught.value).replace(f"{shown(FOLDER / case)}/", "").replace(f"{shown(FOLDER)}/", "")
    return told.splitlines()


def test_a_broken_sheet_gets_all_its_problems_at_once() -> None:
    files = {case: FOLDER / case / "problems.txt" for case in CASES}
    expected = {case: file.read_text(encoding="utf-8").splitlines() for case, file in files.items()}

    assert {case: problems(case) for case in CASES} == expected


def test_the_folder_of_broken_sheets_is_not_empty() -> None:
    assert len(CASES) > 30
