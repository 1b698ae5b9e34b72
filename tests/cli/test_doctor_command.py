"""`doctor` looks at everything and names what is wrong, with what to do."""

import asyncio
import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import Result

from bot.database.migrations import NEWEST
from bot.database.user_key import open_user_key
from bot.services.health.doctor import Health, digest_channels, zones
from bot.services.health.heartbeat import Heartbeat, write_beat
from tests.database.samples import furnished

Start = Callable[..., Result]
BLANK = {"DISCORD_TOKEN": "a word"}
TOKEN = {"DISCORD_TOKEN": "a-secret-word"}


def lines(result: Result) -> dict[str, str]:
    """The last word on each thing."""
    return {line.split()[1]: line for line in result.stdout.splitlines()}


def test_a_new_installation_is_well(start: Start) -> None:
    result = start("doctor", "--offline", **TOKEN)

    told = lines(result)
    assert result.exit_code == 0, result.stdout
    assert list(told) == [
        *("settings", "token", "sheet", "database", "disk", "permissions", "zones", "model", "running")
    ]
    assert "4 facts, 1 open question and 1 source" in told["sheet"]
    assert all(line.startswith("well ") for line in told.values())
    assert "a-secret-word" not in result.output


def test_without_a_token_or_with_a_misspelt_variable_it_is_weak(start: Start) -> None:
    result = start("doctor", "--offline", BOT_LOG_RETENTION_DAYS="3")

    assert result.exit_code == 1
    assert lines(result)["token"].startswith("weak  token")
    assert "weak  settings     BOT_LOG_RETENTION_DAYS is not read." in result.stdout


def test_wrong_settings_are_all_that_can_be_looked_at(start: Start) -> None:
    result = start("doctor", BOT_LOG__RETENTION_DAYS="never")

    assert result.exit_code == 2
    assert len(result.stdout.splitlines()) == 1
    assert result.stdout.startswith("ill   settings     BOT_LOG__RETENTION_DAYS: ")


def test_each_thing_that_is_wrong_is_named(start: Start, home: Path) -> None:
    sheet = home / "knowledge" / "lighthouse.yaml"
    sheet.write_text(sheet.read_text("utf-8").replace("stands 42 metres", "stands 43 metres"), "utf-8")
    (home / "bot.sqlite3").write_bytes(b"no database at all, but long enough to be taken for one" * 100)

    result = start("doctor", "--offline", **BLANK, BOT_MATCHING__MEANING="/nowhere")

    told = lines(result)
    assert result.exit_code == 2
    assert told["token"].startswith("ill ")
    assert "lighthouse.yaml:" in told["sheet"]
    assert told["database"].startswith("ill ")
    assert told["model"].startswith("weak ") or told["model"].startswith("ill ")


def test_a_network_that_is_not_there_is_told(start: Start) -> None:
    result = start("doctor", BOT_DISCORD__API_URL="http://127.0.0.1:9/api/v10", **TOKEN)

    assert result.exit_code == 2
    assert "Discord cannot be reached at http://127.0.0.1:9/api/v10: " in lines(result)["network"]
    assert "a-secret-word" not in result.output


def test_a_database_that_was_only_taught_to_needs_no_key_yet(start: Start) -> None:
    assert start("teach", "how elevated is the glow", "lamp-height").exit_code == 0

    result = start("doctor", "--offline", **TOKEN)

    assert result.exit_code == 0, result.stdout


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"no database at all, but long enough to be taken for one" * 100, "is not a database. Move it away"),
        (None, "is the database of another program. Set database.path"),
    ],
)
def test_what_is_no_database_of_the_bot_is_told_in_a_sentence(
    start: Start, home: Path, content: bytes | None, told: str
) -> None:
    path = home / "bot.sqlite3"
    if content:
        path.write_bytes(content)
    else:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("CREATE TABLE notes (text)")

    result = start("doctor", "--offline", **TOKEN)

    assert result.exit_code == 2
    assert told in lines(result)["database"]
    assert "Error" not in result.stdout


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="only Linux has a file system without room")
def test_a_disk_without_room_is_told(start: Start) -> None:
    result = start("doctor", "--offline", **TOKEN, BOT_DATABASE__PATH="/proc/bot.sqlite3")

    assert result.exit_code == 2
    assert lines(result)["disk"] == "ill   disk         0 MB free at /proc. Make room."


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is closed to root, nor on Windows"
)
def test_a_folder_that_cannot_be_written_is_told(start: Start, home: Path) -> None:
    (home / "closed").mkdir(mode=0o500)

    result = start("doctor", "--offline", **TOKEN, BOT_DATABASE__PATH=str(home / "closed" / "bot.sqlite3"))

    assert result.exit_code == 2
    assert "cannot be written. Make it writable for the user of the bot." in lines(result)["permissions"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_a_database_that_others_can_read_is_told(start: Start, home: Path) -> None:
    assert start("teach", "how elevated is the glow", "lamp-height").exit_code == 0
    (home / "bot.sqlite3").chmod(0o644)

    result = start("doctor", "--offline", **TOKEN)

    assert result.exit_code == 1
    assert "weak  permissions  " in result.stdout
    assert f"can be read by others. Run: chmod 600 {home / 'bot.sqlite3'}" in result.stdout


def test_a_time_zone_that_this_machine_does_not_know_is_told() -> None:
    found = list(zones(frozenset({"Mars/Olympus"})))

    assert found[0] == (
        Health.ILL,
        "The time zone Mars/Olympus is not known here. Install the package tzdata.",
    )
    assert [health for health, _ in found[1:]] == [Health.WELL]


def test_a_bot_that_runs_and_is_not_well_is_told(start: Start, home: Path) -> None:
    beat = Heartbeat(
        at=datetime.now(UTC),
        process=1,
        connected=True,
        away_seconds=0,
        writable=False,
        pending=3,
        overdue=0,
        room=True,
        sheet="1a2b3c4d",
    )
    write_beat(home / "bot.sqlite3", beat)

    result = start("doctor", "--offline", **TOKEN)

    assert result.exit_code == 1
    assert lines(result)["running"].startswith(
        "weak  running      A bot runs, or did, and is not well: database"
    )


def test_the_key_of_another_database_is_told(start: Start, home: Path) -> None:
    async def begin() -> None:
        async with furnished(home / "bot.sqlite3") as opened:
            await open_user_key(opened)

    asyncio.run(begin())
    (home / "bot.sqlite3.key").write_text("ab" * 32, "ascii")

    result = start("doctor", "--offline", **TOKEN)

    assert result.exit_code == 2
    assert f"bot.sqlite3, version {NEWEST}\n" in result.stdout
    assert "is the key of another database" in lines(result)["database"]


def test_a_device_is_no_database(start: Start) -> None:
    result = start("doctor", "--offline", BOT_DATABASE__PATH="/dev/null")

    assert result.exit_code == 2
    assert "/dev/null is not a file. Set database.path to one." in result.stdout
    assert "chmod" not in result.stdout


def test_of_a_damaged_database_no_channel_is_known(home: Path) -> None:
    (home / "bot.sqlite3").write_bytes(b"no database at all" * 100)

    assert digest_channels(home / "bot.sqlite3") == frozenset()
    assert digest_channels(home / "none") == frozenset()
