"""Where a ledger keeps count, the first answer is the only one; elsewhere discord.py does as ever."""

import discord
import pytest
from discord.http import Route

from bot.ui.discord_bot.delivery.no_retries import RepeatedError, no_retries
from tests.discord_server.faults import Fault, Outage, RateLimited
from tests.discord_server.server import DiscordServer
from tests.e2e.running import Bot

ME = "/users/@me"


async def ask(bot: Bot) -> object:
    return await bot.app.client.http.request(Route("GET", ME))


@pytest.mark.parametrize(
    ("fault", "error"), [(Outage(502), discord.DiscordServerError), (RateLimited(1200), discord.RateLimited)]
)
async def test_a_refusal_is_raised_at_once(
    discord_server: DiscordServer, bot: Bot, fault: Fault, error: type[discord.DiscordException]
) -> None:
    seen = len(discord_server.requests.to("GET", ME))
    discord_server.fail("GET", ME, fault)

    with no_retries(), pytest.raises(error) as raised:
        await ask(bot)

    assert len(discord_server.requests.to("GET", ME)) == seen + 1
    assert getattr(raised.value, "retry_after", 1200) == 1200


async def test_the_same_request_is_not_sent_twice(discord_server: DiscordServer, bot: Bot) -> None:
    seen = len(discord_server.requests.to("GET", ME))

    with no_retries():
        await ask(bot)
        with pytest.raises(RepeatedError):
            await ask(bot)

    assert len(discord_server.requests.to("GET", ME)) == seen + 1


async def test_outside_it_is_tried_again(discord_server: DiscordServer, bot: Bot) -> None:
    seen = len(discord_server.requests.to("GET", ME))
    discord_server.fail("GET", ME, RateLimited(0.01))

    answer = await ask(bot)

    assert isinstance(answer, dict)
    assert len(discord_server.requests.to("GET", ME)) == seen + 2
