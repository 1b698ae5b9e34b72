"""README's floor plan and the folders of bot/ say the same."""

import re
from pathlib import Path

PROJECT = Path(__file__).parents[1]
BOT = PROJECT / "bot"
ENTRY = re.compile(r"[\w./-]+(?:\.py|/)")
BESIDE = {"__init__.py", "__pycache__"}


def tree() -> list[str]:
    """The indented lines below the heading."""
    readme = (PROJECT / "README.md").read_text("utf-8")
    section = readme.split("\n## Floor plan\n")[1].split("\n## ")[0]
    return [line for line in section.splitlines() if line.startswith("    ")]


def named() -> set[str]:
    """What a line names before its explanation, from bot/ on; a deeper line lies in the one above."""
    found: set[str] = set()
    holders: list[tuple[int, str]] = []
    for line in tree():
        indent = len(line) - len(line.lstrip())
        names, *_ = re.split(r"\s{2,}", line.strip())
        while holders and holders[-1][0] >= indent:
            holders.pop()
        above = "".join(name for _, name in holders)
        entries = ENTRY.findall(names) if ENTRY.match(names) else []
        found |= {above + entry for entry in entries}
        if entries and entries[-1].endswith("/"):
            holders.append((indent, entries[-1]))
    return {entry.removeprefix("bot/").rstrip("/") for entry in found if entry.startswith("bot/")} - {""}


def test_whatever_the_plan_names_is_there() -> None:
    assert [name for name in sorted(named()) if not (BOT / name).exists()] == []


def test_the_plan_names_every_room_and_every_file_beside_them() -> None:
    there = {path.name for path in BOT.iterdir()} - BESIDE

    assert sorted(there - {name.split("/")[0] for name in named()}) == []
    assert len(there) > 5
