"""The snapshot that most bots of the tests begin with is the one that they would make."""

from pathlib import Path

import pytest

from bot.app import first_snapshot
from bot.settings.reading import read_settings
from bot.settings.settings import reading_rules
from tests.e2e.small_sheet import first_of


@pytest.mark.parametrize("change", ["", "\n# of somebody's own\n", "\nignore: []\n"])
def test_what_is_at_hand_is_what_a_start_makes(home: Path, change: str) -> None:
    with (home / "knowledge" / "lighthouse.yaml").open("a", encoding="utf-8") as file:
        file.write(change)
    variables = {"KNOWLEDGE__PATH": "knowledge", "DATABASE__PATH": "data/bot.sqlite3"}
    settings = read_settings(None, {f"BOT_{name}": str(home / path) for name, path in variables.items()})
    rules = reading_rules(settings, None)

    at_hand, made = first_of(settings, rules), first_snapshot(settings, rules)

    assert at_hand.briefing == made.briefing
    assert at_hand.reading == made.reading
    assert (at_hand.thresholds, at_hand.meaning) == (made.thresholds, made.meaning)
    assert at_hand.telling_terms("how tall is the lamp") == made.telling_terms("how tall is the lamp")
