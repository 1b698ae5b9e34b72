"""/search, and how passages are shown there and under replies: verbatim, the words marked."""

from collections.abc import Sequence
from typing import Final

from discord import app_commands

from bot.services.asking import LONGEST_QUESTION
from bot.services.searching import FoundPassage
from bot.services.snapshot import Snapshot, Snapshots
from bot.ui.discord_bot.interactions import Command, Interaction, speak_for
from bot.ui.discord_bot.markdown import fit, neutral, units
from bot.ui.discord_bot.page import BODY, Page, Tone, footed
from bot.ui.discord_bot.permissions import installable_anywhere
from bot.ui.discord_bot.quotes import place
from bot.ui.discord_bot.sending import respond
from bot.ui.quote_text import CLOSING, OPENING, marked_text
from bot.ui.texts import answers
from bot.ui.texts import discord_bot as texts
from bot.ui.texts.language import spoken

LONGEST_PASSAGE: Final = 900  # units of the message; two of them leave room for all else


def search_command(snapshots: Snapshots) -> Command:
    @app_commands.command(name="search", description="Search the documents behind the answers")
    @app_commands.describe(words="The words to look for", private="Show the answer only to you")
    async def search(interaction: Interaction, words: str, private: bool = False) -> None:  # noqa: FBT001, FBT002 - options are passed so
        speak_for(interaction, private=private)
        await respond(interaction, search_page(snapshots.current, words), private=private)

    return installable_anywhere(search)


def search_page(snapshot: Snapshot, words: str) -> Page:
    """The best passages that fit; what was typed is not repeated."""
    footer = footed(texts.sheet_label(snapshot.version))
    found = snapshot.passages.search(words[:LONGEST_QUESTION])
    if not found:
        return Page(spoken(answers.NOTHING_FOUND), footer=footer, tone=Tone.NOTHING)
    return Page(passage_blocks(found, BODY), title=spoken(texts.SEARCH_TITLE), footer=footer)


def passage_blocks(found: Sequence[FoundPassage], room: int) -> str:
    """As many passages as fit, best first."""
    shown = ""
    for passage in found:
        block = _block(passage, min(room - units(shown) - 2, LONGEST_PASSAGE))
        if not block:
            break
        shown = f"{shown}\n\n{block}" if shown else block
    return shown


def _block(passage: FoundPassage, room: int) -> str:
    below, said = f"\n> -# {place(passage.citation)}", marked_text(passage)
    words = fit(said, room - units(below), _dressed)
    if not words.whole:
        more = f"\n> -# {spoken(texts.GOES_ON)}"
        words = fit(said, room - units(below + more), lambda text: f"{_dressed(text)} …")
        below = more + below
    return words.text + below if words.text else ""


def _dressed(text: str) -> str:
    """Each line as a block quote."""
    if text.count(OPENING) > text.count(CLOSING):  # cut within a word
        text += CLOSING
    shown = "\n".join(f"> {neutral(line)}" for line in text.split("\n"))
    return shown.replace(OPENING, "**").replace(CLOSING, "**")
