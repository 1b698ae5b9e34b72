"""What admins do with the digests of their server; every action is recorded."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

import discord

from bot.errors import InputError
from bot.services.digest.channel_status import ChannelStatus
from bot.services.digest.subscribing import Subscribing, Where
from bot.services.digest.wall_time import parse_time
from bot.services.digest.zones import with_summer_time
from bot.ui.discord_bot.features.digest_place import (
    DigestPlace,
    Place,
    can_crosspost,
    missing_rights,
    name_of,
    place_of,
)
from bot.ui.discord_bot.interactions import Interaction
from bot.ui.discord_bot.markdown import lines_within
from bot.ui.discord_bot.page import BODY, Page, Tone, titled
from bot.ui.discord_bot.permissions import AuditLog
from bot.ui.discord_bot.render import ago
from bot.ui.texts import digest_admin as texts
from bot.ui.texts.digest import more
from bot.ui.texts.language import spoken

MORE_ROOM: Final = 40
LONGEST_ID: Final = 20  # more digits are no number of Discord's, nor of SQLite's


@dataclass(frozen=True, slots=True)
class DigestAdmin:
    """Admins see and change their own server, the bot's owners every server."""

    subscribing: Subscribing
    audit: AuditLog

    async def subscribe(
        self,
        interaction: Interaction,
        named: Place | None,
        at: str | None,
        zone: str | None,
        *,
        crosspost: bool | None,
    ) -> Page:
        place = place_of(interaction, named)
        if missing := missing_rights(place):
            return Page(texts.missing_rights(mention(place.id), missing), tone=Tone.NOTHING)
        if crosspost and not can_crosspost(place):
            raise InputError(texts.NO_FOLLOWERS)
        time, where = parse_time(at) if at else None, Where(place.id, place.guild.id)
        status = await self.subscribing.subscribe(where, interaction.user.id, time, zone, crosspost=crosspost)
        terms = status.subscription.terms
        await self._note(interaction, "subscribe", f"{place.id} at {terms.at:%H:%M} {terms.zone}")
        meant = with_summer_time(terms.zone, self.subscribing.clock())
        return _with_warning(_arranged(status), terms.zone, meant)

    async def unsubscribe(self, interaction: Interaction, named: str | None) -> Page:
        channel_id = await self.chosen(interaction, named)
        await self.subscribing.unsubscribe(channel_id, self.audit.scope(interaction))
        await self._note(interaction, "unsubscribe", str(channel_id))
        return Page(texts.ended(mention(channel_id)))

    async def pause(self, interaction: Interaction, named: str | None) -> Page:
        channel_id = await self.chosen(interaction, named)
        await self.subscribing.pause(channel_id, self.audit.scope(interaction))
        await self._note(interaction, "pause", str(channel_id))
        return Page(texts.paused(mention(channel_id)))

    async def resume(self, interaction: Interaction, named: str | None) -> Page:
        channel_id = await self.chosen(interaction, named)
        status = await self.subscribing.resume(channel_id, self.audit.scope(interaction))
        await self._note(interaction, "resume", str(channel_id))
        return _arranged(status)

    async def list(self, interaction: Interaction) -> Page:
        known = await self.subscribing.listed(self.audit.scope(interaction))
        await self._note(interaction, "list")
        lines = [_line(interaction.client, status) for status in known]
        return Page(fitting(lines) or spoken(texts.NONE_LISTED), titled(spoken(texts.LIST_TITLE)))

    async def known(self, interaction: Interaction) -> tuple[ChannelStatus, ...]:
        """For autocompletion; it shows nothing to those who are no admins."""
        if not self.audit.admins.include(interaction):
            return ()
        return await self.subscribing.listed(self.audit.scope(interaction))

    async def chosen(self, interaction: Interaction, named: str | None) -> int:
        """The channel that was named, else the one used here, else the only one there is."""
        known = [status.channel_id for status in await self.known(interaction)]
        if named is not None:
            return _channel_id(named) or _by_name(interaction, known, named)
        if not known:
            raise InputError(texts.NONE_LISTED)
        if interaction.channel_id in known:
            return int(interaction.channel_id)
        if len(known) != 1:
            raise InputError(texts.WHICH_CHANNEL)
        return known[0]

    async def _note(self, interaction: Interaction, deed: str, detail: str = "") -> None:
        await self.audit.record(interaction, f"digest {deed}", detail)


def mention(channel_id: int) -> str:
    return f"<#{channel_id}>"


def instant(at: datetime) -> str:
    """With its date, in the language and time zone of the reader's own Discord."""
    return discord.utils.format_dt(at, "F")


def fitting(lines: Iterable[str]) -> str:
    """As many whole lines as fit the page; the rest is counted."""
    listed = list(lines)
    kept = listed[: lines_within(listed, BODY - MORE_ROOM)]
    left = len(listed) - len(kept)
    return "\n".join([*kept, *([f"-# {more(left)}"] if left else [])])


def _with_warning(page: Page, zone: str, meant: str | None) -> Page:
    if meant is None:
        return page
    return replace(page, body=f"{page.body}\n{texts.no_summer_time(zone, meant)}")


def _line(client: discord.Client, status: ChannelStatus) -> str:
    """Also says what would block the next digest, as far as the bot sees the channel."""
    line = texts.line(status, mention(status.channel_id), ago)
    place = client.get_channel(status.channel_id)
    missing = missing_rights(place) if isinstance(place, DigestPlace) else []
    return f"{line}. {texts.cannot_post(missing)}" if missing else line


def _arranged(status: ChannelStatus) -> Page:
    return Page(texts.arranged(status, mention(status.channel_id), instant, ago), tone=Tone.ANSWER)


def _channel_id(named: str) -> int | None:
    """The value of a choice, or a channel's own mention."""
    digits = named.strip().removeprefix("<#").removesuffix(">")
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < LONGEST_ID else None


def _by_name(interaction: Interaction, known: Iterable[int], named: str) -> int:
    """The one of these channels that is called so."""
    wanted = named.strip().removeprefix("#").casefold()
    found = [each for each in known if (name_of(interaction, each) or "").casefold() == wanted]
    if len(found) != 1:
        raise InputError(texts.WHICH_CHANNEL)
    return found[0]
