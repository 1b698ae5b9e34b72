"""The users of a test: they use commands, press buttons, choose, fill in forms and speak."""

import asyncio
from collections.abc import Mapping
from typing import Any, TypedDict, Unpack

from tests.discord_server.command_book import MESSAGE_MENU, USER_MENU
from tests.discord_server.form import BUTTON, SELECT, check_selection, control, filled
from tests.discord_server.interactions import Actor, interaction_payload, opened
from tests.discord_server.json_shape import Json
from tests.discord_server.messages import Message
from tests.discord_server.options import check_place, menu_data, slash_data
from tests.discord_server.payloads import user_payload
from tests.discord_server.people import User
from tests.discord_server.places import Channel, Guild
from tests.discord_server.pulse import PATIENCE
from tests.discord_server.reply import Choice, Installed, InteractionKind, Reply
from tests.discord_server.stage import Stage

BUTTONS = range(BUTTON, BUTTON + 1)
MENUS = range(SELECT, 9)
TURNS = 30  # of the event loop, in which a client of the same process reads what was sent to it


class Where(TypedDict, total=False):
    """Who acts and where; what is left out is `server.user` in `server.channel`."""

    user: User
    guild: Guild
    channel: Channel
    locale: str
    installed: Installed


class Acting(Stage):
    """Each deed becomes an event on the wire; awaiting it returns once the bot has answered."""

    def __init__(self, *, ticking: bool = False) -> None:
        super().__init__(ticking=ticking)
        self.replies: dict[str, Reply] = {}

    async def slash(
        self, name: str, values: Mapping[str, Any] | None = None, **where: Unpack[Where]
    ) -> Reply:
        """Use a slash command, with its sub-command: `await server.slash("log recent", {"count": 5})`."""
        return await self.start_slash(name, values, **where).answered()

    def start_slash(
        self, name: str, values: Mapping[str, Any] | None = None, **where: Unpack[Where]
    ) -> Reply:
        """Use a slash command and do not wait; `reply.answered()` does."""
        actor = self._actor(where)
        data = slash_data(self.world.commands, name, values or {}, actor.channel.guild)
        return self._invoke(actor, data)

    async def autocomplete(
        self, name: str, values: Mapping[str, Any], focused: str = "", **where: Unpack[Where]
    ) -> list[Choice]:
        """Type into an option (the last one when none is named) and see the choices."""
        actor = self._actor(where)
        typed = focused or list(values)[-1]
        data = slash_data(self.world.commands, name, values, actor.channel.guild, typed)
        reply = self._open(actor, InteractionKind.AUTOCOMPLETE, data)
        return (await reply.answered()).choices

    async def context_menu(self, name: str, target: Message | User, **where: Unpack[Where]) -> Reply:
        """Right-click a message or a user and choose a command."""
        if isinstance(target, Message):
            where = {"channel": target.channel, **where}
        actor = self._actor(where)
        kind = MESSAGE_MENU if isinstance(target, Message) else USER_MENU
        resolved = self._resolved(target)
        data = menu_data(self.world.commands, name, kind, actor.channel.guild, target.id, resolved)
        return await self._invoke(actor, data).answered()

    async def click(self, on: Reply | Message, wanted: str, **where: Unpack[Where]) -> Reply:
        """Press the button with this label or custom id."""
        return await self.start_click(on, wanted, **where).answered()

    def start_click(self, on: Reply | Message, wanted: str, **where: Unpack[Where]) -> Reply:
        message = _shown(on)
        button = control(message, wanted, BUTTONS)
        data: Json = {"component_type": BUTTON, "custom_id": button["custom_id"], "id": button.get("id", 1)}
        return self._use(on, message, data, where)

    async def select(self, on: Reply | Message, wanted: str, *values: str, **where: Unpack[Where]) -> Reply:
        """Choose values in the menu with this custom id or placeholder."""
        message = _shown(on)
        menu = control(message, wanted, MENUS)
        check_selection(menu, list(values))
        data: Json = {"component_type": menu["type"], "custom_id": menu["custom_id"], "values": list(values)}
        return await self._use(on, message, data, where).answered()

    async def submit_modal(self, on: Reply, values: dict[str, Any], **where: Unpack[Where]) -> Reply:
        """Fill in the modal that the bot has shown; fields are named by label or custom id."""
        await self._heard(on)
        data: Json = {"custom_id": on.modal["custom_id"], "components": filled(on.modal, values)}
        actor = self._actor({**_same(on), **where})
        reply = self._open(actor, InteractionKind.MODAL, data, on.source)
        return await reply.answered()

    def say(
        self,
        text: str,
        *,
        mention: bool = False,
        dm: bool = False,
        reply_to: Message | None = None,
        **where: Unpack[Where],
    ) -> Message:
        """Write a message, to the bot or to nobody in particular; `next_message` waits for an answer."""
        actor = self._actor(where)
        channel = self.dm(actor.user) if dm else actor.channel
        content = f"{self.bot.mention} {text}" if mention else text
        named = [user for user in self.world.users.values() if user.mention in content]
        pinged = [reply_to.author] if reply_to and reply_to.author not in named else []
        body: Json = {"content": content}
        return self.posting.create(channel, actor.user, body, reply_to=reply_to, mentions=[*named, *pinged])

    def forget(self) -> None:
        """Drop requests, replies and messages, so that a long run does not fill the memory."""
        self.requests.clear()
        self.replies.clear()
        self.world.messages.clear()

    async def next_message(self, after: Message, within: float = PATIENCE) -> Message:
        """The bot's first message in the same channel after this one that is no reply to another."""

        def later() -> list[Message]:
            said = [each for each in self.messages(after.channel) if each.author == self.bot]
            return [each for each in said if each.id > after.id and each.reply_to in (None, after)]

        await self.pulse.until(lambda: bool(later()), within, what="a message of the bot")
        return later()[0]

    async def _heard(self, on: Reply) -> None:
        """A client knows a form once it was told that it is shown; nobody fills one in sooner than that."""
        path = f"/interactions/{on.id}/{on.token}/callback"
        shown = [request for request in self.requests if request.path == path]
        await self.pulse.until(lambda: any(request.status for request in shown), what="the form's arrival")
        for _ in range(TURNS):
            await asyncio.sleep(0)

    def _actor(self, where: Where) -> Actor:
        user = where.get("user", self.user)
        guild = where.get("guild", self.guild)
        channel = where.get("channel") or (
            self.channel if guild is self.guild else next(iter(guild.channels.values()))
        )
        installed: Installed = where.get("installed", "guild" if channel.has_bot else "user")
        return Actor(user, channel, where.get("locale", user.locale), installed)

    def _invoke(self, actor: Actor, data: Json) -> Reply:
        guild_id = actor.channel.guild_id
        check_place(
            self.world.commands.find(data["name"], data["type"], guild_id), actor.channel, actor.installed
        )
        return self._open(actor, InteractionKind.COMMAND, data)

    def _use(self, on: Reply | Message, message: Message, data: Json, where: Where) -> Reply:
        before = _same(on) if isinstance(on, Reply) else Where(channel=message.channel)
        actor = self._actor({**before, **where})
        assert not message.ephemeral or not isinstance(on, Reply) or actor.user == on.user, (
            "they cannot see it"
        )
        return self._open(actor, InteractionKind.COMPONENT, data, message)

    def _open(self, actor: Actor, kind: InteractionKind, data: Json, source: Message | None = None) -> Reply:
        reply = opened(self.world.ids, self.world, actor, kind, source)
        self.replies[reply.token] = reply
        shown = self.posting.payload(source) if source else None
        payload = interaction_payload(self.world, reply, data, shown)
        self.gateway.dispatch("INTERACTION_CREATE", payload, actor.channel.guild_id)
        return reply

    def _resolved(self, target: Message | User) -> Json:
        if isinstance(target, User):
            return {"users": {str(target.id): user_payload(target)}}
        return {"messages": {str(target.id): self.posting.payload(target)}}


def _same(reply: Reply) -> Where:
    return {
        "user": reply.user,
        "channel": reply.channel,
        "locale": reply.locale,
        "installed": reply.installed,
    }


def _shown(on: Reply | Message) -> Message:
    message = on if isinstance(on, Message) else on.message
    assert message is not None, "there is no message to act on"
    assert not message.deleted, "the message has been deleted"
    return message
