"""Bringing together what a channel's digest of a day is made of."""

from datetime import timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.database import digest_past, query_figures
from bot.database.connection import Database
from bot.database.subscriptions import Wanted
from bot.domain.briefing import Briefing
from bot.domain.digest.digest import Digest, Occasion, Past, compose
from bot.domain.digest.interest import Week

WEEK_DAYS: Final = 7
ASKED_LIMIT: Final = 20


async def gather(database: Database, briefing: Briefing, wanted: Wanted, occasion: Occasion) -> Digest:
    """The digest of a day; the figures are those of the channel's own server and end with the day before.

    While nobody knows which server that is, there are none: another server's are not for this channel.
    """
    day, zone, guild = occasion.mark.day, ZoneInfo(wanted.zone), wanted.guild_id
    past = await digest_past.past(database, wanted.channel_id, before=day)
    if guild is None:
        return compose(occasion, briefing, past, (), Week())
    yesterday = day - timedelta(days=1)
    asked = await query_figures.most_asked(
        database, yesterday, zone, at_least=1, limit=ASKED_LIMIT, guild_id=guild
    )
    week = await query_figures.daily(database, yesterday, zone, days=WEEK_DAYS, guild_id=guild)
    return compose(occasion, briefing, past, asked, Week(week))


def without_records(briefing: Briefing, occasion: Occasion) -> Digest:
    """The digest of a place where nothing was posted or asked yet."""
    return compose(occasion, briefing, Past(), (), Week())
