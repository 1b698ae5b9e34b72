"""Learned ways that the sheet answers surely without them are dropped from their files, and no others."""

from pathlib import Path

from bench.learned import prune
from bot.sheets.knowledge import load

LEARNED = """learned:
  lamp-height:
    - elevation
    - height of the lamp, please
  architect: [to whom do we owe the design]
"""


def test_only_ways_that_are_needed_stay(home: Path) -> None:
    folder = home / "knowledge" / "learned"
    folder.mkdir()
    (folder / "a.yaml").write_text(LEARNED, encoding="utf-8")
    (folder / "b.yaml").write_text(
        "learned: {first-lit: [When was the lighthouse first lit?]}", encoding="utf-8"
    )

    counts = prune(home / "knowledge")

    assert counts == (4, 2)
    assert not (folder / "b.yaml").exists()
    assert load(home / "knowledge").sheet.learned == {
        "architect": ("to whom do we owe the design",),
        "lamp-height": ("elevation",),
    }
    assert prune(home / "knowledge") == (2, 2)
