"""Passages as they are shown: in lines, without a Markdown document's marks, the words marked."""

from pathlib import Path

import pytest

from bot.services.searching import FoundPassage
from bot.services.snapshot import snapshot_of
from bot.sheets.knowledge import load
from bot.ui.discord_bot.features.search import passage_blocks
from bot.ui.discord_bot.markdown import units
from bot.ui.quote_text import CLOSING, OPENING, marked_text, pieces
from tests.each_row import each_row

GUIDE = """## **Help** channels

The channel remains open for **30 minutes** after your
[last message](https://example.org/last/message).

- Ask *one* question.
- Stay `@here` please.
"""


@pytest.fixture
def found(tmp_path: Path) -> FoundPassage:
    (tmp_path / "knowledge").mkdir()
    (tmp_path / "guide.md").write_text(GUIDE, "utf-8")
    sheet = "title: Help\nsources: {guide: {file: guide.md, title: The guide}}\n"
    (tmp_path / "knowledge" / "sheet.yaml").write_text(sheet, "utf-8")
    return snapshot_of(load(tmp_path / "knowledge")).passages.search(
        "how many minutes after the last message"
    )[0]


def test_the_marks_of_the_document_are_gone_and_the_words_are_marked(found: FoundPassage) -> None:
    shown = marked_text(found).replace(OPENING, "<").replace(CLOSING, ">")

    assert "**30 minutes**" in found.citation.text
    assert "The channel remains open for 30 <minutes> after your <last> <message>." in shown.split("\n")


def test_the_pieces_are_the_text_again(found: FoundPassage) -> None:
    text = marked_text(found)

    assert "".join(piece for piece, _ in pieces(text)) == text.replace(OPENING, "").replace(CLOSING, "")
    assert "minutes" in [piece for piece, marked in pieces(text) if marked]


@each_row("room", [60, 100, 150, 220, 400])
def test_what_has_no_room_is_cut_and_never_too_long(found: FoundPassage, room: int) -> None:
    block = passage_blocks([found, found], room)

    assert units(block) <= room
    assert block.count("**") % 2 == 0
    assert OPENING not in block
    assert CLOSING not in block
