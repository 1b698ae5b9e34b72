"""The log in Discord, a page at a time."""

from datetime import datetime
from typing import Final

import discord

from bot.database.query_figures import UnansweredGroup
from bot.database.query_log import LoggedQuery
from bot.services.log import UNANSWERED_DAYS, LogPage
from bot.ui.discord_bot import admin_ids
from bot.ui.discord_bot.context_page import turning
from bot.ui.discord_bot.markdown import cut, neutral
from bot.ui.discord_bot.page import Page, titled
from bot.ui.texts import admin as admin_texts
from bot.ui.texts.plain import plural

LONGEST: Final = 120  # of a question; ten of them fit into a page also when everything has to be escaped
LABELS: Final = (admin_texts.BACK, admin_texts.MORE)


def recent_page(found: LogPage[LoggedQuery]) -> Page:
    lines = [admin_texts.asked(query, ago, shown) for query in found.rows]
    rows = turning(found.number, _pages(found), admin_ids.recent, LABELS)
    return Page("\n".join(lines) or admin_texts.NOTHING, titled(admin_texts.RECENT), rows=rows)


def unanswered_page(found: LogPage[UnansweredGroup]) -> Page:
    lines = [admin_texts.missed(group, ago, shown) for group in found.rows]
    title = admin_texts.UNANSWERED.format(days=plural(UNANSWERED_DAYS, "day"))
    rows = turning(found.number, _pages(found), admin_ids.unanswered, LABELS)
    return Page("\n".join(lines) or admin_texts.ALL_ANSWERED, titled(title), rows=rows)


def ago(instant: datetime) -> str:
    """In the words and the language of the reader's own Discord."""
    return discord.utils.format_dt(instant, "R")


def shown(text: str) -> str:
    return neutral(cut(text, LONGEST))


def _pages(found: LogPage[LoggedQuery] | LogPage[UnansweredGroup]) -> int:
    """As many as are known to exist."""
    return found.number + (2 if found.has_more else 1)
