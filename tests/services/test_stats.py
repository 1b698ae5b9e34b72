"""The figures of some days equal sums written by hand."""

from datetime import timedelta

import pytest

from bot.database.connection import Database
from bot.database.query_figures import Counts
from bot.database.query_log import Feedback, Outcome, Surface, Verdict, insert_feedback
from bot.database.usage_figures import ChannelFigures, FactFigures
from bot.services.snapshot import Snapshot, Snapshots
from bot.services.stats import Stats, StatsReader
from bot.ui.texts.stats import stats_lines, title
from tests.database.samples import NOON, a_query, log

UNKNOWN: dict[str, object] = {"outcome": Outcome.UNKNOWN, "fact_id": None}
HAUNTED: dict[str, object] = UNKNOWN | {"user_hash": "cy"}
UNSURE: dict[str, object] = {"outcome": Outcome.UNSURE, "fact_id": "lamp-height"}


@pytest.fixture
async def reader(database: Database, snapshot: Snapshot) -> StatsReader:
    """Ten questions of three days, and one from before."""

    def at(days: int, minutes: int = 0) -> dict[str, object]:
        return {"asked_at": NOON + timedelta(days=days, minutes=minutes)}

    times = [10.0, 1.0, 3.0, 2.0, 5.0, 4.0, 7.0, 6.0, 9.0, 8.0]
    await log(
        database,
        a_query(0, **at(-9), fact_id="visitors"),
        a_query(1, **at(0), elapsed_ms=times[0], user_hash="ada", fact_id="first-lit"),
        a_query(2, **at(0), elapsed_ms=times[1], user_hash="bob", fact_id="first-lit"),
        a_query(3, **at(0), elapsed_ms=times[2], user_hash="ada", fact_id="lamp-height"),
        a_query(4, **at(1), elapsed_ms=times[3], user_hash="ada", **UNSURE, text="how tall is the lamp"),
        a_query(
            5, **at(1, 3), elapsed_ms=times[4], user_hash="ada", fact_id="lamp-height", surface=Surface.CHOICE
        ),
        a_query(6, **at(1), elapsed_ms=times[5], user_hash="bob", **UNSURE, text="zzyzx"),
        a_query(
            7, **at(1, 11), elapsed_ms=times[6], user_hash="bob", fact_id="first-lit", surface=Surface.CHOICE
        ),
        a_query(8, **at(2), elapsed_ms=times[7], **HAUNTED, text="Is it haunted?", channel_id=23),
        a_query(9, **at(2), elapsed_ms=times[8], **HAUNTED, text="is it haunted", guild_id=12),
        a_query(10, **at(2), elapsed_ms=times[9], **HAUNTED, text="who built it", channel_id=None),
        a_query(11, **at(2), elapsed_ms=500.0, chat=True, **UNKNOWN, text="thanks"),
    )
    async with database.transaction() as transaction:
        verdicts = [("1", "bob", Verdict.HELPFUL), ("2", "cy", Verdict.UNCLEAR), ("3", "cy", Verdict.WRONG)]
        await insert_feedback(
            transaction, [Feedback(f"interaction-{n}", who, verdict, NOON) for n, who, verdict in verdicts]
        )
    return StatsReader(database, Snapshots(snapshot), lambda: NOON + timedelta(days=2, hours=3))


async def test_every_figure_is_the_one_counted_by_hand(reader: StatsReader) -> None:
    stats = await reader.read(3)

    assert stats.counts == Counts(answered=5, unsure=2, unknown=3, askers=3)
    assert [(day.questions, day.answered) for day in stats.by_day.days] == [(3, 3), (4, 2), (3, 0)]
    assert stats.taken_up == 1
    assert (stats.gaps, stats.closed) == (4, 1)
    assert stats.facts == (
        FactFigures("first-lit", 3, helpful=1, wrong=0, outdated=0, unclear=1),
        FactFigures("lamp-height", 2, helpful=0, wrong=1, outdated=0, unclear=0),
    )
    assert stats.never == ("never-missed", "visitors")
    assert stats.channels == (
        ChannelFigures(22, 8, 5),
        ChannelFigures(None, 1, 0),
        ChannelFigures(23, 1, 0),
    )
    assert (stats.median_ms, stats.slow_ms) == (5.0, 10.0)


async def test_one_server_has_its_own_figures(reader: StatsReader) -> None:
    stats = await reader.read(3, guild_id=12)

    assert stats.counts == Counts(answered=0, unsure=0, unknown=1, askers=1)
    assert stats.facts == ()
    assert len(stats.never) == 4
    assert (stats.median_ms, stats.slow_ms) == (9.0, 9.0)


async def test_where_there_is_nothing_no_part_of_it_is_counted(reader: StatsReader) -> None:
    stats = await reader.read(1, guild_id=12)

    lines = dict(stats_lines(stats, str))

    assert title(stats) == "The last day"
    assert lines["Unsure"] == "0"


async def test_the_lines_say_so(reader: StatsReader) -> None:
    stats = await reader.read(3)

    lines = list(stats_lines(stats, str))

    assert title(stats) == "The last 3 days"
    assert lines == [
        ("Questions", "10 by 3 people"),
        ("Answered", "5 of 10 (50 %)"),
        ("Unsure", "2; in 1 of them, a choice was picked"),
        ("Not said", "3"),
        ("Gaps", "4 questions without an answer, 1 of them closed by today's sheet"),
        ("Time", "half within 5.0 ms, 95 % within 10.0 ms"),
        ("Fact", "first-lit: answered 3 times, 1 helpful, 1 unclear"),
        ("Fact", "lamp-height: answered 2 times, 1 wrong"),
        ("Never asked", "2 facts: never-missed, visitors"),
        ("Channel", "22: 5 of 8 (62 %)"),
        ("Channel", "direct messages: 0 of 1 (0 %)"),
        ("Channel", "23: 0 of 1 (0 %)"),
    ]


async def test_a_silent_month_is_told_so(database: Database, snapshot: Snapshot) -> None:
    stats: Stats = await StatsReader(database, Snapshots(snapshot), lambda: NOON).read()

    lines = dict(stats_lines(stats, str))

    assert lines["Questions"] == "Nothing was asked."
    assert stats.median_ms is None
    assert not stats.by_day
