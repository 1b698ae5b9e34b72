"""Posts digests to Discord, finds them again by their label, and tells owners about their channels."""

import asyncio
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import discord
from discord.utils import snowflake_time, time_snowflake

from bot.database.subscriptions import Pause
from bot.domain.digest.digest import Digest
from bot.domain.digest.label import DigestLabel
from bot.services.digest.publisher import News, Paused, Undelivered
from bot.ui.discord_bot.delivery.message import DigestPainter
from bot.ui.discord_bot.delivery.no_retries import told_as_undelivered
from bot.ui.discord_bot.interactions import locale_of
from bot.ui.discord_bot.render import small_print
from bot.ui.discord_bot.sending import Keywords, as_components, as_words, is_refused_form
from bot.ui.texts import digest_admin as texts
from bot.ui.texts.language import speaking

# A channel may have had thousands of messages since; a request returns a hundred.
LOOKING_TAKES: Final = 6
ALREADY_CROSSPOSTED: Final = 40033


@dataclass(frozen=True, slots=True)
class DigestPublisher:
    """Posts digests; it never retries, because the ledger decides about that."""

    client: discord.Client
    painter: DigestPainter
    owners: Callable[[], Collection[int]]
    answer_seconds: float

    async def publish(self, channel_id: int, digest: Digest, nonce: str) -> int:
        """In the server's language."""
        with speaking(locale_of(self.client, channel_id)):
            return await self._publish(channel_id, digest, nonce)

    async def _publish(self, channel_id: int, digest: Digest, nonce: str) -> int:
        """Give up picture and layout before the words, where the bot may not send them."""
        message = await self.painter.message(digest)
        for way in (message, message.without_picture) if message.picture else (message,):
            try:
                components = as_components(*way.page.cards, above=way.page.above)
                return await self._send(channel_id, components, nonce)
            except Undelivered as undelivered:
                if not is_refused_form(undelivered.__cause__):
                    raise
        plain = message.without_picture.page
        return await self._send(channel_id, as_words(*plain.cards, above=plain.above), nonce)

    async def _send(self, channel_id: int, shown: Keywords, nonce: str) -> int:
        channel = self.client.get_partial_messageable(channel_id)
        with told_as_undelivered():
            async with asyncio.timeout(self.answer_seconds):
                # discord.py asks for the nonce to be enforced whenever one is given.
                sent = await channel.send(
                    **shown, nonce=nonce, allowed_mentions=discord.AllowedMentions.none()
                )
        return sent.id

    async def crosspost(self, channel_id: int, message_id: int) -> None:
        channel = self.client.get_partial_messageable(channel_id)
        with told_as_undelivered(), _unless(ALREADY_CROSSPOSTED):
            async with asyncio.timeout(self.answer_seconds):
                await channel.get_partial_message(message_id).publish()

    def newest(self, channel_id: int) -> datetime | None:
        """A channel without messages counts from its own creation."""
        channel = self.client.get_channel(channel_id)
        if channel is None:
            return None
        return snowflake_time(getattr(channel, "last_message_id", None) or channel.id)

    async def find_label(self, channel_id: int, label: DigestLabel, since: datetime) -> int | None:
        with told_as_undelivered():
            async with asyncio.timeout(self.answer_seconds * LOOKING_TAKES):
                return await self._find(channel_id, label, since)

    async def _find(self, channel_id: int, label: DigestLabel, since: datetime) -> int | None:
        channel, own, empty = self.client.get_partial_messageable(channel_id), self._own_id(), True
        async for message in channel.history(after=since, limit=None):
            empty = False
            if message.author.id == own and _carries(message, label):
                return message.id
        if empty:
            await _check_sight(channel, since)
        return None

    async def tell(self, owner_id: int | None, news: News) -> None:
        """One owner who can be reached is enough; otherwise the last failure is raised.

        Whoever subscribed a channel reads the language of its server; the bot's owners read English.
        """
        with speaking(None if owner_id is None else locale_of(self.client, news.channel_id)):
            words = texts.news(news, _place(news))
        await self._tell(self.owners() if owner_id is None else (owner_id,), words)

    async def tell_owners(self, words: str) -> None:
        """Tell the bot's owners something."""
        await self._tell(self.owners(), words)

    async def _tell(self, people: Collection[int], words: str) -> None:
        trouble, heard = None, False
        for person in people:
            try:
                await self._write_to(person, words)
                heard = True
            except Undelivered as undelivered:
                trouble = undelivered
        if trouble and not heard:
            raise trouble

    async def _write_to(self, person: int, words: str) -> None:
        with told_as_undelivered():
            async with asyncio.timeout(self.answer_seconds):
                channel = await self.client.create_dm(discord.Object(person))
                await channel.send(words, allowed_mentions=discord.AllowedMentions.none())

    def _own_id(self) -> int | None:
        return self.client.user.id if self.client.user else None


@contextmanager
def _unless(code: int) -> Iterator[None]:
    """Ignore a refusal with this code: it means that it was done before."""
    try:
        yield
    except discord.HTTPException as error:
        if error.code != code:
            raise


async def _check_sight(channel: discord.PartialMessageable, since: datetime) -> None:
    """Without the right to read it, the history looks empty; fetching one message tells the difference."""
    with suppress(discord.NotFound):
        await channel.fetch_message(time_snowflake(since))


def _carries(message: discord.Message, label: DigestLabel) -> bool:
    """The label stands alone in the last small print, where no text of a sheet ever does.

    Only the date counts: an older copy of the database numbers otherwise, but a date has one digest.
    """
    return any(_is_label(line, label) for line in _last_lines(message))


def _is_label(line: str, label: DigestLabel) -> bool:
    found = DigestLabel.in_text(line)
    return found is not None and str(found) == line and found.day == label.day


def _last_lines(message: discord.Message) -> Iterator[str]:
    """In components, in plain words, and in the last embed's footer, as older digests have it."""
    boxes = [each for each in message.components if isinstance(each, discord.Container)]
    for box in boxes[-1:]:
        displayed = [each.content for each in box.children if isinstance(each, discord.TextDisplay)]
        yield small_print(displayed[-1] if displayed else "")
    yield small_print(message.content.rpartition("\n")[2])
    for card in message.embeds[-1:]:
        yield card.footer.text or ""


def _place(news: News) -> str:
    """A mention of the channel, or its bare number when the channel is gone."""
    if isinstance(news, Paused) and news.reason is Pause.GONE:
        return f"channel {news.channel_id}"
    return f"<#{news.channel_id}>"
