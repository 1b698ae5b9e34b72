"""Figures in golden files, which are the same but for what another machine rounds otherwise."""

import json
from collections.abc import Mapping, Sequence

import pytest

from tests.snapshots.album import ADVICE, HERE, RENEWED


def hold_figures(story: str, found: Mapping[str, Sequence[float]]) -> None:
    """The file of the story holds these rows, or does so from now on."""
    file = HERE / "signals" / f"{story}.json"
    rows = {name: [round(float(each), 4) for each in row] for name, row in found.items()}
    if RENEWED:
        lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(row)}" for name, row in rows.items())
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"{{\n{lines}\n}}\n", "utf-8")
    kept = json.loads(file.read_text("utf-8"))

    assert list(rows) == list(kept), f"{file.name} has other rows; {ADVICE}"
    differing = [name for name in rows if rows[name] != pytest.approx(kept[name], abs=1e-3, rel=1e-3)]
    assert not differing, f"{file.name} has other figures; {ADVICE}"
