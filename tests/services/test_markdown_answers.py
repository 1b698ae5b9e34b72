"""A quote of a Markdown document: its bytes for scripts, its words for people."""

import json
from pathlib import Path

from bot.domain.surroundings import surroundings
from bot.services.asking import ask
from bot.services.snapshot import snapshot_of
from bot.sheets.knowledge import load
from bot.ui.reply_json import reply_line
from bot.ui.texts.answers import quoted

PAGE = "# Windows\n\nThe *big* windows stay open for **30 minutes** a day; see [the plan](plan.md).\n"
SHEET = """title: Windows
sources: {page: {file: seeds/page.md, title: Windows}}
facts:
  - id: windows
    topic: air
    question: How long do the windows stay open?
    also: [minutes of fresh air, when are the windows shut again]
    answer: They stay open for 30 minutes a day.
    quotes: [{source: page, text: windows stay open for 30 minutes a day}]
"""


def test_scripts_get_the_bytes_and_people_the_words(tmp_path: Path) -> None:
    for folder, name, text in (("knowledge", "a.yaml", SHEET), ("seeds", "page.md", PAGE)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(text, encoding="utf-8")
    snapshot = snapshot_of(load(tmp_path / "knowledge"))

    (quote,) = json.loads(reply_line(ask(snapshot, "how long do the windows stay open")))["quotes"]

    assert quote["text"] == "windows stay open for **30 minutes** a day"
    assert PAGE[quote["start"] : quote["end"]] == quote["text"]
    (citation,) = snapshot.briefing.citations["windows"]
    assert quoted(citation) == "“windows stay open for 30 minutes a day”"
    around = surroundings(citation, PAGE)
    assert (around.before, around.after) == ("The big ", "; see the plan.")
