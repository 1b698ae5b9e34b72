"""A sheet that was replaced leaves no trace in memory, without the help of the garbage collector."""

import gc
from pathlib import Path

from bot.services.asking import ask
from bot.services.snapshot import snapshot_of
from bot.sheets.knowledge import load


def test_nothing_of_a_replaced_snapshot_is_in_a_circle(home: Path) -> None:
    first = snapshot_of(load(home / "knowledge"))
    ask(first, "how tall is the lamp")  # what is read when first needed is there by then
    gc.collect()
    gc.disable()
    try:
        snapshot = snapshot_of(load(home / "knowledge"))
        for question in ("how tall is the lamp", "who built it", "lamps and towers"):
            ask(snapshot, question)
        snapshot.passages.prepare()
        del snapshot
        left = gc.collect()
    finally:
        gc.enable()

    assert left == 0
