"""The whole program as a supervisor sees it: lines, signals, exit codes."""

import asyncio
import signal
import sqlite3
from pathlib import Path

import pytest

from tests.discord_server.faults import Hang
from tests.discord_server.server import DiscordServer
from tests.e2e.processes import bot_process, ended, running_bot, started, until_ready, until_said
from tests.e2e.running import Bot

pytestmark = pytest.mark.slow

LAMP = {"question": "how tall is the lamp"}
WRONG = "not-the-right-one-at-all"
NOWHERE = "http://127.0.0.1:9/api/v10"
DATABASE = Path("data") / "bot.sqlite3"


def rows(home: Path) -> int:
    with sqlite3.connect(home / DATABASE) as database:
        (count,) = database.execute("SELECT count(*) FROM queries").fetchone()
    database.close()
    return int(count)


@pytest.mark.usefixtures("interruptible")
async def test_ctrl_c_closes_it_cleanly_and_the_libraries_have_no_warnings(
    home: Path, discord_server: DiscordServer
) -> None:
    process = await started(home, discord_server, PYTHONWARNINGS="error")
    lines = await until_ready(process)
    reply = await discord_server.slash("ask", LAMP)

    process.send_signal(signal.SIGINT)
    code, said = await ended(process)

    assert (len(lines), lines[-1]) == (6, "ready")
    assert "42 metres" in reply.text
    assert (code, said) == (0, "")
    assert rows(home) == 1
    assert not (home / "data" / "bot.sqlite3-wal").exists()


async def test_sigterm_lets_an_answer_in_flight_arrive_and_closes_it_cleanly(
    home: Path, discord_server: DiscordServer
) -> None:
    async with bot_process(home, discord_server) as process:
        hang = Hang()
        trouble = discord_server.fail("POST", "/interactions/{id}/{token}/callback", hang)
        reply = discord_server.start_slash("ask", LAMP)
        await trouble.reached.wait()

        process.send_signal(signal.SIGTERM)
        await asyncio.wait([asyncio.create_task(process.wait())], timeout=0.1)
        still_running = process.returncode is None
        hang.release.set()
        await reply.answered()
        code, said = await ended(process)

    assert still_running
    assert "42 metres" in reply.text
    assert (code, said) == (0, "")
    assert rows(home) == 1
    assert not (home / "data" / "bot.sqlite3-wal").exists()


async def test_a_stop_while_it_logs_in_is_no_outage(home: Path, discord_server: DiscordServer) -> None:
    hang = Hang()
    trouble = discord_server.fail("GET", "/users/@me", hang)
    process = await running_bot(home, discord_server)
    await trouble.reached.wait()

    process.terminate()
    code, said = await ended(process)

    hang.release.set()
    assert (code, said) == (0, "")


async def test_a_wrong_token_is_told_and_never_shown(home: Path, discord_server: DiscordServer) -> None:
    process = await running_bot(home, discord_server, "--debug", DISCORD_TOKEN=WRONG)

    code, said = await ended(process)

    assert code == 2
    assert "Discord refused the token." in said
    assert WRONG not in said
    assert "Traceback" not in said


async def test_a_discord_that_cannot_be_reached_is_waited_for_and_the_token_is_never_shown(
    home: Path, discord_server: DiscordServer
) -> None:
    process = await running_bot(home, discord_server, "--debug", BOT_DISCORD__API_URL=NOWHERE)
    lines = await until_said(process, f"Discord cannot be reached at {NOWHERE}")

    process.terminate()
    code, said = await ended(process)

    assert code == 0
    assert discord_server.token not in "\n".join(lines) + said
    assert "Traceback" not in said


async def test_a_second_bot_on_the_same_database_does_not_start(
    home: Path, discord_server: DiscordServer, bot: Bot
) -> None:
    second = await running_bot(home, discord_server)

    code, said = await ended(second)

    assert bot.app.services.database.path == home / DATABASE
    assert code == 2
    assert "Another bot is running on the database" in said
