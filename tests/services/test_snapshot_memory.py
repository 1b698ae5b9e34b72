"""A sheet that was replaced leaves no trace in memory, without the help of the garbage collector."""

import gc
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.services.asking import ask
from bot.services.snapshot import Snapshots, collector_at_rest, let_go, snapshot_of
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
        snapshot.prepare()
        del snapshot
        left = gc.collect()
    finally:
        gc.enable()

    assert left == 0


class Circle:
    """Garbage that only the collector finds, as every interaction is for discord.py."""

    def __init__(self) -> None:
        self.itself = self


def test_garbage_is_not_kept_with_a_new_snapshot(home: Path) -> None:
    snapshot_of(load(home / "knowledge"))
    garbage = weakref.ref(Circle())

    snapshot_of(load(home / "knowledge"))
    gc.collect()

    assert garbage() is None


def test_a_replaced_snapshot_is_gone_at_once(home: Path) -> None:
    snapshots = Snapshots(snapshot_of(load(home / "knowledge")))
    ask(snapshots.current, "how tall is the lamp")
    snapshots.current.prepare()
    replaced = weakref.ref(snapshots.current.matcher)

    snapshots.replace(snapshot_of(load(home / "knowledge")))

    assert replaced() is None


def test_what_is_let_go_is_gone_and_nobody_elses_is_touched(home: Path) -> None:
    kept, left = snapshot_of(load(home / "knowledge")), [snapshot_of(load(home / "knowledge"))]
    gone = weakref.ref(left[0].matcher)
    before = ask(kept, "how tall is the lamp").ranking

    let_go(left)
    let_go([kept])

    assert gone() is None
    assert ask(kept, "how tall is the lamp").ranking == before


def test_a_prepared_snapshot_answers_the_same(home: Path) -> None:
    prepared, plain = snapshot_of(load(home / "knowledge")), snapshot_of(load(home / "knowledge"))
    prepared.prepare()

    for question in ("how tal is the lmap", "hello", "who built it"):
        assert ask(prepared, question).ranking == ask(plain, question).ranking


@pytest.fixture
def collector() -> Iterator[None]:
    yield
    gc.enable()


@pytest.mark.usefixtures("collector")
@pytest.mark.parametrize("before", [gc.enable, gc.disable])
def test_the_collector_rests_and_is_as_it_was_before(before: Callable[[], None]) -> None:
    before()
    was_on = gc.isenabled()

    with collector_at_rest():
        rested = not gc.isenabled()

    assert rested
    assert gc.isenabled() == was_on
