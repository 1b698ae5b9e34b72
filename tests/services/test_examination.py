"""Each thing that the doctor looks at is told as it is, with what to do."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.database.migrations import NEWEST
from bot.database.user_key import open_user_key
from bot.services.health import doctor
from bot.services.health.doctor import Health
from bot.services.health.heartbeat import Heartbeat, write_beat
from tests.database.samples import a_database, a_query, log


@pytest_asyncio.fixture
async def path(tmp_path: Path) -> Path:
    """A database with a few questions."""
    async with a_database(tmp_path) as database:
        await open_user_key(database)
        await log(database, *(a_query(number, text="words " * 100) for number in range(50)))
    return tmp_path / "bot.sqlite3"


def of_another_version(version: int) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        with closing(sqlite3.connect(path)) as opened:
            opened.execute(f"PRAGMA user_version = {version}")

    return change


def spoil(path: Path) -> None:
    """The page of a table that nobody looks into for the newest question."""
    with closing(sqlite3.connect(path)) as opened:
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (page,) = opened.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'admin_actions'").fetchone()
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    path.write_bytes(content)


def linked(path: Path) -> None:
    path.symlink_to(path.rename(path.with_name("elsewhere.sqlite3")))


@pytest.mark.parametrize(
    ("change", "health", "words"),
    [
        (lambda _: None, Health.WELL, f"version {NEWEST}"),
        (of_another_version(NEWEST - 1), Health.WELL, f"is brought to {NEWEST} at the next start"),
        (of_another_version(NEWEST + 1), Health.ILL, "Update the program"),
        (spoil, Health.ILL, "Restore it from a backup"),
        (lambda path: path.with_name("bot.sqlite3.key").unlink(), Health.ILL, "from a backup"),
        (lambda path: path.with_name("bot.sqlite3.key").chmod(0o640), Health.ILL, "chmod 600"),
        (lambda path: path.unlink(), Health.WELL, "made at the first start"),
        (linked, Health.WEAK, "name that as database.path"),
    ],
    ids=["well", "older", "newer", "damaged", "without its key", "open key", "new", "a link"],
)
def test_a_database_is_told_as_it_is(
    path: Path, change: Callable[[Path], None], health: Health, words: str
) -> None:
    change(path)

    found = list(doctor.examine("database", lambda: doctor.database(path)))

    assert max(finding.health for finding in found) is health
    assert any(finding.health is health and words in finding.words for finding in found)


def test_a_look_that_fails_is_a_finding_of_its_own() -> None:
    def look() -> Iterator[tuple[Health, str]]:
        yield Health.WELL, "so far"
        raise LookupError

    found = [(finding.health, finding.words) for finding in doctor.examine("clock", look)]

    assert found == [(Health.WELL, "so far"), (Health.ILL, "could not be looked at (LookupError).")]


@pytest.mark.parametrize(("minutes", "health"), [(-60, Health.WELL), (2, Health.WELL), (10, Health.ILL)])
async def test_a_question_that_is_yet_to_come_tells_of_a_wrong_clock(
    path: Path, minutes: int, health: Health
) -> None:
    async with a_database(path.parent) as database:
        await log(database, a_query(99, asked_at=datetime.now(UTC) + timedelta(minutes=minutes)))

    assert max(finding for finding, _ in doctor.database(path)) is health


@pytest.mark.parametrize(
    ("is_there", "refused", "health"),
    [
        (True, "", Health.WELL),
        (True, "bot.sqlite3", Health.ILL),
        (True, "home", Health.ILL),
        (False, "bot.sqlite3", Health.WELL),
    ],
)
def test_rights_are_told_of_the_folder_and_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_there: bool, refused: str, health: Health
) -> None:
    path = tmp_path / "home" / "bot.sqlite3"
    path.parent.mkdir()
    if is_there:
        path.touch(mode=0o600)
    monkeypatch.setattr(os, "access", lambda place, _: Path(place).name != refused)

    ((found, words),) = doctor.rights(path)

    assert found is health
    assert words.endswith("can be written.") is (health is Health.WELL)


def test_a_bot_is_told_to_run_or_to_be_ill_or_not_to_be_there(tmp_path: Path) -> None:
    path = tmp_path / "bot.sqlite3"
    nobody = list(doctor.running(path))
    beat = Heartbeat(datetime.now(UTC), 7, True, 0.0, True, 0, 0, True, "1a2b3c4d")  # noqa: FBT003
    write_beat(path, beat)
    somebody = list(doctor.running(path))
    write_beat(path, Heartbeat(beat.at - timedelta(hours=1), 7, True, 0.0, True, 0, 0, True, "1a2b3c4d"))  # noqa: FBT003
    ill = list(doctor.running(path))

    assert nobody == [(Health.WELL, "No bot runs on this database.")]
    assert somebody == [(Health.WELL, "A bot runs on this database (process 7).")]
    ((health, words),) = ill
    assert health is Health.WEAK
    assert "has not ended in order: it was killed, or it hangs. Look at its log, and start it." in words


def test_a_time_zone_that_is_not_known_here_is_named() -> None:
    *missing, _ = doctor.zones(frozenset({"Europe/Paris", "Mars/Olympus"}))

    assert [words.split(" is ")[0] for _, words in missing] == ["The time zone Mars/Olympus"]
    assert missing[0][0] is Health.ILL
