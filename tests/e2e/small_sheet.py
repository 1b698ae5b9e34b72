"""The first snapshot of a bot over the small sheet, indexed once for all tests that begin with it."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.app import first_snapshot
from bot.services.snapshot import Snapshot, load_snapshot
from bot.settings.settings import KnowledgeSettings, MatchingSettings, Settings
from bot.sheets.documents import ReadingRules, shown
from bot.sheets.knowledge import Reading
from tests.conftest import SHEET, SOURCE, furnish


def first_of(settings: Settings, rules: ReadingRules) -> Snapshot:
    """As a start with a new database makes it; where it would be that of the small sheet, it is at hand."""
    if not _is_small(settings):
        return first_snapshot(settings, rules)
    ready, name = _indexed(), shown(settings.knowledge.path / "lighthouse.yaml")
    (part,) = ready.reading.parts.values()
    reading = Reading(ready.written, {name: replace(part, files=(name,))})
    return replace(ready, reading=reading, rehearsed={})


def _is_small(settings: Settings) -> bool:
    folder = settings.knowledge.path
    as_usual = (
        settings.knowledge == KnowledgeSettings(path=folder) and settings.matching == MatchingSettings()
    )
    return (
        as_usual
        and [*folder.glob("**/*")] == [folder / "lighthouse.yaml"]
        and _holds(folder / "lighthouse.yaml", SHEET)
        and _holds(folder.parent / "seeds" / "lighthouse.txt", SOURCE)
    )


def _holds(file: Path, text: str) -> bool:
    return file.is_file() and file.read_bytes() == text.encode()


@cache
def _indexed() -> Snapshot:
    with TemporaryDirectory() as folder:
        home = furnish(Path(folder))
        snapshot = load_snapshot(home / "knowledge", MatchingSettings().thresholds)
    snapshot.prepare()
    return snapshot
