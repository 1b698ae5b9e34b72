"""Places where something was asked in public, and replies that the bot gives there by itself, later."""

import discord

from bot.database.awaited_answers import Place
from bot.ui.discord_bot.interactions import Interaction
from bot.ui.discord_bot.page import Page
from bot.ui.discord_bot.sending import in_either_form


def place_of(interaction: Interaction) -> Place | None:
    """Where everybody sees the answer and the bot may write by itself."""
    message = interaction.message
    private = message is None or message.flags.ephemeral or interaction.guild_id is None
    if private or message is None or not interaction.is_guild_integration():
        return None
    asked = message.reference.message_id if message.reference else None
    return Place(message.channel.id, asked or message.id)


async def reply_there(client: discord.Client, page: Page, place: Place, nonce: str) -> None:
    """A second try with the same nonce finds the first message instead of posting again."""
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
