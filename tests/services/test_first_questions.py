"""After the start nothing is left to be read of English when somebody asks."""

import inspect
import json
import sys
from collections.abc import Iterator
from functools import _lru_cache_wrapper
from itertools import islice
from pathlib import Path

from bot.services.asking import ask
from bot.services.digest import zones
from bot.services.first_questions import ask_first
from bot.services.snapshot import snapshot_of
from bot.sheets.knowledge import load
from tests.thorough import tries

EXAMS = Path("tests/exams")


def tables() -> Iterator[tuple[str, "_lru_cache_wrapper[object]"]]:
    """What is made once and depends on nothing."""
    for name, module in tuple(sys.modules.items()):
        if name.startswith("bot.matching"):
            for made in vars(module).values():
                if isinstance(made, _lru_cache_wrapper) and not inspect.signature(made).parameters:
                    yield f"{made.__module__}.{made.__name__}", made


def asked() -> Iterator[str]:
    """Some questions of every exam, most of them about other briefings."""
    for exam in sorted(EXAMS.glob("*.jsonl")):
        with exam.open() as lines:
            yield from (json.loads(line)["q"] for line in islice(lines, tries(36)))


def test_the_time_zones_are_read_before_anybody_names_one(home: Path) -> None:
    for table in (zones._every_zone, zones.named_zones, zones.zone_names):
        table.cache_clear()
    ask_first(snapshot_of(load(home / "knowledge")))
    read = zones._every_zone.cache_info().misses, zones.named_zones.cache_info().misses

    found = zones.zones_like("berl"), zones.zone("Tokyo").key

    assert (found[0][0], found[1]) == ("Europe/Berlin", "Asia/Tokyo")
    assert (zones._every_zone.cache_info().misses, zones.named_zones.cache_info().misses) == read


def test_what_is_known_of_english_is_read_before_anybody_asks(home: Path) -> None:
    snapshot = snapshot_of(load(home / "knowledge"))
    for _, table in tables():
        table.cache_clear()
    snapshot.prepare()
    ask_first(snapshot)
    made = {name: table.cache_info().misses for name, table in tables()}

    for question in asked():
        ask(snapshot, question)

    late = {name for name, table in tables() if table.cache_info().misses > made.get(name, 0)}
    assert late == set()
