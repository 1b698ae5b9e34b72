"""Once a week everything is told that needs a look, and nothing else."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.database.connection import Database
from bot.database.query_log import Feedback, Verdict, insert_feedback
from bot.database.usage_figures import FactFigures
from bot.services.sheet_health import WEEK, HealthReader, SheetHealth
from bot.services.snapshot import Snapshots, snapshot_of
from bot.sheets.knowledge import RULES, load
from bot.ui.texts.sheet_health import ALL_WELL, health_lines
from tests.database.samples import NOON, a_query, log
from tests.each_row import each_row


@pytest.fixture
def reader(home: Path, database: Database) -> HealthReader:
    snapshot = snapshot_of(load(home / "knowledge"))
    return HealthReader(database, Snapshots(snapshot), lambda: NOON, home / "knowledge", RULES)


async def test_a_sheet_that_is_well_is_told_so(reader: HealthReader) -> None:
    health = await reader.read()

    assert health == SheetHealth((), (), (), ())
    assert list(health_lines(health)) == [ALL_WELL]


@each_row(
    ("finding", "found"),
    [
        ("overdue", ("first-lit",)),
        ("changed_documents", ("seeds/a.txt",)),
        ("disliked", (FactFigures("first-lit", 1, helpful=0, wrong=1, outdated=0, unclear=0),)),
        ("lost_ways", ("height of the lamp",)),
    ],
)
def test_a_sheet_of_which_anything_is_to_be_told_is_not_well(finding: str, found: Any) -> None:
    well = SheetHealth((), (), (), ())

    assert well.is_well
    assert not replace(well, **{finding: found}).is_well


async def test_facts_past_their_review_are_told(reader: HealthReader, home: Path) -> None:
    sheet = home / "knowledge" / "lighthouse.yaml"
    text = sheet.read_text("utf-8")
    text = text.replace("as_of: 2024-06-01\n", "as_of: 2024-06-01\n    review_by: 2025-04-08\n", 1)
    sheet.write_text(text, "utf-8")
    snapshot = snapshot_of(load(home / "knowledge"))

    health = await replace(reader, snapshots=Snapshots(snapshot)).read()
    on_the_day = await replace(
        reader, snapshots=Snapshots(snapshot), clock=lambda: NOON - timedelta(days=1)
    ).read()

    assert health.overdue == ("first-lit",)
    assert on_the_day.overdue == ()


@pytest.mark.parametrize("gone", [True, False])
async def test_documents_that_changed_or_went_are_told(
    reader: HealthReader, home: Path, *, gone: bool
) -> None:
    document = home / "seeds" / "lighthouse.txt"
    if gone:
        document.unlink()
    else:
        document.write_text(document.read_text("utf-8") + " ", "utf-8")

    assert (await reader.read()).changed_documents == ("seeds/lighthouse.txt",)


async def test_facts_that_people_disliked_this_week_are_told_the_worst_first(
    reader: HealthReader, database: Database
) -> None:
    long_ago = NOON - WEEK - timedelta(days=1)
    await log(
        database,
        a_query(-9, fact_id="visitors", asked_at=long_ago),
        a_query(-2, fact_id="first-lit"),
        a_query(-1, fact_id="lamp-height"),
    )
    given = [(-9, "a", Verdict.WRONG), (-2, "a", Verdict.WRONG), (-1, "a", Verdict.UNCLEAR)]
    given += [(-1, "b", Verdict.OUTDATED), (-2, "b", Verdict.HELPFUL)]
    async with database.transaction() as transaction:
        verdicts = [Feedback(f"interaction-{n}", who, verdict, NOON) for n, who, verdict in given]
        await insert_feedback(transaction, verdicts)

    health = await reader.read()

    assert health.disliked == (
        FactFigures("lamp-height", 1, helpful=0, wrong=0, outdated=1, unclear=1),
        FactFigures("first-lit", 1, helpful=1, wrong=1, outdated=0, unclear=0),
    )
    assert "lamp-height (2), first-lit (1)" in "\n".join(health_lines(health))


async def test_ways_that_fetch_another_fact_are_told(reader: HealthReader, home: Path) -> None:
    sheet = home / "knowledge" / "lighthouse.yaml"
    text = sheet.read_text("utf-8").replace("[can I visit", "[height of the lamp, can I visit")
    sheet.write_text(text, "utf-8")
    snapshot = snapshot_of(load(home / "knowledge"))

    health = await replace(reader, snapshots=Snapshots(snapshot)).read()

    assert "height of the lamp" in health.lost_ways


async def test_it_is_due_once_a_week(reader: HealthReader) -> None:
    def at(moment: datetime) -> HealthReader:
        return replace(reader, clock=lambda: moment)

    first = await reader.due()
    await reader.told()

    assert first
    assert not await at(NOON + WEEK - timedelta(seconds=1)).due()
    assert await at(NOON + WEEK).due()
