"""Places where something was asked in public, and replies that the bot posts there later by itself."""

import logging
from collections.abc import Callable
from enum import Enum, auto
from typing import Final

import discord

from bot.database.awaited_answers import PublicMessage
from bot.ui.discord_bot.apology import NOT_ARRIVED
from bot.ui.discord_bot.interactions import Interaction, locale_of
from bot.ui.discord_bot.page import Page
from bot.ui.discord_bot.sending import in_either_form
from bot.ui.texts.language import speaking

LOG: Final = logging.getLogger(__name__)


class Arrival(Enum):
    """What became of a reply: it is there, it never can be, or it may be when retried."""

    THERE = auto()
    NEVER = auto()
    NOT_YET = auto()


def public_place_of(interaction: Interaction) -> PublicMessage | None:
    """A message that everybody sees, in a place where the bot may write by itself."""
    message = interaction.message
    private = message is None or message.flags.ephemeral or interaction.guild_id is None
    if private or message is None or not interaction.is_guild_integration():
        return None
    asked = message.reference.message_id if message.reference else None
    return PublicMessage(message.channel.id, asked or message.id)


async def tell_there(
    client: discord.Client, shown: Callable[[], Page], place: PublicMessage, nonce: str, what: str
) -> Arrival:
    """In the server's language; `what` names it in the log when it does not arrive."""
    try:
        with speaking(locale_of(client, place.channel_id)):
            await _reply_there(client, shown(), place, nonce)
    except (discord.Forbidden, discord.NotFound):
        LOG.info("%s cannot be given in channel %s", what, place.channel_id)
        return Arrival.NEVER
    except NOT_ARRIVED as error:
        LOG.warning("%s could not be given yet in channel %s: %s", what, place.channel_id, error)
        return Arrival.NOT_YET
    return Arrival.THERE


async def _reply_there(client: discord.Client, page: Page, place: PublicMessage, nonce: str) -> None:
    """A retry with the same nonce returns the first message instead of posting again."""
    channel = client.get_partial_messageable(place.channel_id)
    asked = discord.MessageReference(
        message_id=place.message_id, channel_id=place.channel_id, fail_if_not_exists=False
    )

    async def send(**shown: object) -> object:
        return await channel.send(
            **shown,  # type: ignore[call-overload]  # the keywords are those of a page
            reference=asked,
            mention_author=False,
            nonce=nonce,
            allowed_mentions=discord.AllowedMentions.none(),
        )

    await in_either_form(send, page)
