"""How the bot is doing, as supervisors and owners hear it."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.database.audit_log import latest
from bot.services.health.heartbeat import Trouble, read_beat, troubles, write_beat
from bot.services.status import RELOAD
from tests.discord_server.server import DiscordServer
from tests.e2e.running import Bot, Start, now


async def test_a_running_bot_leaves_a_heartbeat_that_is_well(bot: Bot) -> None:
    await bot.app.pulse.beat()

    beat = read_beat(bot.app.services.database.path)

    assert beat is not None
    assert (beat.connected, beat.writable, beat.pending, beat.overdue) == (True, True, 0, 0)
    assert beat.sheet == bot.app.services.snapshots.current.version
    assert troubles(beat, now()) == ()


async def test_a_start_after_a_kill_says_so_and_one_after_an_end_in_order_does_not(
    home: Path, start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    async with start() as bot:
        beat = await bot.app.pulse.beat()
    told = []
    for killed in (False, True):
        caplog.clear()
        if killed:
            write_beat(home / "data" / "bot.sqlite3", replace(beat, at=datetime(2026, 5, 4, 12, tzinfo=UTC)))
        async with start():
            told.append("did not end in order" in caplog.text)

    assert told == [False, True]
    assert "it was last heard at 2026-05-04 12:00:00 UTC" in caplog.text


async def test_an_outage_is_in_the_heartbeat_and_a_line_in_the_log(
    discord_server: DiscordServer, bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    lost = bot.app.client.wait_for("shard_disconnect")
    await discord_server.__aexit__(None, None, None)
    await lost

    beats = [await bot.app.pulse.beat() for _ in range(3)]

    assert not any(beat.connected for beat in beats)
    assert caplog.text.count("Discord is away") == 1
    assert "Traceback" not in caplog.text


async def test_a_trouble_that_a_person_must_mend_is_told_to_the_owner_by_direct_message(
    discord_server: DiscordServer, bot: Bot
) -> None:
    await bot.app.services.alarms.raise_for(Trouble.DISK, "The disk is almost full.")
    await bot.app.services.alarms.raise_for(Trouble.DISK, "The disk is almost full.")

    owner = discord_server.world.application.owner
    said = discord_server.world.history(discord_server.dm(owner))
    assert [message.text for message in said] == ["The disk is almost full."]
    assert await latest(bot.app.services.database, RELOAD) is None
