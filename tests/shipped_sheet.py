"""The shipped briefing, indexed once for all tests that ask it."""

from functools import cache
from pathlib import Path

from bot.matching.results import Record
from bot.services.snapshot import Snapshot, records, snapshot_of
from bot.sheets.knowledge import load

KNOWLEDGE = Path(__file__).parents[1] / "knowledge"


@cache
def shipped() -> Snapshot:
    return snapshot_of(load(KNOWLEDGE))


@cache
def shipped_records() -> tuple[Record, ...]:
    return tuple(records(shipped().briefing))


@cache
def phrasings_of_one() -> tuple[tuple[str, str], ...]:
    """Every phrasing that no other record has as well, with the id of its record."""
    owners: dict[str, set[str]] = {}
    for record in shipped_records():
        for phrasing in record.phrasings:
            owners.setdefault(phrasing, set()).add(record.id)
    return tuple((phrasing, min(ids)) for phrasing, ids in sorted(owners.items()) if len(ids) == 1)
