"""The permission bits that a bot of this kind meets, and a channel's exceptions to them."""

from dataclasses import dataclass
from enum import IntFlag


class Permission(IntFlag):
    """Discord's permission bits; only the ones used here."""

    NONE = 0
    ADMINISTRATOR = 1 << 3
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_APPLICATION_COMMANDS = 1 << 31
    SEND_MESSAGES_IN_THREADS = 1 << 38
    USE_EXTERNAL_APPS = 1 << 50


MEMBER = (
    Permission.ADD_REACTIONS
    | Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.SEND_MESSAGES_IN_THREADS
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.USE_EXTERNAL_APPS
)
EVERYTHING = MEMBER | ~Permission.NONE


@dataclass(slots=True)
class Overwrite:
    """What one role or one member may or may not do in one channel."""

    allow: Permission = Permission.NONE
    deny: Permission = Permission.NONE

    def over(self, base: Permission) -> Permission:
        return (base & ~self.deny) | self.allow
