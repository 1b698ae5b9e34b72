"""The log in Discord, a page at a time."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

import discord

from bot.services.reading import UNANSWERED_DAYS
from bot.services.reading import Page as Rows
from bot.storage.query_figures import UnansweredGroup
from bot.storage.query_log import LoggedQuery
from bot.ui import log_texts
from bot.ui.discord_bot import admin_ids
from bot.ui.discord_bot.markdown import cut, neutral
from bot.ui.discord_bot.page import Page, Row, button, titled
from bot.ui.texts import plural

LONGEST: Final = 150  # characters of a question; ten of them with all that is escaped fit into a page


def recent_page(found: Rows[LoggedQuery]) -> Page:
    lines = [log_texts.asked(query, ago, shown) for query in found.rows]
    rows = turning(found.number, admin_ids.recent, has_more=found.has_more)
    return Page("\n".join(lines) or log_texts.NOTHING, titled(log_texts.RECENT), rows=rows)


def unanswered_page(found: Rows[UnansweredGroup]) -> Page:
    lines = [log_texts.missed(group, ago, shown) for group in found.rows]
    title = log_texts.UNANSWERED.format(days=plural(UNANSWERED_DAYS, "day"))
    rows = turning(found.number, admin_ids.unanswered, has_more=found.has_more)
    return Page("\n".join(lines) or log_texts.ALL_ANSWERED, titled(title), rows=rows)


def ago(instant: datetime) -> str:
    """In the words and the language of the reader's own Discord."""
    return discord.utils.format_dt(instant, "R")


def shown(text: str) -> str:
    return neutral(cut(text, LONGEST))


def turning(number: int, custom_id: Callable[[int], str], *, has_more: bool) -> tuple[Row, ...]:
    buttons = [button(log_texts.BACK, custom_id(number - 1))] if number else []
    return _row([*buttons, *([button(log_texts.MORE, custom_id(number + 1))] if has_more else [])])


def _row(buttons: Sequence[object]) -> tuple[Row, ...]:
    raise NotImplementedError
