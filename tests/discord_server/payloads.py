"""People, places and messages as Discord writes them in JSON; it knows nothing of sessions or requests."""

from datetime import datetime

from tests.discord_server.component_payloads import components_payload, file_payload
from tests.discord_server.json_shape import Json
from tests.discord_server.messages import Message
from tests.discord_server.people import Member, Role, User
from tests.discord_server.permission import Permission
from tests.discord_server.places import Channel, ChannelKind, Guild

LONG_AGO = "2020-01-01T00:00:00+00:00"
REPLY_TYPE = 19
COMMAND_TYPE = 20
NO_COLORS: Json = {"primary_color": 0, "secondary_color": None, "tertiary_color": None}


def timestamp(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def bits(permissions: Permission) -> str:
    return str(permissions & ((1 << 53) - 1))


def user_payload(user: User) -> Json:
    return {
        "id": str(user.id),
        "username": user.name,
        "global_name": user.name,
        "discriminator": "0",
        "avatar": None,
        "bot": user.bot,
        "public_flags": 0,
        "flags": 0,
        "primary_guild": None,
    }


def own_user_payload(bot: User) -> Json:
    return user_payload(bot) | {"mfa_enabled": False, "locale": bot.locale, "verified": True, "email": None}


def member_payload(member: Member) -> Json:
    """A member without its user, as messages and interactions carry it."""
    return {
        "roles": [str(role.id) for role in member.roles],
        "nick": member.nick,
        "avatar": None,
        "banner": None,
        "joined_at": LONG_AGO,
        "premium_since": None,
        "communication_disabled_until": None,
        "pending": False,
        "deaf": False,
        "mute": False,
        "flags": 0,
    }


def role_payload(role: Role) -> Json:
    payload: Json = {
        "id": str(role.id),
        "name": role.name,
        "description": None,
        "permissions": bits(role.permissions),
        "position": role.position,
        "color": 0,
        "colors": NO_COLORS,
        "hoist": False,
        "managed": role.bot is not None,
        "mentionable": False,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }
    return payload | ({"tags": {"bot_id": str(role.bot.id)}} if role.bot else {})


def channel_payload(channel: Channel) -> Json:
    if channel.guild is None:
        return _private_channel(channel)
    if channel.parent is not None:
        return _thread(channel, channel.parent)
    overwrites = [
        {
            "id": str(holder),
            "type": 0 if holder in channel.guild.roles else 1,
            "allow": bits(overwrite.allow),
            "deny": bits(overwrite.deny),
        }
        for holder, overwrite in channel.overwrites.items()
    ]
    return {
        "id": str(channel.id),
        "type": int(channel.kind),
        "guild_id": str(channel.guild.id),
        "name": channel.name,
        "position": 0,
        "flags": 0,
        "parent_id": None,
        "topic": None,
        "nsfw": False,
        "rate_limit_per_user": 0,
        "last_message_id": _last(channel),
        "permission_overwrites": overwrites,
    }


def _last(channel: Channel) -> str | None:
    return str(channel.last_message_id) if channel.last_message_id else None


def _thread(thread: Channel, parent: Channel) -> Json:
    return {
        "id": str(thread.id),
        "type": int(thread.kind),
        "guild_id": str(thread.guild_id),
        "parent_id": str(parent.id),
        "owner_id": str(parent.guild.owner.id if parent.guild else 0),
        "name": thread.name,
        "flags": 0,
        "rate_limit_per_user": 0,
        "last_message_id": _last(thread),
        "message_count": 0,
        "member_count": 1,
        "total_message_sent": 0,
        "thread_metadata": {
            "archived": False,
            "auto_archive_duration": 1440,
            "archive_timestamp": LONG_AGO,
            "create_timestamp": LONG_AGO,
            "locked": False,
        },
    }


def _private_channel(channel: Channel) -> Json:
    payload: Json = {
        "id": str(channel.id),
        "type": int(channel.kind),
        "flags": 0,
        "last_message_id": _last(channel),
        "recipients": [user_payload(user) for user in channel.recipients],
    }
    if channel.kind is ChannelKind.GROUP:
        payload |= {"name": channel.name, "icon": None, "owner_id": str(channel.recipients[0].id)}
    return payload


def guild_payload(guild: Guild, bot: User) -> Json:
    """The guild of a GUILD_CREATE; without the members intent only the bot itself is listed."""
    me = guild.members[bot.id]
    return guild_head(guild) | {
        "owner_id": str(guild.owner.id),
        "name": guild.name,
        "icon": None,
        "unavailable": False,
        "large": False,
        "joined_at": LONG_AGO,
        "member_count": len(guild.members),
        "members": [member_payload(me) | {"user": user_payload(bot)}],
        "roles": [role_payload(role) for role in guild.roles.values()],
        "channels": [channel_payload(each) for each in guild.channels.values() if each.parent is None],
        "threads": [channel_payload(each) for each in guild.channels.values() if each.parent is not None],
        "emojis": [],
        "stickers": [],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
        "preferred_locale": guild.locale,
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
    }


def guild_head(guild: Guild) -> Json:
    """The little of a guild that each interaction carries."""
    return {"id": str(guild.id), "locale": guild.locale, "features": []}


def message_payload(message: Message, files_url: str) -> Json:
    payload: Json = {
        "id": str(message.id),
        "channel_id": str(message.channel.id),
        "type": _message_type(message),
        "author": user_payload(message.author),
        "content": message.content,
        "embeds": message.embeds,
        "components": components_payload(message, files_url),
        "attachments": [file_payload(file, message.channel, files_url) for file in message.files],
        "mentions": [user_payload(user) for user in message.mentions],
        "mention_roles": [],
        "mention_everyone": False,
        "pinned": False,
        "tts": False,
        "flags": message.flags,
        "timestamp": timestamp(message.created_at),
        "edited_timestamp": timestamp(message.edited_at),
    }
    if message.nonce is not None:
        payload["nonce"] = message.nonce
    return payload | _origin(message, files_url) | message.extra


def _message_type(message: Message) -> int:
    if message.interaction:
        return COMMAND_TYPE if message.interaction["type"] == 2 else REPLY_TYPE
    return REPLY_TYPE if message.reply_to else 0


def _origin(message: Message, files_url: str) -> Json:
    if message.interaction:
        app = str(message.author.id)
        return {"interaction_metadata": message.interaction, "webhook_id": app, "application_id": app}
    if message.reply_to is None:
        return {}
    first = message.reply_to
    reference: Json = {"type": 0, "message_id": str(first.id), "channel_id": str(first.channel.id)}
    if first.channel.guild:
        reference["guild_id"] = str(first.channel.guild.id)
    quoted = None if first.deleted else message_payload(first, files_url)
    return {"message_reference": reference, "referenced_message": quoted}
