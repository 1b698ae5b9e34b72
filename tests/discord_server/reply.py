"""What one interaction led to: the callback, the message and all that came later, as the wire brings it."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from typing import Literal, NamedTuple

from tests.discord_server.json_shape import Json
from tests.discord_server.messages import File, Message
from tests.discord_server.people import User
from tests.discord_server.places import Channel
from tests.discord_server.pulse import PATIENCE, Pulse

Installed = Literal["guild", "user", "both"]


class InteractionKind(IntEnum):
    """What the user did."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class CallbackKind(IntEnum):
    """How the bot answered first."""

    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


class Choice(NamedTuple):
    """One line of an autocomplete menu."""

    name: str
    value: str | int | float


@dataclass(slots=True, eq=False)
class Reply:
    """One interaction, from the user's deed to the bot's last word."""

    id: int
    token: str
    asked: InteractionKind
    user: User
    channel: Channel
    locale: str
    installed: Installed
    opened_at: datetime
    source: Message | None = None
    metadata: Json = field(default_factory=dict)
    kind: CallbackKind | None = None
    callback: Json = field(default_factory=dict)
    message: Message | None = None
    followups: list[Message] = field(default_factory=list)
    elapsed: float | None = None
    started: float = field(default_factory=time.perf_counter)
    pulse: Pulse = field(default_factory=Pulse)

    @property
    def content(self) -> str:
        return self.message.content if self.message else ""

    @property
    def embeds(self) -> list[Json]:
        return self.message.embeds if self.message else []

    @property
    def components(self) -> list[Json]:
        return self.message.components if self.message else []

    @property
    def files(self) -> list[File]:
        return self.message.files if self.message else []

    @property
    def flags(self) -> int:
        return self.message.flags if self.message else 0

    @property
    def ephemeral(self) -> bool:
        return self.message is not None and self.message.ephemeral

    @property
    def text(self) -> str:
        """All the words of the answer and of its follow-ups."""
        return "\n".join(message.text for message in self.messages)

    @property
    def labels(self) -> list[str]:
        return self.message.labels if self.message else []

    @property
    def messages(self) -> list[Message]:
        return [*([self.message] if self.message else []), *self.followups]

    @property
    def edits(self) -> list[Message]:
        """Earlier versions of the answer, oldest first."""
        return self.message.earlier if self.message else []

    @property
    def waiting(self) -> bool:
        """Whether the bot has only said that it is thinking."""
        return self.message is not None and self.message.loading

    @property
    def choices(self) -> list[Choice]:
        listed = (self.callback.get("data") or {}).get("choices") or ()
        return [Choice(choice["name"], choice["value"]) for choice in listed]

    @property
    def modal(self) -> Json:
        assert self.kind is CallbackKind.MODAL, f"the bot answered with {self.kind!r}, not with a modal"
        data: Json = self.callback["data"]
        return data

    async def answered(self, within: float = PATIENCE) -> "Reply":
        """Wait for the first callback."""
        await self.pulse.until(lambda: self.kind is not None, within, what="the bot's answer")
        return self

    async def finished(self, within: float = PATIENCE) -> "Reply":
        """Wait until a deferred answer has its words."""
        await self.answered(within)
        await self.pulse.until(lambda: not self.waiting, within, what="the end of the thinking")
        return self

    async def until(self, claim: Callable[["Reply"], bool], within: float = PATIENCE) -> "Reply":
        """Wait for whatever the claim says: a follow-up, an edit, a deletion."""
        await self.pulse.until(lambda: claim(self), within, what="the reply to be as claimed")
        return self
