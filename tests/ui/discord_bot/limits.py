"""What Discord takes, counted at its strictest, and what must never reach it."""

import re

from discord.ui import LayoutView, TextDisplay

from bot.ui.discord_bot.markdown import units
from bot.ui.discord_bot.page import Menu, Page
from bot.ui.discord_bot.render import words

CALLS = re.compile(
    r"<@[!&]?\d+>|<#\d+>|<a?:\w+:\d+>|<t:-?\d+(:\w)?>|</[^>\n]+:\d+>|<id:\w+>|@everyone|@here", re.IGNORECASE
)


def displayed(view: LayoutView) -> list[str]:
    """All that Discord counts the characters of."""
    return [item.content for item in view.walk_children() if isinstance(item, TextDisplay)]


def parts(page: Page) -> tuple[str, ...]:
    """The same of one page, without a view, which needs a running loop."""
    return (
        f"### {page.title}\n" if page.title else "",
        page.body,
        f"-# {page.footer}" if page.footer else "",
    )


def broken_limits(page: Page) -> list[str]:
    """Everything about a page that Discord would refuse, or that calls somebody."""
    together = sum(map(units, parts(page)))
    broken = [
        name
        for name, is_broken in {
            "body": not page.body.strip(),
            "title": units(page.title) > 256,
            "footer": units(page.footer) > 300,
            "together": together > 4000,
            "content": units(words(page)) > 2000 or not words(page).strip(),
            "rows": len(page.rows) > 5,
            "call": bool(CALLS.search("\n".join((page.body, page.title, page.footer, words(page))))),
        }.items()
        if is_broken
    ]
    return [*broken, *(problem for row in page.rows for problem in _row_problems(row))]


def _row_problems(row: object) -> list[str]:
    if isinstance(row, Menu):
        fits = 1 <= len(row.options) <= 25 and len({line.value for line in row.options}) == len(row.options)
        labels = [(line.label, 100) for line in row.options] + [(line.value, 100) for line in row.options]
        labels.append((row.custom_id, 100))
    else:
        assert isinstance(row, tuple)
        fits = 1 <= len(row) <= 5
        labels = [(button.label, 80) for button in row] + [(button.custom_id, 100) for button in row]
    bad = [label for label, most in labels if not label.strip() or units(label) > most or CALLS.search(label)]
    return ["row"] * (not fits) + [f"label {label!r}" for label in bad]
