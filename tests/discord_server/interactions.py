"""The INTERACTION_CREATE of a deed: who did it, where, with which install."""

import secrets
from dataclasses import dataclass

from tests.discord_server.ids import Snowflakes
from tests.discord_server.json_shape import Json
from tests.discord_server.messages import Message
from tests.discord_server.payloads import bits, channel_payload, guild_head, member_payload, user_payload
from tests.discord_server.people import Member, User
from tests.discord_server.permission import MEMBER
from tests.discord_server.places import Channel, Guild
from tests.discord_server.reply import Installed, InteractionKind, Reply
from tests.discord_server.world import World

FILE_LIMIT = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Actor:
    """The user of one deed, the place, the language and how the app came there."""

    user: User
    channel: Channel
    locale: str
    installed: Installed


def opened(
    ids: Snowflakes, world: World, actor: Actor, kind: InteractionKind, source: Message | None = None
) -> Reply:
    """A new interaction that waits for its answer."""
    identity = ids.next()
    metadata: Json = {
        "id": str(identity),
        "type": int(kind),
        "user": user_payload(actor.user),
        "authorizing_integration_owners": owners(actor),
    }
    if source and kind is InteractionKind.COMPONENT:
        metadata["interacted_message_id"] = str(source.id)
    if kind is InteractionKind.MODAL:
        metadata["triggering_interaction_metadata"] = metadata | {"type": int(InteractionKind.COMMAND)}
    return Reply(
        identity,
        secrets.token_urlsafe(24),
        kind,
        actor.user,
        actor.channel,
        actor.locale,
        actor.installed,
        world.clock.now(),
        source,
        metadata,
    )


def interaction_payload(world: World, reply: Reply, data: Json, source: Json | None) -> Json:
    channel = reply.channel
    payload: Json = {
        "id": str(reply.id),
        "application_id": str(world.application.id),
        "type": int(reply.asked),
        "token": reply.token,
        "version": 1,
        "data": data,
        "channel_id": str(channel.id),
        "channel": channel_payload(channel) | {"permissions": bits(MEMBER)},
        "locale": reply.locale,
        "context": int(channel.context),
        "app_permissions": bits(channel.permissions_of(world.bot) if channel.has_bot else MEMBER),
        "authorizing_integration_owners": reply.metadata["authorizing_integration_owners"],
        "attachment_size_limit": FILE_LIMIT,
        "entitlements": [],
        "entitlement_sku_ids": [],
    }
    if source:
        payload["message"] = source
    return payload | _doer(reply.user, channel)


def owners(actor: Actor) -> Json:
    """Who installed the app: the guild (or the bot's own DM, as 0), the user, or both."""
    listed: Json = {}
    if actor.installed != "user":
        listed["0"] = str(actor.channel.guild_id or 0)
    if actor.installed != "guild":
        listed["1"] = str(actor.user.id)
    return listed


def _doer(user: User, channel: Channel) -> Json:
    if channel.guild is None:
        return {"user": user_payload(user)}
    return _member(user, channel.guild, channel) | {
        "guild_id": str(channel.guild.id),
        "guild": guild_head(channel.guild),
        "guild_locale": channel.guild.locale,
    }


def _member(user: User, guild: Guild, channel: Channel) -> Json:
    member = guild.members.setdefault(user.id, Member(user))
    extra = {"user": user_payload(user), "permissions": bits(channel.permissions_of(user))}
    return {"member": member_payload(member) | extra}
