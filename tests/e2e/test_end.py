"""The connection ends for good, and a person is told why."""

import pytest

from bot.errors import ConfigError
from tests.discord_server.server import DiscordServer
from tests.e2e.running import Start


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (4004, "Discord refused the token"),
        (4013, "refused the connection for good .code 4013."),
        (4014, "an intent that this application may not use"),
    ],
)
async def test_a_connection_that_is_refused_for_good_is_a_matter_of_settings(
    discord_server: DiscordServer, start: Start, code: int, sentence: str
) -> None:
    with pytest.raises(ConfigError, match=sentence):
        await live_until(discord_server, start, code)


async def live_until(server: DiscordServer, start: Start, code: int) -> None:
    """A ready bot whose connection Discord closes with this code."""
    async with start() as bot:
        server.gateway.drop(code=code)
        await bot.ended()
