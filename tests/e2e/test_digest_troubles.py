"""What Discord can do to a digest that is due, and the one outcome that each of it has."""

import shutil
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bot.database import subscriptions
from bot.database.digest_log import State
from bot.database.subscriptions import Pause
from tests.database.samples import a_query, log
from tests.discord_server.errors import ApiError, missing_access, unknown
from tests.discord_server.faults import Cut, Fault, Hang, Outage, RateLimited, Refused
from tests.discord_server.permission import Permission
from tests.discord_server.server import DiscordServer
from tests.e2e.daily import DAY, HOUR, NINE, POSTS, Daily, rows, told
from tests.e2e.hours import Hours

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
Act = Callable[[DiscordServer], Awaitable[None]]


@pytest.fixture(autouse=True)
def shortly_before(hours: Hours) -> None:
    """Each quarter of an hour of the day before is like another, and costs as much as one that counts."""
    hours.set(NINE - HOUR / 2)


@pytest.mark.parametrize(
    ("fault", "first_try_after"),
    [
        pytest.param(RateLimited(retry_after=90), 90, id="429"),
        pytest.param(RateLimited(retry_after=90, everywhere=True), 90, id="429 everywhere"),
        pytest.param(Refused(missing_access()), 900, id="403"),
        pytest.param(Refused(ApiError(400, 50008, "Cannot send messages here")), 5, id="400"),
        pytest.param(Outage(500), 5, id="500"),
        pytest.param(Outage(503), 5, id="503"),
        pytest.param(Cut(), 5, id="cut"),
        pytest.param(Cut(accepted=True), 5, id="cut after it was accepted"),
        pytest.param(Hang(), 5, id="no answer"),
        pytest.param(Hang(accepted=True), 5, id="no answer after it was accepted"),
    ],
)
async def test_after_one_trouble_there_is_one_message_and_no_request_too_many(
    discord_server: DiscordServer, daily: Daily, hours: Hours, fault: Fault, first_try_after: int
) -> None:
    posts = f"/channels/{discord_server.channel.id}/messages"
    discord_server.fail("POST", posts, fault)
    accepted = isinstance(fault, Cut | Hang) and fault.accepted
    patience = 0.3 if isinstance(fault, Hang) else 20.0

    async with daily.start(receipt_seconds=patience) as bot:
        await hours.until(NINE + SECOND)
        tried = len(discord_server.requests.to("POST", posts))
        await hours.until(NINE + HOUR)
        (row,) = await rows(bot.app.services.database, discord_server.channel)

    (message,) = daily.digests()
    assert (row.state, row.message_id) == (State.SENT, message.id)
    assert message.created_at == (NINE if accepted else NINE + first_try_after * SECOND)
    assert tried == 1
    assert len(discord_server.requests.to("POST", posts)) == (1 if accepted else 2)


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(RateLimited(retry_after=0), id="429"),
        pytest.param(Outage(500), id="500"),
        pytest.param(Cut(), id="cut"),
        pytest.param(Cut(accepted=True), id="cut after it was accepted"),
    ],
)
async def test_a_trouble_without_end_is_skipped_after_the_window_and_told_once(
    discord_server: DiscordServer, daily: Daily, hours: Hours, fault: Fault
) -> None:
    discord_server.fail("POST", f"/channels/{discord_server.channel.id}/messages", fault, times=10_000)
    discord_server.fail("GET", POSTS, Outage(502), times=10_000)

    async with daily.start(BOT_DIGEST__LATE_HOURS="1") as bot:
        await hours.until(NINE + 2 * HOUR)
        discord_server.faults.clear()
        await hours.leap(NINE + DAY)
        first, second = await rows(bot.app.services.database, discord_server.channel)

    accepted = fault == Cut(accepted=True)
    assert daily.days() == ["2035-04-10"] * accepted + ["2035-04-11"]
    assert (first.state, first.reason) == ((State.SENT, None) if accepted else (State.SKIPPED, "refused"))
    assert second.state is State.SENT
    assert len([words for words in told(discord_server) if "too late now" in words]) == (not accepted)


async def delete_channel(server: DiscordServer) -> None:
    server.remove_channel(server.channel)


async def forbid_posting(server: DiscordServer) -> None:
    server.deny(server.channel, Permission.SEND_MESSAGES)


async def forbid_seeing(server: DiscordServer) -> None:
    server.deny(server.channel, Permission.VIEW_CHANNEL)


async def throw_out(server: DiscordServer) -> None:
    server.remove_guild(server.guild)


@pytest.mark.parametrize(
    ("act", "pause", "words"),
    [
        (delete_channel, Pause.GONE, "I can no longer find channel"),
        (forbid_posting, Pause.FORBIDDEN, "I am no longer allowed to post in"),
        (forbid_seeing, Pause.FORBIDDEN, "I am no longer allowed to post in"),
        (throw_out, Pause.FORBIDDEN, "I am no longer allowed to post in"),
    ],
)
async def test_without_its_channel_the_digest_pauses_keeps_its_settings_and_the_owner_is_told_once(
    discord_server: DiscordServer, daily: Daily, hours: Hours, act: Act, pause: Pause, words: str
) -> None:
    async with daily.start() as bot:
        await hours.quiet()
        await act(discord_server)
        await hours.until(NINE + 2 * HOUR)
        kept = await subscriptions.subscription(bot.app.services.database, discord_server.channel.id)

    (news,) = told(discord_server)
    assert kept is not None
    assert (kept.paused, kept.terms.zone, kept.terms.at.hour) == (pause, "Europe/Berlin", 9)
    assert words in news


async def test_when_the_right_is_back_the_digest_comes_late_and_says_so(
    discord_server: DiscordServer, daily: Daily, hours: Hours
) -> None:
    discord_server.deny(discord_server.channel, Permission.SEND_MESSAGES)

    async with daily.start():
        await hours.until(NINE + 2 * HOUR - SECOND)
        discord_server.allow(discord_server.channel, Permission.SEND_MESSAGES)
        await hours.until(NINE + 3 * HOUR)

    (message,) = daily.digests()
    assert message.created_at == NINE + 2 * HOUR
    assert "This digest is 2 hours late." in message.text
    assert "gets its daily digest again" in told(discord_server)[-1]


async def test_who_may_not_read_the_history_does_not_post_twice(
    discord_server: DiscordServer, daily: Daily, hours: Hours
) -> None:
    discord_server.fail("POST", POSTS, Cut(accepted=True))
    discord_server.deny(discord_server.channel, Permission.READ_MESSAGE_HISTORY)

    async with daily.start() as bot:
        await hours.until(NINE + SECOND)
        discord_server.forget_nonces()
        await hours.until(NINE + HOUR)
        blind = daily.days()
        discord_server.allow(discord_server.channel, Permission.READ_MESSAGE_HISTORY)
        await hours.until(NINE + 2 * HOUR)
        (row,) = await rows(bot.app.services.database, discord_server.channel)

    assert blind == daily.days() == ["2035-04-10"]
    assert row.state is State.SENT


async def test_an_imitation_of_the_mark_is_not_taken_for_the_digest(
    discord_server: DiscordServer, daily: Daily, hours: Hours
) -> None:
    discord_server.fail("POST", POSTS, Cut())

    async with daily.start():
        await hours.until(NINE - SECOND)
        discord_server.say("Digest 2035-04-10 · No. 1")
        await hours.until(NINE + HOUR)

    assert daily.days() == ["2035-04-10"]


async def test_the_mark_is_found_behind_hundreds_of_messages(
    discord_server: DiscordServer, daily: Daily, hours: Hours
) -> None:
    discord_server.fail("POST", POSTS, Cut(accepted=True))

    async with daily.start():
        await hours.until(NINE - SECOND)
        for number in range(250):
            discord_server.say(f"message {number}")
        await hours.until(NINE + HOUR)

    assert daily.days() == ["2035-04-10"]
    assert len(discord_server.requests.to("GET", POSTS)) == 3


def let_go_of_lock(database: Path) -> None:
    """As on a network drive that forgets its locks."""
    import fcntl  # not on Windows

    lock = database.with_name(f"{database.name}.lock")
    for handle in Path("/proc/self/fd").iterdir():
        if handle.exists() and handle.samefile(lock):
            fcntl.flock(int(handle.name), fcntl.LOCK_UN)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="only Linux tells who holds what")
async def test_two_bots_that_a_lock_could_not_part_post_once(home: Path, daily: Daily, hours: Hours) -> None:
    settings = daily.settings()
    (home / "mirror").mkdir()
    async with daily.live(settings):
        let_go_of_lock(settings.database.path)
        for name in ("bot.sqlite3", "bot.sqlite3.key"):
            (home / "mirror" / name).symlink_to(settings.database.path.with_name(name))
        mirrored = daily.settings(BOT_DATABASE__PATH=str(home / "mirror" / "bot.sqlite3"))
        async with daily.live(mirrored):
            hours.sleepers = 4
            await hours.until(NINE + HOUR)
            hours.sleepers = 2

    assert daily.days() == ["2035-04-10"]


async def test_a_reload_in_the_middle_changes_the_next_digest_and_not_this_one(
    home: Path, discord_server: DiscordServer, daily: Daily, hours: Hours
) -> None:
    hang = Hang()
    posting = discord_server.fail("POST", POSTS, hang)
    sheet = home / "knowledge" / "lighthouse.yaml"

    async with daily.start():
        await hours.until(NINE - SECOND)
        hours.set(NINE)
        hours.wake()
        await posting.reached.wait()
        text = sheet.read_text("utf-8")
        sheet.write_text(text.replace("The lamp stands 42", "The lamp is at 42"), "utf-8")
        await (await discord_server.slash("reload", user=discord_server.admin)).finished()
        hang.release.set()
        await hours.until(NINE + HOUR)
        await hours.leap(NINE + DAY)

    today, tomorrow = daily.digests()
    assert "What has changed" not in today.text
    assert "What has changed" in tomorrow.text
    assert "The lamp is at 42 metres above the sea." in tomorrow.text


async def test_no_success_for_26_hours_is_told_to_the_owner_once(
    discord_server: DiscordServer, daily: Daily, hours: Hours
) -> None:
    discord_server.fail("POST", f"/channels/{discord_server.channel.id}/messages", Outage(), times=10_000)

    async with daily.start():
        await hours.until(NINE + HOUR)
        await hours.leap(NINE + DAY)
        await hours.until(NINE + DAY + 4 * HOUR)

    overdue = [words for words in told(discord_server) if "has had no digest yet" in words]
    assert len(overdue) == 1


async def test_who_takes_no_messages_is_left_alone(
    discord_server: DiscordServer, daily: Daily, hours: Hours
) -> None:
    discord_server.refuse_direct_messages(discord_server.world.application.owner)
    discord_server.remove_channel(discord_server.channel)

    async with daily.start():
        await hours.until(NINE + 2 * HOUR)

    direct = discord_server.dm(discord_server.world.application.owner)
    tried = discord_server.requests.to("POST", f"/channels/{direct.id}/messages")
    assert len(tried) == 1


async def test_an_owner_whose_account_is_gone_is_not_looked_for_again(
    discord_server: DiscordServer, daily: Daily, hours: Hours
) -> None:
    opening = discord_server.fail("POST", "/users/@me/channels", Refused(unknown("User")), times=99)
    discord_server.remove_channel(discord_server.channel)

    async with daily.start():
        await hours.until(NINE + 2 * HOUR)

    assert opening.met == 1


async def test_a_connection_that_comes_back_makes_no_second_loop(
    discord_server: DiscordServer, daily: Daily, hours: Hours
) -> None:
    async with daily.start():
        await hours.until(NINE - SECOND)
        for _ in range(3):
            discord_server.gateway.identifies.clear()
            discord_server.gateway.invalidate()
            await discord_server.wait_for(lambda: discord_server.gateway.identifies)
            await discord_server.wait_ready()
        await hours.until(NINE + HOUR)
        await hours.leap(NINE + DAY)

    assert daily.days() == ["2035-04-10", "2035-04-11"]
    assert len(discord_server.requests.to("POST", POSTS)) == 2


async def test_where_no_files_may_be_attached_the_week_comes_as_text(
    discord_server: DiscordServer, daily: Daily, hours: Hours
) -> None:
    discord_server.deny(discord_server.channel, Permission.ATTACH_FILES)

    async with daily.start() as bot:
        asked = a_query(1, guild_id=discord_server.guild.id, asked_at=NINE - DAY)
        await log(bot.app.services.database, asked)
        await hours.until(NINE + HOUR)

    (message,) = daily.digests()
    assert message.files == []
    assert "Mon 9  █ 1/1" in message.text


async def test_another_server_s_questions_are_not_shown(
    discord_server: DiscordServer, daily: Daily, hours: Hours
) -> None:
    discord_server.fail("GET", "/channels/{id}", Outage(500), times=100)

    async with daily.start() as bot:
        asked = (a_query(n, guild_id=5, asked_at=NINE - DAY) for n in range(9))
        await log(bot.app.services.database, *asked)
        await hours.until(NINE + HOUR)

    (message,) = daily.digests()
    assert "questions" not in message.text


async def test_a_database_from_before_the_digest_does_not_post_it_again(
    home: Path, discord_server: DiscordServer, daily: Daily, hours: Hours
) -> None:
    backup = home / "backup" / "bot.sqlite3"
    async with daily.start() as bot:
        await hours.quiet()
        await bot.app.services.database.read("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copytree(bot.app.services.database.path.parent, backup.parent)
        await hours.until(NINE + HOUR)

    discord_server.forget_nonces()
    async with daily.start(BOT_DATABASE__PATH=str(backup)) as restored:
        await hours.until(NINE + 2 * HOUR)
        (row,) = await rows(restored.app.services.database, discord_server.channel)

    (message,) = daily.digests()
    assert (row.state, row.message_id) == (State.SENT, message.id)
