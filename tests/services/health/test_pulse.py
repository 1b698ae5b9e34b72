"""The pulse leaves heartbeats, keeps systemd content, and wakes the owner when a person must mend it."""

import asyncio
import os
import secrets
import socket
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.database import subscriptions
from bot.database.connection import Database
from bot.database.subscriptions import Terms
from bot.services.health.alarms import Alarms
from bot.services.health.heartbeat import file_of, read_beat
from bot.services.health.pulse import PATIENCE, Gateway, Observed, Pulse
from bot.services.health.supervisor import Supervisor
from bot.services.journal import open_journal
from bot.ui.texts.running import alarm
from tests.database.samples import furnished

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


@dataclass
class Bot:
    """A pulse over a real database, and what it was told to tell."""

    pulse: Pulse
    database: Database
    alarms: Alarms
    seen: Observed
    told: list[str] = field(default_factory=list)
    gateway: Gateway = field(default_factory=lambda: Gateway(connected=False))
    now: datetime = NOON
    reachable: bool = True

    async def send(self, words: str) -> bool:
        if self.reachable:
            self.told.append(words)
        return self.reachable

    async def beats(self, count: int) -> None:
        for _ in range(count):
            await self.pulse.beat()

    async def deny_writing(self, *, deny: bool) -> None:
        await self.database.read(f"PRAGMA query_only = {'ON' if deny else 'OFF'}")


@pytest.fixture
def listener(tmp_path: Path) -> Iterator[socket.socket]:
    """What systemd listens on."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.bind(str(tmp_path / "notify"))
        line.settimeout(0)
        yield line


@pytest_asyncio.fixture
async def bot(tmp_path: Path, listener: socket.socket) -> AsyncIterator[Bot]:
    address = listener.getsockname()
    async with furnished(tmp_path / "bot.sqlite3") as database, open_journal(database) as journal:
        seen = Observed(database, journal, lambda: made.gateway, lambda: "1a2b3c4d", lambda: made.now)
        alarms = Alarms(lambda: made.now)
        made = Bot(Pulse(seen, alarms, Supervisor(address), alarm), database, alarms, seen)
        alarms.send = made.send
        yield made


def heard(listener: socket.socket) -> list[str]:
    lines = []
    while True:
        try:
            lines.append(listener.recv(4096).decode())
        except BlockingIOError:
            return lines


async def test_systemd_hears_ready_once_there_is_a_connection_and_then_that_it_lives(
    bot: Bot, listener: socket.socket
) -> None:
    await bot.beats(1)
    before = heard(listener)
    bot.gateway = Gateway(connected=True)
    await bot.beats(2)

    assert before == ["WATCHDOG=1\nSTATUS=waiting for Discord"]
    assert heard(listener) == ["READY=1", *["WATCHDOG=1\nSTATUS=connected"] * 2]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has addresses without a file")
def test_systemd_is_told_also_at_an_address_without_a_file() -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        name = f"briefing-bot-{secrets.token_hex(8)}"
        line.bind(f"\0{name}")
        line.settimeout(0)
        Supervisor(f"@{name}").ready()

        assert heard(line) == ["READY=1"]


async def test_a_bot_that_waits_for_discord_is_up(bot: Bot, listener: socket.socket) -> None:
    bot.gateway = Gateway(connected=False, away_seconds=3)

    await bot.beats(1)

    assert "READY=1" in heard(listener)


async def test_it_beats_until_it_is_ended_and_leaves_no_heartbeat(bot: Bot, listener: socket.socket) -> None:
    bot.gateway = Gateway(connected=True)
    loop, beaten = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(listener, beaten.set)
    life = asyncio.create_task(bot.pulse.run())
    await beaten.wait()
    loop.remove_reader(listener)
    left = read_beat(bot.database.path)

    life.cancel()
    await asyncio.wait((life,))

    assert left is not None
    assert read_beat(bot.database.path) is None
    assert heard(listener)[-1] == "STOPPING=1"


async def test_a_channel_without_its_digest_is_noticed_within_a_minute(bot: Bot) -> None:
    await bot.beats(1)
    await subscriptions.subscribe(bot.database, Terms(5, time(9), "UTC"), NOON - timedelta(days=3))

    overdue = [(await bot.pulse.beat()).overdue for _ in range(6)]

    assert overdue == [0, 0, 0, 0, 0, 1]


async def test_a_database_that_cannot_be_written_is_told_after_five_minutes_and_once_a_day(bot: Bot) -> None:
    await bot.deny_writing(deny=True)

    await bot.beats(PATIENCE - 1)
    early = list(bot.told)
    await bot.beats(5)
    bot.now += timedelta(days=1)
    await bot.beats(2)

    assert early == []
    assert len(bot.told) == 2
    assert bot.told[0].startswith("I have not been able to write to my database for five minutes")


@pytest.mark.skipif(sys.platform == "win32", reason="an open database cannot be moved there")
async def test_a_disk_on_which_no_room_can_be_seen_is_told_after_five_minutes(bot: Bot) -> None:
    folder = bot.database.path.parent
    folder.rename(folder.with_name("moved"))

    await bot.beats(PATIENCE - 1)
    early = list(bot.told)
    await bot.beats(1)

    assert early == []
    assert bot.told[-1].startswith("The disk that holds my database is almost full.")


async def test_a_trouble_that_is_over_is_told_anew_when_it_returns(bot: Bot) -> None:
    for _ in range(2):
        await bot.deny_writing(deny=True)
        await bot.beats(PATIENCE)
        await bot.deny_writing(deny=False)
        await bot.beats(1)

    assert len(bot.told) == 2


async def test_an_owner_who_cannot_be_told_now_is_told_later(
    bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    bot.reachable = False
    await bot.deny_writing(deny=True)
    await bot.beats(PATIENCE + 3)
    bot.reachable = True
    await bot.beats(2)

    assert len(bot.told) == 1
    assert caplog.text.count("I have not been able") == 1


async def test_a_database_that_is_being_rewritten_is_no_trouble(bot: Bot) -> None:
    bot.database.writable.clear()
    await bot.beats(1)

    beat = read_beat(bot.database.path)
    assert beat is not None
    assert beat.writable


def test_without_a_supervisor_nobody_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)

    Supervisor().ready()


async def test_a_bot_that_ends_in_the_middle_of_a_beat_leaves_no_heartbeat(bot: Bot) -> None:
    heartbeat = file_of(bot.database.path)
    draft = heartbeat.with_name(heartbeat.name + ".new")
    os.mkfifo(draft)  # writing waits until somebody reads
    begun = asyncio.Event()

    def sheet() -> str:
        begun.set()
        return "1a2b3c4d"

    pulse = Pulse(replace(bot.seen, sheet=sheet), bot.alarms, Supervisor(None), alarm)
    life = asyncio.create_task(pulse.run())
    await begun.wait()
    life.cancel()
    ended, _ = await asyncio.wait((life,), timeout=0.05)
    told = await asyncio.to_thread(draft.read_text)
    await asyncio.wait((life,))

    assert not ended
    assert "1a2b3c4d" in told
    assert not heartbeat.exists()


async def test_an_older_look_is_not_written_over_a_newer_one(bot: Bot) -> None:
    draft = file_of(bot.database.path).with_name(file_of(bot.database.path).name + ".new")
    os.mkfifo(draft)  # writing waits until somebody reads
    sheets = iter(("older", "newer"))
    pulse = Pulse(replace(bot.seen, sheet=lambda: next(sheets)), bot.alarms, Supervisor(None), alarm)

    beats = [asyncio.create_task(pulse.beat()) for _ in range(2)]
    told = await asyncio.to_thread(draft.read_text)
    await asyncio.gather(*beats)

    assert "older" in told
    assert "newer" not in told
    beat = read_beat(bot.database.path)
    assert beat is not None
    assert beat.sheet == "newer"
