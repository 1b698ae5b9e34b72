"""Messages as the bot sent them when its pages were embeds, recorded then and put back into a channel."""

import json
import re
from pathlib import Path

from tests.discord_server.json_shape import Json
from tests.discord_server.messages import EPHEMERAL, Message
from tests.discord_server.payloads import user_payload
from tests.discord_server.people import User
from tests.discord_server.server import DiscordServer

RECORDED = Path(__file__).parent / "recorded"
REQUEST = 1_234_567_890_123_456_789


def recorded(name: str) -> Json:
    """The body of the request, with one number for every id in it."""
    text = (RECORDED / f"{name}.json").read_text("utf-8")
    body: Json = json.loads(re.sub(r"<id \d+>", str(REQUEST), text).replace("<t:time:R>", "<t:1:R>"))
    return body


def old_message(server: DiscordServer, name: str, user: User | None = None, *, flags: int = 0) -> Message:
    """Sent in answer to a command of this user."""
    asker = user or server.user
    about: Json = {"id": str(server.world.ids.next()), "type": 2, "user": user_payload(asker)}
    about["authorizing_integration_owners"] = {}
    return server.posting.create(server.channel, server.bot, recorded(name), flags=flags, interaction=about)


def old_private_message(server: DiscordServer, name: str, user: User | None = None) -> Message:
    return old_message(server, name, user, flags=EPHEMERAL)
