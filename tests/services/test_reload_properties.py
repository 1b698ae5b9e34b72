"""Whatever is done to the files, a reload ends in a report, and either the old or the new sheet answers."""

import asyncio
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.services.reload import Rejected, ReloadEffect, Reloader, ReloadPolicy
from bot.services.snapshot import Snapshot, Snapshots
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
    home: Path, snapshot: Snapshot, at: int, length: int, mark: str
) -> None:
    snapshots = Snapshots(snapshot)
    (home / "knowledge" / "lighthouse.yaml").write_text(SHEET[:at] + mark + SHEET[at + length :], "utf-8")

    report = asyncio.run(Reloader(snapshots, ReloadPolicy(home / "knowledge", 100, 0), lambda: NOON).reload())

    if isinstance(report, Rejected):
        assert report.problems
        assert snapshots.current is snapshot
    else:
        assert snapshots.current is report.trial.snapshot
        assert (report.effect is ReloadEffect.UNCHANGED) is (snapshots.current.version == snapshot.version)


async def test_a_broken_sheet_never_takes_the_place_of_a_good_one(snapshot: Snapshot) -> None:
    snapshots = Snapshots(snapshot)

    for folder in sorted(BROKEN.iterdir()):
        report = await Reloader(snapshots, ReloadPolicy(folder, 100, 0), lambda: NOON).reload()

        assert isinstance(report, Rejected), folder
        assert report.version == snapshot.version, folder
        assert snapshots.current is snapshot, folder
