"""/search: the passages of the documents that have some words, verbatim."""

from discord import app_commands

from bot.services.asking import LONGEST_QUESTION
from bot.services.snapshot import Snapshot, Snapshots
from bot.ui.discord_bot.interactions import Command, Interaction, speak_for
from bot.ui.discord_bot.page import BODY, Page, Tone, footed
from bot.ui.discord_bot.passages import passage_blocks
from bot.ui.discord_bot.permissions import installable_anywhere
from bot.ui.discord_bot.sending import respond
from bot.ui.texts import answers
from bot.ui.texts import discord_bot as texts
from bot.ui.texts.language import spoken


def search_command(snapshots: Snapshots) -> Command:
    @app_commands.command(name="search", description="Search the documents behind the answers")
    @app_commands.describe(words="The words to look for", private="Show the answer only to you")
    async def search(interaction: Interaction, words: str, private: bool = False) -> None:  # noqa: FBT001, FBT002 - options are passed so
        speak_for(interaction, private=private)
        await respond(interaction, search_page(snapshots.current, words), private=private)

    return installable_anywhere(search)


def search_page(snapshot: Snapshot, words: str) -> Page:
    """The best passages there is room for; what was typed is not repeated."""
    footer = footed(texts.sheet_label(snapshot.version))
    found = snapshot.passages.search(words[:LONGEST_QUESTION])
    if not found:
        return Page(spoken(answers.NOTHING_FOUND), footer=footer, tone=Tone.NOTHING)
    return Page(passage_blocks(found, BODY), title=spoken(texts.SEARCH_TITLE), footer=footer)
