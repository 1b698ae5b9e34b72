"""An earlier sheet answers again as it did, and stays until the files change or somebody reloads."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.database import kept_sheets
from bot.database.connection import Database
from bot.database.database_file import edit_database
from bot.database.sheet_state import read_sheet_state
from bot.domain.answering import Found, Thresholds
from bot.domain.briefing import packed, unpacked
from bot.errors import InputError
from bot.services.asking import ask
from bot.services.reload import Rejected, Reloaded, ReloadEffect, Reloader, ReloadPolicy
from bot.services.rollback import NotKept, Rollback, RolledBack
from bot.services.serving import Serving
from bot.services.snapshot import Snapshot, Snapshots, load_snapshot
from bot.services.teaching import Lesson, Taught, Teaching
from bot.sheets.knowledge import RULES
from bot.ui.texts.rollback import details, headline
from tests.database.samples import NOON

LAMP = "how tall is the lamp"
Edit = Callable[[str, str], None]


@dataclass
class Shelf:
    """A reloader with its rollback at work on the small sheet; each look at the clock is a second later."""

    home: Path
    snapshots: Snapshots
    reloader: Reloader
    rollback: Rollback
    database: Database

    def answer(self, question: str = LAMP) -> str:
        answer = ask(self.snapshots.current, question).answer
        assert isinstance(answer, Found)
        return self.snapshots.current.briefing.facts[answer.best.id].answer

    async def reload(self) -> ReloadEffect:
        report = await self.reloader.reload()
        assert isinstance(report, Reloaded)
        return report.effect

    async def back(self, version: str | None = None) -> RolledBack:
        report = await self.rollback.rollback(version)
        assert isinstance(report, RolledBack)
        return report

    def restarted(self) -> Snapshot:
        """What a bot that starts now would serve."""
        state = read_sheet_state(self.database.path)
        return load_snapshot(self.home / "knowledge", Thresholds(), state=state)


@pytest.fixture
async def shelf(home: Path, snapshot: Snapshot, database: Database) -> Shelf:
    times = iter(range(10_000))

    def clock() -> datetime:
        return NOON + timedelta(seconds=next(times))

    snapshots = Snapshots(snapshot)
    reloader = Reloader(snapshots, ReloadPolicy(home / "knowledge", 20, 50), clock, database)
    await reloader.serving.remember()
    rollback = Rollback(reloader.serving, home / "knowledge", RULES)
    return Shelf(home, snapshots, reloader, rollback, database)


@pytest.fixture
def edit(home: Path) -> Edit:
    sheet = home / "knowledge" / "lighthouse.yaml"

    def change(old: str, new: str) -> None:
        text = sheet.read_text(encoding="utf-8")
        assert old in text
        sheet.write_text(text.replace(old, new), encoding="utf-8")

    return change


OLD, NEW = "answer: The lamp stands 42 metres above the sea.", "answer: It stands 42 metres up."


async def test_the_sheet_before_answers_again_as_it_did(shelf: Shelf, edit: Edit, snapshot: Snapshot) -> None:
    edit(OLD, NEW)
    await shelf.reload()
    between = shelf.answer()

    report = await shelf.back()

    assert between == "It stands 42 metres up."
    assert shelf.answer() == "The lamp stands 42 metres above the sea."
    assert shelf.snapshots.current.briefing == snapshot.briefing
    assert report.trial.revision.facts.changed == ("lamp-height",)


async def test_a_second_rollback_returns_and_a_version_can_be_named(shelf: Shelf, edit: Edit) -> None:
    first = shelf.snapshots.current.version
    edit(OLD, NEW)
    await shelf.reload()
    edit(NEW, "answer: It stands 42 metres high.")
    await shelf.reload()

    await shelf.back()
    second = shelf.answer()
    await shelf.back()
    third = shelf.answer()
    await shelf.back(first)

    assert [second, third] == ["It stands 42 metres up.", "It stands 42 metres high."]
    assert shelf.snapshots.current.version == first


async def test_it_holds_over_a_restart_until_the_files_change(shelf: Shelf, edit: Edit) -> None:
    first = shelf.snapshots.current.version
    edit(OLD, NEW)
    await shelf.reload()

    await shelf.back()
    restarted = shelf.restarted()
    edit(NEW, "answer: It stands 42 metres high.")
    after = shelf.restarted()

    assert restarted.version == first
    assert after.version not in {first, shelf.snapshots.current.version}


async def test_it_holds_over_a_restart_with_broken_files_until_they_change(shelf: Shelf, edit: Edit) -> None:
    first = shelf.snapshots.current.version
    edit(OLD, NEW)
    await shelf.reload()
    edit("topic: plans", "topc: plans")
    broken = await shelf.reloader.reload()

    await shelf.back()
    restarted = shelf.restarted()

    assert isinstance(broken, Rejected)
    assert restarted.version == first


async def test_somebody_who_reloads_ends_it(shelf: Shelf, edit: Edit) -> None:
    edit(OLD, NEW)
    await shelf.reload()
    await shelf.back()

    effect = await shelf.reload()

    assert effect is ReloadEffect.APPLIED
    assert shelf.answer() == "It stands 42 metres up."
    assert await kept_sheets.held(shelf.database) is None
    assert shelf.restarted().version == shelf.snapshots.current.version


async def test_what_was_taught_stays_taught(shelf: Shelf, edit: Edit) -> None:
    edit(OLD, NEW)
    await shelf.reload()
    teaching = Teaching(shelf.reloader.serving, shelf.rollback.path, shelf.database)
    taught = await teaching.teach(Lesson("how elevated is the glow", "lamp-height"), None)

    await shelf.back()

    assert isinstance(taught, Taught)
    assert shelf.answer("how elevated is the glow") == "The lamp stands 42 metres above the sea."
    assert shelf.restarted().version == shelf.snapshots.current.version


async def test_without_another_sheet_nothing_changes(shelf: Shelf) -> None:
    before = shelf.snapshots.current

    nothing = await shelf.rollback.rollback()
    unknown = await shelf.rollback.rollback("0123456789")

    assert nothing == NotKept(None, ())
    assert unknown == NotKept("0123456789", ())
    assert shelf.snapshots.current is before


async def test_versions_are_told_as_they_are_kept_and_with_what_was_taught(shelf: Shelf, edit: Edit) -> None:
    first = shelf.snapshots.current.version
    edit(OLD, NEW)
    await shelf.reload()
    second = shelf.snapshots.current.version
    plain = [line for line in details(await shelf.back(), str) if "taught" in line]
    teaching = Teaching(shelf.reloader.serving, shelf.rollback.path, shelf.database)
    await teaching.teach(Lesson("how elevated is the glow", "lamp-height"), None)

    report = await shelf.back()

    assert plain == []
    assert headline(report) == f"Version {second} answers again, in place of {first}."
    assert f"Together with what was taught, it is version {shelf.snapshots.current.version}." in details(
        report, str
    )


async def test_a_rollback_at_a_terminal_is_taken_up(shelf: Shelf, edit: Edit) -> None:
    first = shelf.snapshots.current.version
    edit(OLD, NEW)
    await shelf.reload()
    async with edit_database(shelf.database.path) as other:
        serving = Serving(Snapshots(shelf.snapshots.current), lambda: NOON, other, 0)
        await Rollback(serving, shelf.home / "knowledge", RULES).rollback(first)

    await shelf.reloader.serving.take_up()

    assert shelf.snapshots.current.version == first


async def test_ten_sheets_are_kept_and_the_held_one(shelf: Shelf, edit: Edit) -> None:
    text = OLD
    for number in range(12):
        fresh = f"answer: It stands {number} steps and 42 metres up."
        edit(text, fresh)
        text = fresh
        await shelf.reload()

    kept = await kept_sheets.kept(shelf.database)

    assert len(kept) == kept_sheets.MOST_KEPT
    assert kept[0].version == shelf.snapshots.current.version


async def test_a_sheet_that_cannot_be_read_any_more_is_told_so(shelf: Shelf, edit: Edit) -> None:
    edit(OLD, NEW)
    await shelf.reload()
    before = shelf.snapshots.current
    async with shelf.database.transaction() as transaction:
        await transaction.run("UPDATE kept_sheets SET content = x'00'")

    with pytest.raises(InputError):
        await shelf.rollback.rollback()

    assert shelf.snapshots.current is before


def test_a_kept_briefing_is_the_same_briefing(snapshot: Snapshot) -> None:
    assert unpacked(b"".join(packed(snapshot.briefing))) == snapshot.briefing
