"""Messages as the server keeps them, with all their earlier versions."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from tests.discord_server.json_shape import Json
from tests.discord_server.people import User
from tests.discord_server.places import Channel
from tests.discord_server.reading import component_words, embed_words, flattened

TEXT_DISPLAY = 10
EPHEMERAL = 1 << 6
LOADING = 1 << 7
COMPONENTS_V2 = 1 << 15


@dataclass(frozen=True, slots=True)
class File:
    """An attachment with its bytes."""

    id: int
    name: str
    data: bytes
    description: str | None = None

    @property
    def text(self) -> str:
        return self.data.decode()


@dataclass(slots=True, eq=False)
class Message:
    """One message; it changes in place when it is edited."""

    id: int
    channel: Channel
    author: User
    created_at: datetime
    content: str = ""
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    flags: int = 0
    nonce: str | int | None = None
    reply_to: "Message | None" = None
    mentions: list[User] = field(default_factory=list)
    allowed_mentions: Json | None = None
    interaction: Json | None = None
    extra: Json = field(default_factory=dict)
    edited_at: datetime | None = None
    deleted: bool = False
    earlier: "list[Message]" = field(default_factory=list)

    @property
    def ephemeral(self) -> bool:
        return bool(self.flags & EPHEMERAL)

    @property
    def loading(self) -> bool:
        return bool(self.flags & LOADING)

    @property
    def in_components(self) -> bool:
        return bool(self.flags & COMPONENTS_V2)

    @property
    def displayed(self) -> list[str]:
        """The texts of its components, which nobody's settings hide."""
        return [each["content"] for each in flattened(self.components) if each["type"] == TEXT_DISPLAY]

    @property
    def text(self) -> str:
        """All the words of the message, one piece a line."""
        return "\n".join(self._words())

    @property
    def controls(self) -> list[Json]:
        """Buttons and select menus."""
        return [component for component in flattened(self.components) if component.get("type") in range(2, 9)]

    @property
    def labels(self) -> list[str]:
        """The labels of the buttons."""
        return [control["label"] for control in self.controls if control.get("label")]

    def revise(self, body: Json, files: list[File], at: datetime) -> None:
        """Take over what an edit names; what it does not name stays."""
        self.earlier.append(replace(self))
        self.content = (body["content"] or "") if "content" in body else self.content
        self.embeds = (body["embeds"] or []) if "embeds" in body else self.embeds
        self.components = (body["components"] or []) if "components" in body else self.components
        self.files = [*self.files_kept(body), *files]
        self.flags = (self.flags & ~LOADING) | ((body.get("flags") or 0) & COMPONENTS_V2)
        self.edited_at = at

    def files_kept(self, body: Json) -> list[File]:
        if "attachments" not in body:
            return self.files
        kept = {int(attachment["id"]) for attachment in body["attachments"] or ()}
        return [file for file in self.files if file.id in kept]

    def _words(self) -> Iterator[str]:
        if self.content:
            yield self.content
        for embed in self.embeds:
            yield from embed_words(embed)
        for component in self.components:
            yield from component_words(component)
