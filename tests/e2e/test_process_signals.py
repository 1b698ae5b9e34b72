"""What a supervisor, a terminal and a log see of the process."""

import asyncio
import fcntl
import json
import signal
import sys
from asyncio.subprocess import DEVNULL
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import IO

import pytest

from bot.services.health.heartbeat import read_beat
from tests.child_process import PATIENCE, spawned
from tests.discord_server.errors import unknown
from tests.discord_server.faults import Refused
from tests.discord_server.server import DiscordServer
from tests.e2e.processes import bot_process, ended, environment, running_bot, until_ready, until_said
from tests.e2e.test_program_processes import DATABASE, LAMP, WRONG, rows
from tests.forked_process import forked

pytestmark = pytest.mark.slow
FULL = Path("/dev/full")
PRIVATE = "is the tall keeper of the lamp really ill"


def until_given_back(lock: Path) -> None:
    """A process holds its lock to its end."""
    with lock.open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)


async def until_connected(home: Path) -> None:
    """Its first heartbeat after it said that it is ready."""
    async with asyncio.timeout(PATIENCE):
        while not ((beat := read_beat(home / DATABASE)) and beat.connected):
            await asyncio.to_thread(Event().wait, 0.05)


async def brief(home: Path, server: DiscordServer) -> tuple[int, str]:
    command = (sys.executable, "-m", "bot", "status", "--brief")
    return await ended(await spawned(command, cwd=home, env=environment(server)))


async def test_one_line_and_an_exit_code_tell_how_the_bot_is(
    home: Path, discord_server: DiscordServer
) -> None:
    async with bot_process(home, discord_server) as process:
        await until_connected(home)
        during = await brief(home, discord_server)
        process.terminate()
        await ended(process)
    after = await brief(home, discord_server)

    assert after[0] == 1
    assert after[1].startswith("unhealthy: the bot is not running here")
    assert during[0] == 0
    assert during[1].startswith(
        "healthy: gateway connected, database writable, 0 entries waiting, digests on"
    )


@pytest.fixture
def full_disk() -> Iterator[IO[str]]:
    if not FULL.exists():
        pytest.skip("this system has no device that is always full")
    with FULL.open("w") as file:
        yield file


async def test_a_log_on_a_full_disk_is_lost_and_the_bot_goes_on(
    home: Path, discord_server: DiscordServer, full_disk: IO[str]
) -> None:
    variables, streams = environment(discord_server), {2: full_disk.fileno()}
    process = await forked("bot", ["run"], folder=home, environment=variables, streams=streams)
    await until_connected(home)
    reply = await discord_server.slash("ask", LAMP)

    process.terminate()
    code, said = await ended(process)

    assert (code, said) == (0, "")
    assert "42 metres" in reply.text


async def test_where_everything_is_started_again_a_wrong_token_waits_without_another_login(
    home: Path, discord_server: DiscordServer
) -> None:
    process = await running_bot(home, discord_server, options=["--stay"], DISCORD_TOKEN=WRONG)
    lines = await until_said(process, "Waiting until somebody fixes that")
    health, told = await brief(home, discord_server)
    logins = len(discord_server.requests.to("GET", "/users/@me"))

    process.terminate()
    code, said = await ended(process)

    assert (code, logins) == (2, 1)
    assert "Discord refused the token." in lines[-2]
    assert WRONG not in "\n".join(lines) + said
    assert health == 1
    assert told.startswith("unhealthy: the bot is not running here")


async def test_where_everything_is_started_again_a_missing_token_waits_as_well(
    home: Path, discord_server: DiscordServer
) -> None:
    process = await running_bot(home, discord_server, options=["--stay"], DISCORD_TOKEN="")
    lines = await until_said(process, "Waiting until somebody fixes that")

    process.terminate()
    code, _ = await ended(process)

    assert code == 2
    assert "No Discord token is configured." in "\n".join(lines)


async def test_nobodys_words_tokens_or_ids_are_logged_at_any_level(
    home: Path, discord_server: DiscordServer
) -> None:
    process = await running_bot(home, discord_server, "--debug")
    lines = await until_ready(process)
    reply = await discord_server.slash("ask", {"question": PRIVATE})
    said = discord_server.say(f"{PRIVATE} too", mention=True)
    await discord_server.next_message(said)

    process.terminate()
    _, last = await ended(process)

    logged = "\n".join(lines) + last
    assert "DEBUG" in logged
    assert discord_server.token not in logged
    tokens = [request.path for request in discord_server.requests if "/callback" in request.path]
    assert reply.text
    assert tokens
    assert "keeper of the lamp" not in logged
    assert all(path.split("/")[-2] not in logged for path in tokens)
    assert str(said.author.id) not in logged


async def test_without_a_terminal_hanging_up_means_to_read_the_sheet_again(
    home: Path, discord_server: DiscordServer
) -> None:
    sheet = home / "knowledge" / "lighthouse.yaml"
    async with bot_process(home, discord_server) as process:
        sheet.write_text(sheet.read_text("utf-8").replace("answer: The lamp stands", "answer: It stands"))
        process.send_signal(signal.SIGHUP)
        lines = await until_said(process, "The new sheet is in use")
        reply = await discord_server.slash("ask", LAMP)

        sheet.write_text("title: [")
        process.send_signal(signal.SIGHUP)
        lines += await until_said(process, "was not loaded")
        lines += await until_said(process, "It is wrong at knowledge/lighthouse.yaml:")
        again = await discord_server.slash("ask", LAMP)
        owner = discord_server.dm(discord_server.world.application.owner)
        await discord_server.wait_for(lambda: discord_server.world.history(owner))

    assert "It stands 42 metres" in reply.text
    assert "It stands 42 metres" in again.text
    (told,) = discord_server.world.history(owner)
    assert "python -m bot check" in told.text


async def test_a_signal_that_is_to_be_ignored_stays_ignored(
    home: Path, discord_server: DiscordServer
) -> None:
    variables = environment(discord_server)
    process = await forked("bot", ["run"], folder=home, environment=variables, ignored=[signal.SIGINT])
    await until_ready(process)

    process.send_signal(signal.SIGINT)
    process.send_signal(signal.SIGHUP)
    await until_said(process, "Nothing has changed: version")
    reply = await discord_server.slash("ask", LAMP)
    process.terminate()
    code, _ = await ended(process)

    assert code == 0
    assert "42 metres" in reply.text


@pytest.mark.usefixtures("interruptible")
async def test_a_closed_terminal_ends_it_in_order(home: Path, discord_server: DiscordServer) -> None:
    spawn = f"import pty; pty.spawn([{sys.executable!r}, '-m', 'bot', 'run'])"
    terminal = await spawned(
        [sys.executable, "-c", spawn], cwd=home, env=environment(discord_server), stdin=DEVNULL
    )
    await discord_server.wait_ready()
    reply = await discord_server.slash("ask", LAMP)

    terminal.kill()
    await terminal.wait()
    await asyncio.to_thread(until_given_back, home / f"{DATABASE}.lock")

    await discord_server.wait_for(lambda: not discord_server.gateway.connected(0))
    assert not (home / f"{DATABASE}-wal").exists()
    assert "42 metres" in reply.text
    assert rows(home) == 1


async def test_json_lines_are_objects_from_the_first_to_the_last(
    home: Path, discord_server: DiscordServer
) -> None:
    process = await running_bot(home, discord_server, BOT_LOG__FORMAT="json")
    lines = await until_said(process, '"ready"')

    process.terminate()
    code, _ = await ended(process)

    told = [json.loads(line) for line in lines]
    assert code == 0
    assert [set(one) for one in told] == [{"time", "level", "logger", "message"}] * len(lines)
    assert told[-1]["message"] == "ready"


async def test_what_is_odd_and_what_ends_it_are_objects_as_well(
    home: Path, discord_server: DiscordServer
) -> None:
    odd = {"BOT_LOG__FORMAT": "json", "BOT_LOG_RETENTION_DAYS": "5", "BOT_MATCHING__SURE": "3"}
    process = await running_bot(home, discord_server, DISCORD_TOKEN=WRONG, **odd)

    code, said = await ended(process)

    told = [(line["level"], line["message"]) for line in map(json.loads, said.splitlines())]
    assert code == 2
    assert [level for level, _ in told] == ["WARNING", "WARNING", "ERROR"]
    assert "Write BOT_LOG__RETENTION_DAYS." in told[0][1]
    assert "“matching.sure” no longer has any effect" in told[1][1]
    assert "Discord refused the token." in told[2][1]


async def test_a_thousand_interactions_that_an_outage_left_stale_are_one_line(
    home: Path, discord_server: DiscordServer
) -> None:
    callback = "/interactions/{id}/{token}/callback"
    ordered = discord_server.fail("POST", callback, Refused(unknown("Interaction")), times=1000)
    process = await running_bot(home, discord_server)
    await until_ready(process)

    for _ in range(10):
        met = ordered.met
        for _ in range(100):
            discord_server.start_slash("topics")
        await discord_server.wait_for(lambda: ordered.met >= met + 100)  # noqa: B023 - waited for at once
    reply = await discord_server.slash("ask", LAMP)
    process.terminate()
    code, said = await ended(process)

    assert code == 0
    assert "42 metres" in reply.text
    assert said.count("was over before it was answered") == 1
    assert len(said.splitlines()) == 1
