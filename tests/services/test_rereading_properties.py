"""Whatever becomes of the files, who reads them again knows the same as who reads them for the first time."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from bot.domain.briefing import packed
from bot.domain.sheet_state import TaughtWay
from bot.errors import Problem, SheetError
from bot.services.asking import Reply, ask
from bot.services.snapshot import Snapshot, snapshot_of
from bot.sheets.knowledge import load, load_sheet, read
from tests.conftest import SHEET, SOURCE
from tests.database.samples import NOON
from tests.thorough import THOROUGH, some_of

ISLAND = """The island has 312 people. A ferry leaves the mainland at nine. The ferry takes forty minutes.

In winter the island's ferry does not sail on Sundays.
"""
FERRY = """sources:
  isle: {file: seeds/island.txt, title: The island, published: 2024-07-01}
vocabulary: [[ferry, boat]]
facts:
  - id: people
    topic: island
    question: How many people live on the island?
    also: [population of the island, how many live there]
    answer: The island has 312 people.
    quotes:
      - {source: isle, text: The island has 312 people.}
  - id: ferry-time
    topic: island
    question: How long does the ferry take?
    also: [duration of the ferry, ferry minutes]
    answer: The ferry takes forty minutes.
    quotes: [{source: isle, text: The ferry takes forty minutes.}]
    related: [people]
ignore: [{source: isle, text: A ferry leaves the mainland at nine., reason: It is told on the pier.}]
withdrawn: [{id: winter, date: 2024-08-01, reason: It sails now.}]
"""
LEARNED = """learned:
  people: [how many islanders are there]
  architect: [who drew the tower]
"""
FILES = {
    "knowledge/lighthouse.yaml": SHEET,
    "knowledge/island.yaml": FERRY,
    "knowledge/learned/ways.yaml": LEARNED,
    "seeds/lighthouse.txt": SOURCE,
    "seeds/island.txt": ISLAND,
}
QUESTIONS = (
    "how tall is the lamp", "when was the beacon tower lit", "who drew the tower", "ferry minutes",
    "how long is the boat", "does it sail on sundays in winter", "who built it", "hello", "people",
    "how many poeple live there and how high is the lamp", "may one go up", "critics of the plan",
)  # fmt: skip
SWAPS = (
    ("metres", "feet"), ("The lamp", "The light"), ("question: How", "question: Tell me how"),
    ("title: The island", "title: An isle"), ("id: people", "id: islanders"), ("[people]", "[first-lit]"),
    ("ferry, boat", "ferry, boat, ship"), ("forty", "40"), ("the plan", "that plan"), ("312", "313"),
    ("seeds/island.txt", "seeds/lighthouse.txt"), ("  isle:", "  paper:"), ("topic: island", "topic: sea"),
    ("who drew", "may one go up"), ("[first-lit]", "[nowhere]"), ("quotes:", "quote:"), ("2024", "2025"),
    (" a ", " the "), ("title:", "titel:"), ("\n", "\n\n"), ("A ferry", "A slow ferry"),
    ("architect", "people"),
)  # fmt: skip
TAUGHT = st.sampled_from([(), (TaughtWay("people", "may one go up", None, NOON),)])


@dataclass(frozen=True)
class Edit:
    """What somebody does to one file."""

    file: str
    swap: tuple[str, str] | None = None
    line: int | None = None
    remove: bool = False

    def make(self, home: Path) -> None:
        file = home / self.file
        if self.remove:
            return file.unlink(missing_ok=True)
        text = file.read_text("utf-8") if file.exists() and (self.swap or self.line) else FILES[self.file]
        if self.swap:
            text = text.replace(*self.swap)
        if self.line:
            lines = text.splitlines(keepends=True)
            text = "".join(lines[: self.line] + lines[self.line + 1 :])
        file.write_text(text, "utf-8")
        return None


NAMES = st.sampled_from(sorted(FILES))
EDITS = st.one_of(
    st.builds(Edit, NAMES, st.sampled_from(SWAPS)),
    st.builds(Edit, NAMES, line=st.integers(1, 40)),
    st.builds(Edit, NAMES),
    st.builds(Edit, NAMES, remove=st.booleans()),
)


@settings(max_examples=80 if THOROUGH else 50)
@given(st.lists(st.tuples(EDITS, TAUGHT), min_size=1, max_size=6))
def test_reading_again_is_as_good_as_reading_anew(edits: list[tuple[Edit, tuple[TaughtWay, ...]]]) -> None:
    with TemporaryDirectory() as folder:
        home = Path(folder)
        furnish(home)
        served = snapshot_of(read(home / "knowledge"))
        served.prepare()
        for edit, taught in edits:
            edit.make(home)
            served = read_again(home, served, taught)


def read_again(home: Path, served: Snapshot, taught: tuple[TaughtWay, ...]) -> Snapshot:
    """As a reload does, held against a program that has just started."""
    problems = problems_of(home)
    event("broken" if problems else "served")
    if problems:
        with pytest.raises(SheetError) as raised:
            read(home / "knowledge", before=served.reading)
        assert raised.value.problems == problems
        return served
    again = snapshot_of(read(home / "knowledge", before=served.reading), taught=taught, before=served)
    fresh = snapshot_of(load(home / "knowledge"), taught=taught)
    again.prepare()
    assert list(packed(again.briefing)) == list(packed(fresh.briefing))
    assert again.version == fresh.version
    assert list(columns(again)) == list(columns(fresh))
    asked = some_of(QUESTIONS, 6)
    assert [told(ask(again, each)) for each in asked] == [told(ask(fresh, each)) for each in asked]
    return again


def problems_of(home: Path) -> tuple[Problem, ...]:
    try:
        load_sheet(home / "knowledge")
    except SheetError as error:
        return error.problems
    return ()


def columns(snapshot: Snapshot) -> Iterator[tuple[str, list[float]]]:
    """All figures of both indexes."""
    for index in (snapshot.matcher._index, snapshot.passages._index._index):
        for part in (index.rows, index.postings, index.wording):
            for name in part.__slots__:
                if isinstance(column := getattr(part, name), np.ndarray):
                    yield name, column.tolist()
        yield "words", list(map(hash, index.wording.words))


def told(reply: Reply) -> object:
    found = reply.snapshot.passages.search(reply.question)
    return reply.answer, reply.ranking, reply.passages, found, tuple(map(told, reply.more))


def furnish(home: Path) -> None:
    for name, text in FILES.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(text, "utf-8")


def test_what_has_not_changed_is_the_very_same(tmp_path: Path) -> None:
    furnish(tmp_path)
    served = snapshot_of(read(tmp_path / "knowledge"))
    served.prepare()

    again = read(tmp_path / "knowledge", before=served.reading)

    assert again is served.reading
    assert snapshot_of(again, served.thresholds, before=served) is served


def test_a_file_alone_is_read_anew_when_it_alone_has_changed(tmp_path: Path) -> None:
    furnish(tmp_path)
    served = snapshot_of(read(tmp_path / "knowledge"))
    served.prepare()
    Edit("knowledge/island.yaml", ("312", "312")).make(tmp_path)
    Edit("knowledge/island.yaml", ("How long", "For how long")).make(tmp_path)

    again = snapshot_of(read(tmp_path / "knowledge", before=served.reading), before=served)

    same = {name for name, part in again.reading.parts.items() if part in list(served.reading.parts.values())}
    assert {Path(name).name for name in again.reading.parts.keys() - same} == {"island.yaml"}
    assert again.written.facts["visitors"] is served.written.facts["visitors"]
    assert again.written.citations["people"] == served.written.citations["people"]
    assert again.passages is served.passages


def test_another_document_leaves_the_others_as_they_were_cut(tmp_path: Path) -> None:
    furnish(tmp_path)
    served = snapshot_of(read(tmp_path / "knowledge"))
    served.prepare()
    Edit("seeds/island.txt", ("Sundays", "Mondays")).make(tmp_path)

    again = snapshot_of(read(tmp_path / "knowledge", before=served.reading), before=served)

    assert again.passages is not served.passages
    assert again.written.documents["paper"] is served.written.documents["paper"]
    assert "Mondays" in again.passages.search("sail on Mondays")[0].citation.text
