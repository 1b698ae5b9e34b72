"""The link by which a server takes the bot in, with exactly the permissions it uses."""

from typing import Final

import discord

# Answers to mentions and digests are messages with an embed, and a digest may hold a picture; the history is
# needed to reply to a message, and to find out after a crash whether a digest arrived.
NEEDED: Final = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    embed_links=True,
    attach_files=True,
    read_message_history=True,
)
SCOPES: Final = ("bot", "applications.commands")


def invite_link(application_id: int) -> str:
    return discord.utils.oauth_url(application_id, permissions=NEEDED, scopes=SCOPES)
