"""`restore` puts a backup in place, whole or not at all, and nobody comes back who was forgotten."""

import asyncio
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import Result

from bot.database.erasures import ErasureList, Forgetting
from bot.database.instance_lock import single_instance
from bot.database.user_key import open_user_key
from bot.services.journal import Pace, open_journal
from bot.services.privacy.privacy import Forgotten, Privacy
from bot.services.privacy.wiping import Wiper
from tests.database.samples import NOON, a_query, bytes_of, furnished, log, texts

Start = Callable[..., Result]
ADA, BOB = 123456789012345678, 987654321098765432


@pytest.fixture
def database(home: Path) -> Path:
    """A question each of two people."""
    path = home / "bot.sqlite3"

    async def fill() -> None:
        async with furnished(path) as opened:
            key = await open_user_key(opened)
            people = enumerate((ADA, BOB))
            rows = [a_query(n, user_hash=key.hash(who), text=f"words of {who}") for n, who in people]
            await log(opened, *rows)

    asyncio.run(fill())
    return path


@pytest.fixture
def copy(start: Start, home: Path, database: Path) -> Path:
    """A backup of it."""
    assert start("backup", str(home / "copy")).exit_code == 0
    assert database.exists()
    return home / "copy"


def rows_of(path: Path) -> list[str]:
    async def read() -> list[str]:
        async with furnished(path) as opened:
            await open_user_key(opened)
            return await texts(opened)

    return asyncio.run(read())


def forget(path: Path, who: int) -> Forgotten:
    async def work() -> Forgotten:
        pace = Pace(patience=60, erasing=60)
        async with furnished(path) as opened, open_journal(opened, pace=pace) as journal:
            key = await open_user_key(opened)
            return await Privacy(opened, journal, key, Wiper(opened), 10**5, lambda: NOON).forget(who)

    return asyncio.run(work())


def lose(path: Path) -> None:
    with closing(sqlite3.connect(path)) as opened, opened:
        opened.execute("DELETE FROM queries")


def test_a_backup_takes_the_place_and_what_was_there_is_kept(
    start: Start, database: Path, copy: Path
) -> None:
    lose(database)

    result = start("restore", str(copy), BOT_LOG__RETENTION_DAYS="36500")

    [aside] = database.parent.glob("bot.sqlite3.replaced-*T??????")
    assert (result.exit_code, result.stderr) == (0, "")
    assert f"{database} holds the backup now: 2 questions." in result.stdout
    assert aside.name in result.stdout
    assert rows_of(database) == [f"words of {ADA}", f"words of {BOB}"]
    assert rows_of(copy / "bot.sqlite3") == rows_of(database)
    assert {stat.S_IMODE(file.stat().st_mode) for file in (database, aside)} == {0o600}


def test_whoever_was_forgotten_since_is_forgotten_again(start: Start, database: Path, copy: Path) -> None:
    forgotten = forget(database, ADA)

    result = start("restore", str(copy), BOT_LOG__RETENTION_DAYS="36500")
    again = start("restore", str(copy), BOT_LOG__RETENTION_DAYS="36500")

    content = bytes_of(database)
    assert forgotten is Forgotten.DONE
    assert "1 person who was forgotten after the backup was forgotten again." in result.stdout
    assert "1 person" in again.stdout
    assert rows_of(database) == [f"words of {BOB}"]
    assert f"words of {ADA}".encode() not in content


def test_a_backup_whose_list_of_the_forgotten_cannot_be_read_changes_nothing(
    start: Start, database: Path, copy: Path
) -> None:
    lose(database)
    listed = copy / "bot.sqlite3.forgotten"
    listed.unlink(missing_ok=True)
    listed.mkdir()

    result = start("restore", str(copy), BOT_LOG__RETENTION_DAYS="36500")

    assert result.exit_code == 2
    assert f"{listed} cannot be read: Is a directory. Nothing was changed." in result.stderr
    assert rows_of(database) == []
    assert list(database.parent.glob("bot.sqlite3.replaced-*")) == []


def test_a_lost_database_comes_back_on_another_machine(
    start: Start, database: Path, copy: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere" / "bot.sqlite3"

    result = start("restore", str(copy), BOT_DATABASE__PATH=str(elsewhere), BOT_LOG__RETENTION_DAYS="36500")

    assert result.exit_code == 0
    assert rows_of(elsewhere) == rows_of(database)


def test_the_key_can_lie_elsewhere(start: Start, home: Path, database: Path) -> None:
    start("backup", str(home / "copy"), "--key-to", str(home / "safe"))
    key = database.with_name("bot.sqlite3.key")
    content = key.read_text()
    key.unlink()

    alone = start("restore", str(home / "copy"))
    named = start("restore", str(home / "copy"), "--key", str(home / "safe" / "bot.sqlite3.key"))

    assert [file.name for file in (home / "copy").iterdir()] == ["bot.sqlite3"]
    assert alone.exit_code == 2
    assert "Name the file that holds it: --key FILE." in alone.stderr
    assert named.exit_code == 0
    assert key.read_text() == content
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_a_key_of_another_database_is_refused(start: Start, database: Path, copy: Path) -> None:
    (copy / "bot.sqlite3.key").write_text("ab" * 32 + "\n")
    before = rows_of(database)

    result = start("restore", str(copy))

    assert result.exit_code == 2
    assert "is not the key of this backup. Nothing was changed" in result.stderr
    assert rows_of(database) == before
    assert not list(database.parent.glob("*.draft"))


@pytest.mark.parametrize("content", [b"", b"no database at all" * 500])
def test_a_backup_that_is_none_changes_nothing(
    start: Start, database: Path, copy: Path, content: bytes
) -> None:
    (copy / "bot.sqlite3").write_bytes(content)

    result = start("restore", str(copy))

    assert result.exit_code == 2
    assert "Nothing was changed" in result.stderr
    assert len(rows_of(database)) == 2
    assert not list(database.parent.glob("*.replaced-*"))
    assert not list(database.parent.glob("*.draft"))


def marked(mark: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        with closing(sqlite3.connect(path)) as opened:
            opened.execute(f"PRAGMA {mark}")

    return change


def spoil(path: Path) -> None:
    """Its head tells of free pages that are not there."""
    with closing(sqlite3.connect(path)) as opened:
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(path.read_bytes())
    content[36:40] = (5).to_bytes(4, "big")
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (spoil, "is damaged"),
        (marked("application_id = 7"), "is the database of another program"),
        (marked("user_version = 99"), "was written by a newer version of this program"),
    ],
)
def test_a_backup_that_cannot_be_used_changes_nothing(
    start: Start, database: Path, copy: Path, change: Callable[[Path], None], told: str
) -> None:
    change(copy / "bot.sqlite3")

    result = start("restore", str(copy))

    assert result.exit_code == 2
    assert told in result.stderr
    assert len(rows_of(database)) == 2


def test_a_backup_without_a_key_that_is_no_database_is_told_as_that(start: Start, home: Path) -> None:
    (home / "copy").mkdir()
    (home / "copy" / "bot.sqlite3").write_bytes(b"no database" * 999)

    result = start("restore", str(home / "copy"))

    assert result.exit_code == 2
    assert result.stderr.startswith(f"{home / 'copy' / 'bot.sqlite3'} cannot be restored:")


def test_whoever_wished_to_be_forgotten_when_the_backup_was_made_is_forgotten(
    start: Start, database: Path, copy: Path
) -> None:
    with closing(sqlite3.connect(database)) as opened:
        (ada,) = opened.execute("SELECT user_hash FROM queries ORDER BY id").fetchone()
    asyncio.run(ErasureList(copy / "bot.sqlite3").add(Forgetting(ada, NOON + timedelta(days=1))))

    start("restore", str(copy), BOT_LOG__RETENTION_DAYS="36500")

    assert rows_of(database) == [f"words of {BOB}"]


def test_a_folder_without_a_backup_is_told(start: Start, home: Path, database: Path) -> None:
    result = start("restore", str(home / "knowledge"))

    assert result.exit_code == 2
    assert f"There is no {database.name} in" in result.stderr


def test_a_running_bot_is_stopped_first(start: Start, database: Path, copy: Path) -> None:
    with single_instance(database):
        result = start("restore", str(copy))

    assert result.exit_code == 2
    assert "Another bot is running" in result.stderr


def test_a_folder_without_a_backup_is_called_so(start: Start, home: Path, database: Path) -> None:
    result = start("restore", str(home / "nowhere"))

    assert result.exit_code == 2
    assert (
        result.stderr == f"There is no {database.name} in {home / 'nowhere'}. Name the folder of a backup.\n"
    )


def test_a_backup_of_before_any_bot_ran_needs_no_key(start: Start, home: Path, tmp_path: Path) -> None:
    start("teach", "how elevated is the glow", "lamp-height")
    start("backup", str(home / "copy"))
    place = {"BOT_DATABASE__PATH": str(tmp_path / "new" / "bot.sqlite3")}

    result = start("restore", str(home / "copy"), **place)

    assert result.exit_code == 0
    assert "lamp-height: how elevated is the glow" in start("learned", "list", **place).stdout


def test_the_key_of_another_bot_makes_way_for_that_of_the_backup(
    start: Start, copy: Path, tmp_path: Path
) -> None:
    place = tmp_path / "other" / "bot.sqlite3"

    async def other() -> bytes:
        async with furnished(place) as opened:
            return (await open_user_key(opened)).secret

    before = asyncio.run(other())

    result = start("restore", str(copy), BOT_DATABASE__PATH=str(place), BOT_LOG__RETENTION_DAYS="36500")

    [key_aside] = place.parent.glob("bot.sqlite3.key.replaced-*")
    assert (result.exit_code, result.stderr) == (0, "")
    assert bytes.fromhex(key_aside.read_text("ascii")) == before
    assert place.with_name("bot.sqlite3.key").read_bytes() == (copy / "bot.sqlite3.key").read_bytes()
    assert rows_of(place) == [f"words of {ADA}", f"words of {BOB}"]
