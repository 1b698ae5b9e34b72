"""A fact that tells who says otherwise is answered with both, and both quotes have their places."""

import json
from pathlib import Path

import pytest

from bot.errors import SheetError
from bot.services.asking import ask
from bot.services.snapshot import Snapshot, snapshot_of
from bot.sheets.knowledge import load
from bot.ui.reply_json import reply_line

LEDGER = "The Ledger, 2 June.\n\nThe lamp of Hollow Point stands 44 metres above the water.\n"
SOURCES = "sources:\n  ledger: {file: seeds/ledger.txt, title: The Ledger}\n"
DIFFERS = """    quotes: [{source: paper, text: Its lamp stands 42 metres above the sea}]
    differs:
      - {said_by: the Ledger, says: It stands 44 metres above the water., source: ledger, text: SAID}
"""


def differing(home: Path, said: str = "stands 44 metres above the water") -> Path:
    sheet = home / "knowledge" / "lighthouse.yaml"
    old = "    quotes: [{source: paper, text: Its lamp stands 42 metres above the sea}]\n"
    text = sheet.read_text(encoding="utf-8")
    assert old in text
    sheet.write_text(text.replace(old, DIFFERS.replace("SAID", said)), encoding="utf-8")
    (home / "seeds" / "ledger.txt").write_text(LEDGER, encoding="utf-8")
    (home / "knowledge" / "ledger.yaml").write_text(SOURCES, encoding="utf-8")
    return home / "knowledge"


def test_the_answer_tells_both_and_quotes_both(home: Path) -> None:
    snapshot = snapshot_of(load(differing(home)))

    told = json.loads(reply_line(ask(snapshot, "how tall is the lamp")))

    assert told["answer"] == (
        "The lamp stands 42 metres above the sea. "
        "The sources differ; according to the Ledger: It stands 44 metres above the water."
    )
    places = sorted((quote["source"], quote["line"]) for quote in told["quotes"])
    assert places == [("ledger", 3), ("paper", 3)]


def test_a_differing_quote_must_stand_in_its_source(home: Path) -> None:
    with pytest.raises(SheetError, match="stand in seeds/ledger"):
        load(differing(home, said="stands 45 metres above the water"))


def test_a_sheet_without_differences_keeps_its_version(snapshot: Snapshot) -> None:
    fact = snapshot.briefing.sheet.facts[0]

    assert "differs" not in fact.model_dump(mode="json")
    assert snapshot.version == "7cf56b8416"
