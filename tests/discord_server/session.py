"""One shard's session: it outlives a lost connection and can be resumed."""

from collections import deque
from dataclasses import dataclass, field
from enum import IntFlag
from typing import NamedTuple

from tests.discord_server.json_shape import Json
from tests.discord_server.link import Link, Op
from tests.discord_server.people import User

REMEMBERED_EVENTS = 5_000


class Intent(IntFlag):
    """The gateway intents that matter here."""

    GUILDS = 1 << 0
    GUILD_MEMBERS = 1 << 1
    GUILD_PRESENCES = 1 << 8
    GUILD_MESSAGES = 1 << 9
    DIRECT_MESSAGES = 1 << 12
    MESSAGE_CONTENT = 1 << 15


PRIVILEGED = Intent.GUILD_MEMBERS | Intent.GUILD_PRESENCES | Intent.MESSAGE_CONTENT


class Event(NamedTuple):
    """One dispatched event with its place in the session."""

    sequence: int
    name: str
    data: Json


@dataclass(slots=True, eq=False)
class Session:
    """Numbers the events of a shard and keeps the last ones for a resume."""

    id: str
    shard: int
    shards: int
    intents: Intent
    link: Link | None
    sequence: int = 0
    resumes: int = 0
    events: deque[Event] = field(default_factory=lambda: deque(maxlen=REMEMBERED_EVENTS))

    def dispatch(self, name: str, data: Json) -> None:
        self.sequence += 1
        event = Event(self.sequence, name, data)
        self.events.append(event)
        self._send(event)

    def resume(self, link: Link, after: int) -> None:
        """Go on over a new connection: first what was missed, then RESUMED."""
        self.link = link
        self.resumes += 1
        for event in self.events:
            if event.sequence > after:
                self._send(event)
        self.dispatch("RESUMED", {})

    def _send(self, event: Event) -> None:
        if self.link:
            self.link.send(Op.DISPATCH, event.data, event=event.name, sequence=event.sequence)


def as_seen(payload: Json, intents: Intent, bot: User) -> Json:
    """A message as the bot may see it: without the content intent only what concerns the bot has words."""
    concerns_bot = (
        "guild_id" not in payload
        or payload["author"]["id"] == str(bot.id)
        or any(user["id"] == str(bot.id) for user in payload["mentions"])
    )
    if concerns_bot or Intent.MESSAGE_CONTENT in intents:
        return payload
    return payload | {"content": "", "embeds": [], "attachments": [], "components": []}
