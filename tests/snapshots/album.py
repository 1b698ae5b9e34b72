"""Golden files: one a page, in a folder a story; `make snapshots` renews them, and a diff tells the rest."""

import os
from collections.abc import Mapping
from pathlib import Path

HERE = Path(__file__).parent
RENEWED = os.environ.get("RENEW_SNAPSHOTS") == "1"
ADVICE = "if this is meant, `make snapshots` renews them"


def hold(story: str, pages: Mapping[str, str]) -> None:
    """The folder holds these pages and no others, or does so from now on."""
    folder = HERE / story
    wanted = {name: without_blanks(text) for name, text in pages.items()}
    if RENEWED:
        renew(folder, wanted)
    there = {each.name: each.read_text("utf-8") for each in sorted(folder.glob("*"))}
    assert sorted(wanted) == sorted(there), f"tests/snapshots/{story} has other pages; {ADVICE}"
    for name, text in wanted.items():
        assert text == there[name], f"tests/snapshots/{story}/{name} differs; {ADVICE}"


def without_blanks(text: str) -> str:
    """A table is filled up with blanks that nobody sees."""
    return "\n".join(line.rstrip() for line in text.rstrip().split("\n")) + "\n"


def renew(folder: Path, wanted: Mapping[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for gone in [each for each in folder.glob("*") if each.name not in wanted]:
        gone.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, "utf-8")
