"""The heartbeat tells another process how the bot is doing, and an old one tells that nobody is there."""

import stat
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.services.health.heartbeat import (
    AWAY_SECONDS,
    STALE,
    Heartbeat,
    Trouble,
    file_of,
    read_beat,
    stop_beating,
    troubles,
    write_beat,
)
from bot.ui.texts.running import alarm, brief
from tests.each_row import each_row

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
WELL = Heartbeat(
    at=NOON,
    process=7,
    connected=True,
    away_seconds=0.0,
    writable=True,
    pending=0,
    overdue=0,
    room=True,
    sheet="1a2b3c4d",
)


@each_row(
    ("beat", "found", "line"),
    [
        (
            WELL,
            (),
            "healthy: gateway connected, database writable, 0 entries waiting, digests on time, sheet",
        ),
        (replace(WELL, connected=False, away_seconds=5), (), "healthy: gateway away for 5 seconds, "),
        (replace(WELL, connected=False, away_seconds=AWAY_SECONDS - 1), (), "healthy: gateway away for 5"),
        (replace(WELL, connected=False, away_seconds=AWAY_SECONDS), (Trouble.AWAY,), "unhealthy: gateway"),
        (replace(WELL, at=NOON - STALE), (), "healthy: "),
        (
            replace(WELL, connected=False, away_seconds=75),
            (Trouble.AWAY,),
            "unhealthy: gateway away for 1 minute, ",
        ),
        (
            replace(WELL, writable=False, pending=3),
            (Trouble.DATABASE,),
            "unhealthy: gateway connected, database CANNOT BE WRITTEN, 3 entries waiting, ",
        ),
        (
            replace(WELL, room=False),
            (Trouble.DISK,),
            "unhealthy: gateway connected, database writable, disk ALM",
        ),
        (
            replace(WELL, overdue=2),
            (Trouble.DIGESTS,),
            "unhealthy: gateway connected, database writable, 0 en",
        ),
        (None, (Trouble.SILENT,), "unhealthy: the bot is not running here"),
        (replace(WELL, at=NOON - timedelta(minutes=2)), (Trouble.SILENT,), "unhealthy: the bot is not"),
        (replace(WELL, at=NOON + timedelta(minutes=2)), (Trouble.SILENT,), "unhealthy: the bot is not"),
    ],
)
def test_the_beat_tells_what_is_wrong_in_one_line(
    beat: Heartbeat | None, found: tuple[Trouble, ...], line: str
) -> None:
    told = brief(beat, troubles(beat, NOON), NOON)

    assert troubles(beat, NOON) == found
    assert told.startswith(line)
    assert "\n" not in told


def test_a_beat_is_read_as_it_was_written_by_its_owner_alone(tmp_path: Path) -> None:
    database = tmp_path / "bot.sqlite3"

    write_beat(database, WELL)

    assert read_beat(database) == WELL
    assert stat.S_IMODE(file_of(database).stat().st_mode) == 0o600
    stop_beating(database)
    assert read_beat(database) is None


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"at": 7}', "\x00", '{"at": "2026-05-04T12:00:00+00:00"}'])
def test_what_is_no_heartbeat_counts_as_none(tmp_path: Path, text: str) -> None:
    file_of(tmp_path / "bot.sqlite3").write_text(text, "utf-8")

    assert read_beat(tmp_path / "bot.sqlite3") is None


def test_a_beat_that_cannot_be_written_disturbs_nobody(tmp_path: Path) -> None:
    write_beat(tmp_path / "gone" / "bot.sqlite3", WELL)

    assert read_beat(tmp_path / "gone" / "bot.sqlite3") is None


@pytest.mark.parametrize("waiting", [7, 700_000])
def test_a_beat_without_room_for_another_file_takes_the_place_of_the_last(
    tmp_path: Path, waiting: int
) -> None:
    database = tmp_path / "bot.sqlite3"
    write_beat(database, replace(WELL, pending=7_000))
    (tmp_path / "bot.sqlite3.heartbeat.new").mkdir()
    full = replace(WELL, at=NOON + STALE, pending=waiting, room=False)

    write_beat(database, full)

    assert read_beat(database) == full


@pytest.mark.parametrize("trouble", [Trouble.DATABASE, Trouble.DISK])
def test_an_alarm_says_what_to_do(trouble: Trouble) -> None:
    assert "Please " in alarm(trouble, replace(WELL, pending=1))
