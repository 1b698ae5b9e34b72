"""Messages come into being, change and go, and the gateway tells those who may see it."""

from collections.abc import Sequence
from typing import TypedDict, Unpack

from tests.discord_server.gateway import Gateway
from tests.discord_server.json_shape import Json
from tests.discord_server.messages import EPHEMERAL, LOADING, File, Message
from tests.discord_server.payloads import member_payload, message_payload
from tests.discord_server.people import User
from tests.discord_server.places import Channel
from tests.discord_server.pulse import Pulse
from tests.discord_server.recording import Upload
from tests.discord_server.world import World


class Details(TypedDict, total=False):
    """What a message has beside its body."""

    files: list[File]
    flags: int
    reply_to: Message | None
    mentions: list[User]
    interaction: Json
    extra: Json


class Posting:
    """The one place where messages are made, for the bot and for the users of the tests."""

    def __init__(self, world: World, gateway: Gateway, pulse: Pulse) -> None:
        self._world = world
        self._gateway = gateway
        self._pulse = pulse
        self.files_url = ""

    def payload(self, message: Message) -> Json:
        return message_payload(message, self.files_url)

    def files(self, uploads: Sequence[Upload], body: Json) -> list[File]:
        """The uploaded files, with what `attachments` says about them."""
        about = {str(each["id"]): each for each in body.get("attachments") or ()}
        files = []
        for upload in uploads:
            number = upload.field.removeprefix("files[").removesuffix("]")
            described = about.get(number, {}).get("description")
            files.append(File(self._world.ids.next(), upload.name, upload.data, described))
        return files

    def file_names(self, uploads: Sequence[Upload], body: Json, before: Message | None) -> list[str]:
        """Those that the message will have: uploaded now, or kept from before."""
        kept = before.files_kept(body) if before else []
        return [*(upload.name for upload in uploads), *(file.name for file in kept)]

    def create(self, channel: Channel, author: User, body: Json, **details: Unpack[Details]) -> Message:
        """Make a message from the body of a request; the details win over it."""
        message = Message(
            self._world.ids.next(),
            channel,
            author,
            self._world.clock.now(),
            content=body.get("content") or "",
            embeds=body.get("embeds") or [],
            components=body.get("components") or [],
            nonce=body.get("nonce"),
            allowed_mentions=body.get("allowed_mentions"),
            **Details(flags=body.get("flags") or 0) | details,
        )
        self._world.keep(message)
        if not message.loading:
            self._tell("MESSAGE_CREATE", message)
        return message

    def edit(self, message: Message, body: Json, files: list[File]) -> Message:
        appeared = message.loading
        message.revise(body, files, self._world.clock.now())
        if appeared:
            message.edited_at = None
        self._tell("MESSAGE_CREATE" if appeared else "MESSAGE_UPDATE", message)
        return message

    def delete(self, message: Message) -> None:
        message.deleted = True
        gone: Json = {"id": str(message.id), "channel_id": str(message.channel.id)}
        guild = message.channel.guild
        if message.channel.has_bot and not message.ephemeral:
            place = {"guild_id": str(guild.id)} if guild else {}
            self._gateway.dispatch_message("MESSAGE_DELETE", gone | place | _silent(message), _id(message))
        self._pulse.beat()

    def _tell(self, event: str, message: Message) -> None:
        if message.channel.has_bot and not message.flags & (EPHEMERAL | LOADING):
            self._gateway.dispatch_message(event, self._event(message), _id(message))
        self._pulse.beat()

    def _event(self, message: Message) -> Json:
        guild = message.channel.guild
        if guild is None:
            return self.payload(message)
        payload = self.payload(message) | {"guild_id": str(guild.id)}
        member = guild.members.get(message.author.id)
        return payload | ({"member": member_payload(member)} if member else {})


def _id(message: Message) -> int | None:
    return message.channel.guild_id


def _silent(message: Message) -> Json:
    """What the intents ask about, for an event that carries no words."""
    return {"author": {"id": str(message.author.id)}, "mentions": []}
