"""Turns pages into what discord.py sends: an embed with buttons and menus, or plain words."""

from datetime import datetime
from typing import Final, TypedDict

import discord
from discord.ui import Button as RealButton
from discord.ui import Select, View

from bot.ui.discord_bot.interactions import Interaction
from bot.ui.discord_bot.markdown import fit, neutral, units
from bot.ui.discord_bot.page import CONTENT, Button, Menu, Page, Tone
from bot.ui.texts import discord_bot as texts

COLOURS: Final = {
    Tone.ANSWER: discord.Colour.from_str("#2b7a4b"),
    Tone.QUESTION: discord.Colour.from_str("#b7791f"),
    Tone.NOTHING: discord.Colour.from_str("#7a2b2b"),
    Tone.NEUTRAL: discord.Colour.from_str("#3b5b8c"),
}


class Sent(TypedDict):
    """The keywords that sending and editing have in common."""

    embed: discord.Embed
    view: View


def embed(page: Page) -> discord.Embed:
    shown = discord.Embed(title=page.title or None, description=page.body, colour=COLOURS[page.tone])
    return shown.set_footer(text=page.footer) if page.footer else shown


def view(page: Page) -> View:
    """Stopped at once: presses find their way by the custom id, so nothing has to be remembered of it."""
    shown: View = View(timeout=None)
    for number, row in enumerate(page.rows):
        if isinstance(row, Menu):
            shown.add_item(_menu(row, number))
        else:
            for pressed in row:
                shown.add_item(_button(pressed, number))
    shown.stop()
    return shown


def sent(page: Page) -> Sent:
    return Sent(embed=embed(page), view=view(page))


def words(page: Page) -> str:
    """The page without an embed, for channels where the bot may not send one."""
    title = f"**{page.title}**\n" if page.title else ""
    footer = f"\n-# {neutral(page.footer)}" if page.footer else ""
    room = CONTENT - units(title + footer)
    shown = fit(page.body, room, str)
    if not shown.whole:
        more = f"\n-# {texts.GOES_ON}"
        shown = fit(page.body, room - units(more), str)
        return f"{title}{shown.text}{more}{footer}"
    return f"{title}{shown.text}{footer}"


async def respond(interaction: Interaction, page: Page, *, private: bool) -> None:
    await interaction.response.send_message(**sent(page), ephemeral=private)


async def turn(interaction: Interaction, page: Page) -> None:
    """Replace a page that only this person sees."""
    await interaction.response.edit_message(**sent(page))


def _button(pressed: Button, row: int) -> RealButton[View]:
    style = discord.ButtonStyle.primary if pressed.primary else discord.ButtonStyle.secondary
    return RealButton(
        label=pressed.label, custom_id=pressed.custom_id, style=style, disabled=pressed.disabled, row=row
    )


def _menu(menu: Menu, row: int) -> Select[View]:
    options = [
        discord.SelectOption(label=line.label, value=line.value, description=line.description or None)
        for line in menu.options
    ]
    return Select(custom_id=menu.custom_id, placeholder=menu.placeholder, options=options, row=row)


def ago(instant: datetime) -> str:
    """In the words and the language of the reader's own Discord."""
    return discord.utils.format_dt(instant, "R")
