"""Channels and their messages: look up, post, edit, delete, list, and open a direct-message channel."""

from tests.discord_server.call import Answer, Call, Route
from tests.discord_server.errors import (
    already_crossposted,
    cannot_message_user,
    invalid_form,
    missing_access,
    missing_permissions,
    not_the_author,
    unknown,
    wrong_channel_type,
)
from tests.discord_server.limits import message_problems
from tests.discord_server.messages import COMPONENTS_V2, Message
from tests.discord_server.payloads import channel_payload
from tests.discord_server.permission import Permission
from tests.discord_server.places import Channel, ChannelKind
from tests.discord_server.posting import Posting
from tests.discord_server.world import World

PAGE = 50
CROSSPOSTED = 1


def _sending(channel: Channel) -> Permission:
    in_thread = channel.kind is ChannelKind.THREAD
    return Permission.SEND_MESSAGES_IN_THREADS if in_thread else Permission.SEND_MESSAGES


class ChannelRoutes:
    """Everything under /channels, and POST /users/@me/channels."""

    def __init__(self, world: World, posting: Posting) -> None:
        self._world = world
        self._posting = posting

    def routes(self) -> list[Route]:
        messages = "/channels/{channel_id}/messages"
        one = messages + "/{message_id}"
        return [
            Route("POST", "/users/@me/channels", self.open_direct),
            Route("GET", "/channels/{channel_id}", self.channel),
            Route("POST", "/channels/{channel_id}/typing", self.typing),
            Route("GET", messages, self.history),
            Route("POST", messages, self.post),
            Route("GET", one, self.message),
            Route("POST", one + "/crosspost", self.crosspost),
            Route("PATCH", one, self.edit),
            Route("DELETE", one, self.delete),
        ]

    def open_direct(self, call: Call) -> Answer:
        user = self._world.users.get(int(call.body["recipient_id"]))
        if user is None:
            raise unknown("User")
        return Answer(200, channel_payload(self._world.direct(user)))

    def channel(self, call: Call) -> Answer:
        return Answer(200, channel_payload(self._allowed(call)))

    def typing(self, call: Call) -> Answer:
        self._allowed(call, Permission.SEND_MESSAGES)
        return Answer()

    def history(self, call: Call) -> Answer:
        channel = self._allowed(call)
        if Permission.READ_MESSAGE_HISTORY not in channel.permissions_of(self._world.bot):
            return Answer(200, [])
        page = self._page(call, self._world.history(channel))
        return Answer(200, [self._posting.payload(message) for message in reversed(page)])

    def post(self, call: Call) -> Answer:
        channel = self._allowed(call, _sending(self._world.channel(call.id("channel_id"))))
        self._check_extras(call, channel)
        problems = message_problems(call.body, files=[each.name for each in call.files])
        if problems:
            call.request.problems += problems
            raise invalid_form(problems)
        return Answer(200, self._posting.payload(self._first(call) or self._create(call, channel)))

    def message(self, call: Call) -> Answer:
        channel = self._allowed(call, Permission.READ_MESSAGE_HISTORY)
        return Answer(200, self._posting.payload(self._world.message(channel, call.id("message_id"))))

    def edit(self, call: Call) -> Answer:
        message = self._own_message(call)
        files = self._posting.file_names(call.files, call.body, message)
        problems = message_problems(call.body, files=files, edit=True, before=message)
        if problems:
            call.request.problems += problems
            raise invalid_form(problems)
        uploaded = self._posting.files(call.files, call.body)
        return Answer(200, self._posting.payload(self._posting.edit(message, call.body, uploaded)))

    def crosspost(self, call: Call) -> Answer:
        message = self._own_message(call)
        self._allowed(call, Permission.SEND_MESSAGES)
        if message.channel.kind is not ChannelKind.NEWS:
            raise wrong_channel_type()
        if message.flags & CROSSPOSTED:
            raise already_crossposted()
        message.flags |= CROSSPOSTED
        return Answer(200, self._posting.payload(message))

    def delete(self, call: Call) -> Answer:
        self._posting.delete(self._own_message(call))
        return Answer()

    def _allowed(self, call: Call, needed: Permission = Permission.NONE) -> Channel:
        """The channel of the call, when the bot can see it and may do what it wants."""
        channel = self._world.channel(call.id("channel_id"))
        granted = channel.permissions_of(self._world.bot)
        if not channel.has_bot or Permission.VIEW_CHANNEL not in granted:
            raise missing_access()
        if needed not in granted:
            raise missing_permissions()
        if needed and self._world.closed_to_bot & {user.id for user in channel.recipients}:
            raise cannot_message_user()
        return channel

    def _check_extras(self, call: Call, channel: Channel) -> None:
        granted = channel.permissions_of(self._world.bot)
        dressed = call.body.get("embeds") or (call.body.get("flags") or 0) & COMPONENTS_V2
        if dressed and Permission.EMBED_LINKS not in granted:  # at its strictest, as far as anybody knows
            raise missing_permissions()
        if call.files and Permission.ATTACH_FILES not in granted:
            raise missing_permissions()

    def _own_message(self, call: Call) -> Message:
        message = self._world.message(self._allowed(call), call.id("message_id"))
        if message.author != self._world.bot:
            raise not_the_author()
        return message

    def _first(self, call: Call) -> Message | None:
        """The message that this nonce has already made."""
        nonce = call.body.get("nonce")
        if nonce is None or not call.body.get("enforce_nonce"):
            return None
        return self._world.posted_with(self._world.bot, str(nonce))

    def _create(self, call: Call, channel: Channel) -> Message:
        reference = call.body.get("message_reference") or {}
        replied = self._world.messages.get(int(reference.get("message_id") or 0))
        if reference and (replied is None or replied.deleted) and reference.get("fail_if_not_exists", True):
            raise invalid_form(["message_reference: Unknown message"])
        files = self._posting.files(call.files, call.body)
        message = self._posting.create(channel, self._world.bot, call.body, files=files, reply_to=replied)
        if message.nonce is not None:
            self._world.remember_nonce(message)
        return message

    def _page(self, call: Call, messages: list[Message]) -> list[Message]:
        """The wanted stretch of a channel's messages, oldest first."""
        limit = call.number("limit", PAGE)
        if "after" in call.request.query:
            later = [each for each in messages if each.id > call.number("after", 0)]
            return later[:limit]
        if "around" in call.request.query:
            nearest = sorted(messages, key=lambda each: abs(each.id - call.number("around", 0)))[:limit]
            return sorted(nearest, key=lambda each: each.id)
        before = call.number("before", 1 << 63)
        return [each for each in messages if each.id < before][-limit:]
