"""A fact that is taken out may leave a tombstone, which changes nothing for sheets that have none."""

from pathlib import Path

import pytest

from bot.domain.briefing import Briefing
from bot.errors import SheetError
from bot.sheets.knowledge import load

WITHDRAWN = (
    "withdrawn:\n  - {id: old-lamp, date: 2026-01-02, reason: It was replaced, replacement: lamp-height}\n"
)


def with_section(home: Path, text: str) -> Path:
    sheet = home / "knowledge" / "lighthouse.yaml"
    sheet.write_text(sheet.read_text("utf-8") + text, "utf-8")
    return home / "knowledge"


def test_it_is_read_with_its_date_reason_and_replacement(home: Path, briefing: Briefing) -> None:
    with_tombstone = load(with_section(home, WITHDRAWN))

    tombstone = with_tombstone.withdrawn["old-lamp"]
    assert (f"{tombstone.date}", tombstone.reason, tombstone.replacement) == (
        "2026-01-02",
        "It was replaced",
        "lamp-height",
    )
    assert with_tombstone.version != briefing.version


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (WITHDRAWN.replace("old-lamp", "first-lit"), "The id `first-lit` is taken."),
        (WITHDRAWN.replace("replacement: lamp-height", "replacement: lamp"), "There is no fact `lamp`."),
        (WITHDRAWN.replace("date: 2026-01-02, ", ""), "The key `date` is missing."),
    ],
)
def test_what_is_wrong_with_it_is_told_with_its_place(home: Path, wrong: str, told: str) -> None:
    with pytest.raises(SheetError) as caught:
        load(with_section(home, wrong))

    assert told in caught.value.sentence
    assert "lighthouse.yaml:" in caught.value.sentence
