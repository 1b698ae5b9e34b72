"""Commands that Discord knows from an earlier start, so that only tests of telling them tell them."""

from typing import NamedTuple

from bot.app import App
from bot.database import meta
from bot.ui.discord_bot.command_sync import described, fingerprint
from tests.discord_server.json_shape import Json
from tests.discord_server.server import DiscordServer

COMMANDS = "/applications/{application_id}/commands"


class _Told(NamedTuple):
    """What the first bot of this process told Discord, and what its fingerprint was made of."""

    bodies: list[Json]
    commands: list[Json]


_TOLD: list[_Told] = []


async def know(app: App, server: DiscordServer) -> None:
    """As an earlier start of this bot left them; a bot with other commands tells its own all the same."""
    for told in _TOLD:
        server.world.commands.overwrite(None, told.bodies)
        known = fingerprint(server.world.application.id, told.commands)
        await meta.put(app.services.database, meta.Key.COMMANDS, known)


def learn(app: App, server: DiscordServer) -> None:
    """Keep what was told for the next tests."""
    told = [each.body for each in server.requests.to("PUT", COMMANDS) if isinstance(each.body, list)]
    if told and app.services.health.commands.told and not _TOLD:
        _TOLD.append(_Told(told[-1], described(app.client.tree)))
