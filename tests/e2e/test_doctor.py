"""What the doctor hears from Discord, and finds beside a running bot."""

from datetime import timedelta

import pytest

from bot.services.health.doctor import Health, database, running
from bot.ui.discord_bot.doctor import Reached, UnreachableError, reach
from tests.database.samples import a_query, log
from tests.discord_server.faults import Outage
from tests.discord_server.server import DiscordServer
from tests.e2e.running import Bot, now


async def test_discord_tells_whether_it_takes_the_token_without_a_session(
    discord_server: DiscordServer,
) -> None:
    taken = await reach(discord_server.api_url, discord_server.token)
    refused = await reach(discord_server.api_url, "another-one")

    assert taken == Reached(accepted=True, remaining=999, total=1000)
    assert refused == Reached(accepted=False)
    assert discord_server.gateway.identifies == []


async def test_a_discord_in_trouble_is_told(discord_server: DiscordServer) -> None:
    discord_server.fail("GET", "/gateway/bot", Outage(503))

    with pytest.raises(UnreachableError, match="status 503"):
        await reach(discord_server.api_url, discord_server.token)


async def test_a_running_bot_and_its_database_are_well(bot: Bot) -> None:
    await bot.app.pulse.beat()
    path = bot.app.services.database.path

    found = [*running(path), *database(path)]

    assert {health for health, _ in found} == {Health.WELL}
    assert "A bot runs on this database" in found[0][1]


async def test_a_clock_that_was_ahead_a_lost_key_and_an_open_one_are_told(bot: Bot) -> None:
    path = bot.app.services.database.path
    key = path.with_name(path.name + ".key")
    await log(bot.app.services.database, a_query(1, asked_at=now() + timedelta(days=120)))

    key.chmod(0o644)
    ahead = [words for health, words in database(path) if health is Health.ILL]
    key.unlink()
    lost = [words for health, words in database(path) if health is Health.ILL]

    assert "can be read by others" in ahead[0]
    assert "which is yet to come" in ahead[1]
    assert "is missing" in lost[0]
