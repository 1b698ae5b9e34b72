"""Each variant of the ablation finds what it switches off."""

from pathlib import Path

from bench.ablation import Variant, variants
from bot.services.asking import ask


def test_conflicts_are_missing_where_they_are_switched_off_and_nowhere_else(home: Path) -> None:
    without = {variant.name for variant in variants(home / "knowledge") if not conflicts(variant)}

    assert without == {"without conflicts", "with neither"}


def conflicts(variant: Variant) -> bool:
    with variant.patched():
        reply = ask(variant.snapshot(), "Who does not own the lighthouse?")
    return bool(reply.ranking.matches[0].conflicts)
