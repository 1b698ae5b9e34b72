"""Whatever is done to the files, a reload ends in a report, and either the old or the new sheet answers."""

import asyncio
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.services.curating import Curator, Effect, Policy, Refused
from bot.services.library import Library, Snapshot
from tests.conftest import SHEET
from tests.database.samples import NOON

BROKEN = Path(__file__).parents[1] / "sheets" / "broken_sheets"
MARKS = st.sampled_from(
    ["", "\n", "- ", ": ", "{", "}", "[", "*x", "&x ", "\t", "'", '"', "#", "\x00", "é", "facts:\n"]
)
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@QUICK
@given(st.integers(0, len(SHEET)), st.integers(0, 60), MARKS)
def test_no_mistake_in_a_file_ends_in_anything_but_a_report(
    home: Path, shelf: Snapshot, at: int, length: int, mark: str
) -> None:
    library = Library(shelf)
    (home / "knowledge" / "lighthouse.yaml").write_text(SHEET[:at] + mark + SHEET[at + length :], "utf-8")

    report = asyncio.run(Curator(library, Policy(home / "knowledge", 100, 0), lambda: NOON).reload())

    if isinstance(report, Refused):
        assert report.problems
        assert library.current is shelf
    else:
        assert library.current is report.trial.shelf
        assert (report.effect is Effect.UNCHANGED) is (library.current.version == shelf.version)


@pytest.mark.parametrize("folder", sorted(BROKEN.iterdir()), ids=lambda folder: folder.name)
async def test_a_broken_sheet_never_takes_the_place_of_a_good_one(shelf: Snapshot, folder: Path) -> None:
    library = Library(shelf)

    report = await Curator(library, Policy(folder, 100, 0), lambda: NOON).reload()

    assert isinstance(report, Refused)
    assert report.version == shelf.version
    assert library.current is shelf
