"""What many tests need: a small sheet in real files, and the briefing it makes."""

import gc
import os
import shutil
import signal
from collections.abc import Generator, Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any

import hypothesis
import pytest
from hypothesis import settings

from bot.domain.briefing import Briefing
from bot.services.snapshot import Snapshot, snapshot_of
from bot.sheets.knowledge import load
from tests.thorough import THOROUGH, tries

SOURCE = """The lighthouse at Hollow Point

The lighthouse at Hollow Point was lit for the first time on 4 May 1871. Its lamp stands 42 metres
above the sea. Keeper Ada Brandt said: “We never missed a night.”

The harbour board plans to open the tower to visitors in 2031. Critics call the plan too dear.
"""

SHEET = """title: The lighthouse at Hollow Point
sources:
  paper:
    file: seeds/lighthouse.txt
    title: The lighthouse at Hollow Point
    publisher: Coast Post
    published: 2024-06-01
vocabulary:
  - [lighthouse, beacon tower]
facts:
  - id: first-lit
    topic: history
    question: When was the lighthouse first lit?
    also: [when did the lighthouse open, first night of the lamp, year the lighthouse was lit]
    answer: It was lit for the first time on 4 May 1871.
    quotes: [{source: paper, text: was lit for the first time on 4 May 1871}]
    as_of: 2024-06-01
    related: [lamp-height]
  - id: lamp-height
    topic: building
    question: How high is the lamp above the sea?
    also: [height of the lamp, how many metres above the sea, how tall is the lamp]
    answer: The lamp stands 42 metres above the sea.
    quotes: [{source: paper, text: Its lamp stands 42 metres above the sea}]
  - id: never-missed
    topic: history
    question: Did the keepers ever miss a night?
    also: [what did Ada Brandt say, how reliable were the keepers]
    answer: Keeper Ada Brandt said that they never missed a night.
    kind: claim
    said_by: Ada Brandt
    quotes: [{source: paper, text: We never missed a night.}]
  - id: visitors
    topic: plans
    question: When will the tower open to visitors?
    also: [can I visit the tower, is the tower open to the public]
    answer: The harbour board plans to open the tower to visitors in 2031.
    kind: plan
    said_by: the harbour board
    quotes: [{source: paper, text: plans to open the tower to visitors in 2031}]
open_questions:
  - id: architect
    question: Who built the lighthouse?
    also: [who was the architect, name of the builder]
    note: No builder or architect is named.
    see: [first-lit]
"""


MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes its own safe folder in it
PLENTY = 2**30

# How long an example takes says how busy the machine is; a test that hangs has its limit from pytest-timeout.
# The same examples each time: no change is refused for what chance finds; `bench fuzz` leaves it to chance.
# (The lowest hypothesis that is admitted finds its own examples flaky then.)
CHANCE = "FUZZ_EXAMPLES" in os.environ or hypothesis.__version_info__ < (6, 130)
if not (CHANCE or THOROUGH):
    from hypothesis.internal.conjecture import providers  # the lowest has none

    # Nor for a number in the program: all of them would be examples too, and take a second to be found.
    vars(providers)["_get_local_constants"] = lambda: vars(providers)["_local_constants"]
settings.register_profile("steady", deadline=None, derandomize=not CHANCE)
settings.load_profile("steady")


# Who makes something once for a process that takes as long as many tests: a program to be forked, the index
# of the shipped sheet, the forms of questions.
LASTING = (
    "tests.forked_process",
    "tests.e2e.processes",
    "tests.shipped_sheet",
    "bot.domain.drafting.drafting",
    "bot.domain.drafting.question_writing",
    "bot.services.authoring",
    "bot.services.gaps",
)


def pytest_configure() -> None:
    """Files lie in memory where there is plenty of it: no test is about a disk, and none waits for one."""
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > PLENTY:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.hookimpl(optionalhook=True)  # also where it is not installed
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: a few tests wait for a lock, a heartbeat or a closed connection."""
    return (os.cpu_count() or 1) + 1


LONG = ("waits", "slow")  # the marks of tests that take seconds
WORKERS = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Each worker begins elsewhere in a folder: what one of a fresh clone has compiled the others load.

    Only where pytest-randomly puts everything into one order afterwards.
    """
    report = yield
    if isinstance(collector, pytest.Dir) and collector.config.getoption("randomly_reorganize", default=False):
        begin = len(report.result) * WORKER // WORKERS
        report.result = [*report.result[begin:], *report.result[:begin]]
    return report


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Properties try as many examples as the run has time for."""
    for item in items:
        test: Any = getattr(item, "obj", None)
        if wanted := getattr(test, "_hypothesis_internal_use_settings", None):
            fewer = settings(wanted, max_examples=tries(wanted.max_examples))
            test._hypothesis_internal_use_settings = fewer
    items[:] = _dealt(items, WORKERS)


def _dealt(items: Sequence[pytest.Item], workers: int) -> Iterator[pytest.Item]:
    """As many for each worker: one begins with what is made once, the others with what takes long.

    The short ones are left for the end, when whoever is done takes over from the others.
    """
    shared = sorted((item for item in items if _shared(item) < len(LASTING)), key=_shared)
    others = sorted((item for item in items if _shared(item) == len(LASTING)), key=_length)
    long = [item for item in others if _length(item) < len(LONG)]
    short, unsent, rest = iter(others[len(long) :]), len(items), max(1, workers - 1)
    beginnings = (shared, *(long[at::rest] for at in range(rest)))
    for left, first in zip(range(rest + 1, 0, -1), beginnings, strict=True):
        share = max(unsent // left, len(first))
        yield from (*first, *islice(short, share - len(first)))
        unsent -= share
    yield from short


def _length(item: pytest.Item) -> int:
    return next((place for place, mark in enumerate(LONG) if item.get_closest_marker(mark)), len(LONG))


def _shared(item: pytest.Item) -> int:
    """Tests that use what is made once stand together, so that few workers have to make it."""
    return _rank(getattr(item, "module", None))


@cache
def _rank(module: ModuleType | None) -> int:
    used = {getattr(value, "__module__", "") for value in vars(module).values()} if module else ()
    return next((place for place, name in enumerate(LASTING) if name in used), len(LASTING))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is loaded for the tests stays to the end: nobody need look for garbage in it, nor often."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(100_000, 20, 20)
        gc.enable()


def furnish(folder: Path) -> Path:
    """A folder as an operator has it: knowledge/ and seeds/ with one small briefing."""
    (folder / "knowledge").mkdir()
    (folder / "seeds").mkdir()
    (folder / "knowledge" / "lighthouse.yaml").write_text(SHEET, encoding="utf-8")
    (folder / "seeds" / "lighthouse.txt").write_text(SOURCE, encoding="utf-8")
    return folder


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Children hear Ctrl-C and a closed terminal, also where the tests run in the background or by nohup."""
    interrupted = signal.signal(signal.SIGINT, signal.default_int_handler)
    hung_up = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGINT, interrupted)
    signal.signal(signal.SIGHUP, hung_up)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return furnish(tmp_path)


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The small briefing, indexed; nobody can change it, so one is enough for all."""
    return snapshot_of(load(furnish(tmp_path_factory.mktemp("lighthouse")) / "knowledge"))


@pytest.fixture(scope="session")
def briefing(snapshot: Snapshot) -> Briefing:
    return snapshot.briefing
