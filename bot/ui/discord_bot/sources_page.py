"""The documents behind the answers."""

from collections import Counter
from typing import Final

from bot.domain.briefing import Briefing
from bot.domain.sheet import Source
from bot.ui.discord_bot import custom_ids
from bot.ui.discord_bot.context_page import turning
from bot.ui.discord_bot.fitting import shortened
from bot.ui.discord_bot.markdown import link
from bot.ui.discord_bot.page import Menu, Page, footed, option
from bot.ui.discord_bot.topics_page import LABELS
from bot.ui.texts import discord_bot as texts
from bot.ui.texts.plain import day, plural

PAGE: Final = 6
NAME: Final = 120
URL: Final = 250


def sources_page(briefing: Briefing, number: int) -> Page:
    every = list(briefing.sheet.sources.items())
    quotes = Counter(citation.source for citations in briefing.citations.values() for citation in citations)
    pages = max(1, -(-len(every) // PAGE))
    at = min(number, pages - 1)
    shown = every[at * PAGE : (at + 1) * PAGE]
    options = tuple(option(source.title, key, source.file) for key, source in shown)
    menu = Menu(custom_ids.PICK_SOURCE, texts.CHOOSE_SOURCE, options)
    return Page(
        "\n".join(_lines(source, quotes[key]) for key, source in shown),
        title=texts.SOURCES_TITLE,
        footer=footed(texts.page_of(at + 1, pages), texts.sheet_label(briefing.version)),
        rows=(menu, *turning(at, pages, custom_ids.sources, LABELS)),
    )


def _lines(source: Source, quotes: int) -> str:
    made = [
        shortened(source.publisher, NAME) if source.publisher else "",
        day(source.published) if source.published else "",
        shortened(source.file, NAME),
        plural(quotes, "quote"),
    ]
    title = link(shortened(source.title, NAME), source.url, URL)
    return f"- **{title}**\n  {' · '.join(part for part in made if part)}"
