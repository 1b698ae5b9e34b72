"""What the comparison of two versions writes down, and what it takes for the same though it is random."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from bench.identity.normal import log_lines
from bench.identity.recorded import database_text, is_unasked
from bot.database.database_file import open_database
from tests.discord_server.recording import Request
from tests.snapshots.neutral import Names

GATEWAY = "WARNING discord.gateway: Can't keep up, shard ID None websocket is 10.4s behind."
FRAMES = "bot/{module}.py:{line} find < bot/{module}.py:9 <lambda>"
FAILED = f"ERROR bot.{{module}}: Unexpected error {{code}} | KeyError < {FRAMES}"


@pytest.fixture
async def database(tmp_path: Path) -> Path:
    file = tmp_path / "bot.sqlite3"
    async with open_database(file):
        pass
    return file


def insert(database: Path, table: str, *rows: Sequence[object]) -> None:
    with closing(sqlite3.connect(database)) as opened, opened:
        opened.execute(f"DELETE FROM {table}")  # noqa: S608 - a table of this test
        opened.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)  # noqa: S608


def told(database: Path) -> str:
    return Names().neutral(database_text(database))


async def test_a_kept_sheet_is_told_by_its_fingerprint(database: Path) -> None:
    insert(database, "kept_sheets", (1, "v1", "The lamp", 3, "2034-01-05", b"\x00\xff"))

    assert '"content": "2 bytes, sha256 06eb7d6a69ee19e5fbdf7490' in database_text(database)


async def test_people_are_told_in_the_order_in_which_they_asked_whatever_their_hashes(database: Path) -> None:
    found = []
    for first, second in (("0", "f"), ("f", "0")):
        rows = ((0, first * 64, "2034-01-05T09:00:00Z"), (0, second * 64, "2034-01-05T10:00:00Z"))
        insert(database, "askers", *rows)
        insert(database, "awaited_answers", (1, 1, second * 64, None, None, "2034-01-05T10:00:00Z"))
        found.append(told(database))

    assert found[0] == found[1]
    assert 'awaited_answers {"id": 1, "query_id": 1, "user_hash": "<hash 2>"' in found[0]


async def test_that_somebody_was_forgotten_is_told_without_its_random_number(database: Path) -> None:
    found = []
    for first, second in (("0" * 16, "f" * 16), ("e" * 16, "1" * 16)):
        insert(database, "erasures", (first, "2034-01-05T09:00:00Z"), (second, "2034-01-05T10:00:00Z"))
        found.append(told(database))

    assert found[0] == found[1]
    assert found[0].count('erasures {"id": "<random>"') == 2


def test_the_random_id_of_a_form_goes_by_its_place_and_the_id_of_a_button_is_kept() -> None:
    form = '{"custom_id": "0123456789abcdef0123456789abcdef", "title": "Ask on"}'

    assert Names().neutral(form) == '{"custom_id": "<form 1>", "title": "Ask on"}'
    for kept in ("context:docking-time", "gap:dismiss:4d679bd8eeb3", "human:drop", "pick-gap"):
        assert Names().neutral(f'{{"custom_id": "{kept}"}}') == f'{{"custom_id": "{kept}"}}'


def test_when_a_damaged_database_was_set_aside_is_no_difference() -> None:
    said = "set aside as bot.sqlite3.damaged-20340105T090000 and go on"

    assert Names().neutral(said) == "set aside as bot.sqlite3.damaged-<instant> and go on"


def test_how_late_a_digest_is_when_the_start_took_long_is_no_difference() -> None:
    said = {
        Names().neutral(f"This digest is {span} late. Sorry!")
        for span in ("5 minutes", "1 hour and 6 minutes")
    }

    assert said == {"This digest is <time> late. Sorry!"}


@pytest.mark.parametrize("lines", [(GATEWAY, "exit code 0"), ("exit code 0", GATEWAY)])
def test_what_a_busy_machine_brings_about_is_no_difference(lines: tuple[str, str]) -> None:
    said = "\n".join(f"2034-01-05T09:00:00.125Z {line}" if line == GATEWAY else line for line in lines)

    assert log_lines(said).strip() == "exit code 0"


def test_where_in_the_code_something_was_logged_is_no_difference() -> None:
    one, other = (
        log_lines("2034-01-05T09:00:00.125Z " + FAILED.format(module=module, code=code, line=line))
        for module, code, line in (("ui.gate", "1a2b3c4d", 7), ("ui.door", "ffffffff", 12))
    )

    assert one == other
    assert one.endswith("Z ERROR <module>: Unexpected error <reference> | KeyError < <frames>")


def test_other_words_in_the_log_are_a_difference() -> None:
    said = "2034-01-05T09:00:00.125Z WARNING bot.services.journal: 3 log entries wait in memory"

    assert log_lines(said).endswith("Z WARNING <module>: 3 log entries wait in memory")


def test_what_the_bot_posts_of_its_own_accord_is_told_apart() -> None:
    def post(**body: object) -> Request:
        return Request("POST", "/channels/1/messages", {}, {}, body)

    assert all(map(is_unasked, (post(nonce="d20340105-5f3"), post(nonce="tell-17"))))
    assert not any(map(is_unasked, (post(nonce="6871947673600"), post(), Request("GET", "/", {}, {}, None))))
