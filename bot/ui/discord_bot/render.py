"""Turns pages into what discord.py sends: components that every member sees, or plain words."""

import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

import discord
from discord.ui import ActionRow, Container, Item, LayoutView, MediaGallery, Select, TextDisplay, View
from discord.ui import Button as RealButton
from discord.ui import File as ShownFile

from bot.ui.discord_bot.markdown import fit, units
from bot.ui.discord_bot.page import CONTENT, MOST_ROWS, Attached, Button, Menu, Page, Row, Tone
from bot.ui.texts import discord_bot as texts
from bot.ui.texts.language import spoken

COLOURS: Final = {
    Tone.ANSWER: discord.Colour.from_str("#2b7a4b"),
    Tone.QUESTION: discord.Colour.from_str("#b7791f"),
    Tone.NOTHING: discord.Colour.from_str("#7a2b2b"),
    Tone.NEUTRAL: discord.Colour.from_str("#3b5b8c"),
}
FENCE: Final = "```"


def layout(*pages: Page, above: str = "") -> LayoutView:
    """Words above, and a box for each page; presses are routed by the custom id alone."""
    shown = LayoutView(timeout=None)
    if above:
        shown.add_item(TextDisplay[LayoutView](above))
    for page in pages:
        shown.add_item(Container[LayoutView](*_items(page), accent_colour=COLOURS[page.tone]))
    shown.stop()  # so that discord.py does not keep it
    return shown


def words(*pages: Page, above: str = "") -> str:
    """Pages as plain content, for where Discord refuses components; it says what does not fit."""
    body = "\n\n".join((*([above] if above else []), *(_titled(page, "**{}**\n") for page in pages)))
    footer = _footer(pages[-1], "\n")
    shown = fit(body, CONTENT - units(footer), str)
    if shown.whole:
        return f"{body}{footer}"
    more = f"\n-# {spoken(texts.CUT)}"
    return f"{_closed(fit(body, CONTENT - units(footer + more), str).text)}{more}{footer}"


def controls(*pages: Page) -> View:
    """The buttons and menus below plain words, in as many rows as there may be."""
    shown: View = View(timeout=None)
    rows = [row for page in pages for row in page.rows]
    for number, row in enumerate(rows[:MOST_ROWS]):
        for item in _row(row):
            item.row = number
            shown.add_item(item)
    shown.stop()
    return shown


def attachments(*pages: Page) -> list[discord.File]:
    """New for every try, because sending consumes a file."""
    return [
        discord.File(io.BytesIO(file.data), file.name, description=file.description or None)
        for page in pages
        for file in page.files
    ]


def small_print(text: str) -> str:
    """The text of a line of small print, or nothing."""
    return text.removeprefix("-# ") if text.startswith("-# ") else ""


def ago(instant: datetime) -> str:
    """Relative, in the language of the reader's own Discord."""
    return discord.utils.format_dt(instant, "R")


def _items(page: Page) -> Iterator[Item[LayoutView]]:
    yield TextDisplay(_titled(page, "### {}\n"))
    for file in page.files:
        yield _file(file)
    if page.footer:
        yield TextDisplay(_footer(page))
    for row in page.rows:
        yield ActionRow(*_row(row))


def _titled(page: Page, heading: str) -> str:
    return (heading.format(page.title) if page.title else "") + page.body


def _footer(page: Page, before: str = "") -> str:
    return f"{before}-# {page.footer}" if page.footer else ""


def _file(file: Attached) -> Item[LayoutView]:
    """Files of a component message are hidden until a component shows them."""
    place = f"attachment://{file.name}"
    if file.description:
        return MediaGallery[LayoutView](discord.MediaGalleryItem(place, description=file.description))
    return ShownFile(place)


def _closed(text: str) -> str:
    """Drop a code block whose end was cut off."""
    return text[: text.rindex(FENCE)].rstrip() if text.count(FENCE) % 2 else text


def _row(row: Row) -> Iterator[Item[Any]]:
    if isinstance(row, Menu):
        yield _menu(row)
    else:
        yield from map(_button, row)


def _button(pressed: Button) -> RealButton[Any]:
    style = discord.ButtonStyle.primary if pressed.primary else discord.ButtonStyle.secondary
    return RealButton(
        label=pressed.label, custom_id=pressed.custom_id, style=style, disabled=pressed.disabled
    )


def _menu(menu: Menu) -> Select[Any]:
    options = [
        discord.SelectOption(label=line.label, value=line.value, description=line.description or None)
        for line in menu.options
    ]
    return Select(custom_id=menu.custom_id, placeholder=menu.placeholder, options=options)
