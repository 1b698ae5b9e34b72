"""The composition root: settings in, running parts out; the only place that knows them all."""

from bot.services.library import Snapshot, snapshot
from bot.settings import Settings
from bot.storage.knowledge import load


def load_snapshot(settings: Settings) -> Snapshot:
    """The briefing, checked and indexed; SheetError says all that is wrong with it."""
    return snapshot(load(settings.knowledge.path), settings.matching.thresholds)
