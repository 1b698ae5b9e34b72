"""The table in docs/replies.md tells what a member without embeds sees; `make snapshots` renews it."""

from pathlib import Path

from tests.snapshots.album import ADVICE, RENEWED
from tests.snapshots.reply_table import HEAD, replies, table, words

DOC = Path(__file__).parents[1] / "docs" / "replies.md"


def test_every_row_of_the_table_is_what_the_bot_sends() -> None:
    text, _, rows = DOC.read_text("utf-8").partition(HEAD)
    if RENEWED:
        DOC.write_text(f"{text}{table()}", "utf-8")
        return

    assert rows
    assert set(rows.splitlines()) <= set(table().splitlines()), f"docs/replies.md differs; {ADVICE}"


def test_every_reply_says_something_outside_of_embeds() -> None:
    bodies = [(reply.name, body) for reply in replies() for body in reply.bodies]

    assert len(bodies) > 50
    assert [name for name, body in bodies if body.get("embeds") or not words(body)] == []
