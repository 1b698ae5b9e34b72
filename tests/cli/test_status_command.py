"""`status` tells how the bot is doing from its database."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from click.testing import Result

from bot.database import audit_log, subscriptions
from bot.database.audit_log import AdminAction
from bot.database.connection import Database
from bot.database.subscriptions import Terms
from tests.database.samples import a_query, furnished, log

Start = Callable[..., Result]
Fill = Callable[[Callable[[Database], Coroutine[None, None, None]]], None]
NOW = datetime.now(UTC)


@pytest.fixture
def fill(home: Path) -> Fill:
    """Writes something into the database."""
    path = home / "bot.sqlite3"

    def write(work: Callable[[Database], Coroutine[None, None, None]]) -> None:
        async def run() -> None:
            async with furnished(path) as database:
                await work(database)

        asyncio.run(run())

    return write


def test_the_state_is_told(start: Start, fill: Fill) -> None:
    async def work(database: Database) -> None:
        await log(database, a_query(1, asked_at=NOW), a_query(2, asked_at=NOW - timedelta(days=2)))
        async with database.transaction() as transaction:
            action = AdminAction("1", NOW, 5, "Adam", 1, "reload", "applied: a to b")
            await audit_log.insert(transaction, [action])

    fill(work)

    result = start("status")

    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert lines[0].startswith("Bot unhealthy: the bot is not running here")
    assert lines[2].startswith("Sheet The lighthouse at Hollow Point, version ")
    assert "Last 24 hours 1 question by 1 person: 1 answered, 0 unsure, 0 unknown" in lines
    assert any(line.endswith("by Adam, applied: a to b") for line in lines)
    assert lines[-1] == "Digest no channel is subscribed"


def test_an_overdue_digest_is_an_exit_code(start: Start, fill: Fill) -> None:
    async def work(database: Database) -> None:
        await subscriptions.subscribe(database, Terms(77, time(9), "UTC"), NOW - timedelta(days=4))

    fill(work)

    result = start("status")

    assert result.exit_code == 1
    assert "77: none yet" in result.stdout
    assert "OVERDUE" in result.stdout


def test_without_a_database_it_says_what_to_do(start: Start) -> None:
    result = start("status")

    assert result.exit_code == 2
    assert "It begins when the bot runs on Discord" in result.stderr
