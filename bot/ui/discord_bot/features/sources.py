"""/sources: the documents behind the answers, and their quotes one by one, each in its passage."""

from collections import Counter
from dataclasses import dataclass
from re import Match
from typing import Final

from discord import app_commands

from bot.domain.briefing import Briefing
from bot.domain.sheet import Source
from bot.services.snapshot import Snapshots
from bot.ui.discord_bot.gate import Gatekeeper
from bot.ui.discord_bot.interactions import Command, Interaction, chosen
from bot.ui.discord_bot.markdown import link, shortened
from bot.ui.discord_bot.page import Menu, Page, footed, option, portion, turning
from bot.ui.discord_bot.permissions import installable_anywhere
from bot.ui.discord_bot.persistent_button import NUMBER, PersistentButton, persistent_button
from bot.ui.discord_bot.quotes import context_page
from bot.ui.discord_bot.sending import respond, turn
from bot.ui.texts import answers
from bot.ui.texts import discord_bot as texts
from bot.ui.texts.language import spoken
from bot.ui.texts.plain import day

SOURCES: Final = rf"sources:{NUMBER}"
PICK_SOURCE: Final = r"pick-source"
PASSAGE: Final = rf"passage:(?P<source>[a-z0-9][a-z0-9-]{{0,63}}):{NUMBER}"
SOURCES_PAGE: Final = 6
NAME: Final = 120
URL: Final = 250
LABELS: Final = (texts.PREVIOUS_PAGE, texts.NEXT_PAGE)


def sources_id(number: int) -> str:
    return f"sources:{number}"


def passage_id(source: str, number: int) -> str:
    return f"passage:{source}:{number}"


def sources_command(snapshots: Snapshots) -> Command:
    @app_commands.command(name="sources", description="See the documents behind the answers")
    async def sources(interaction: Interaction) -> None:
        await respond(interaction, sources_page(snapshots.current.briefing, 0), private=True)

    return installable_anywhere(sources)


def sources_page(briefing: Briefing, number: int) -> Page:
    every = list(briefing.sheet.sources.items())
    quotes = Counter(citation.source for citations in briefing.citations.values() for citation in citations)
    shown, at, pages = portion(every, number, SOURCES_PAGE)
    options = tuple(option(source.title, key, source.file) for key, source in shown)
    menu = Menu(PICK_SOURCE, spoken(texts.CHOOSE_SOURCE), options)
    return Page(
        "\n".join(_lines(source, quotes[key]) for key, source in shown),
        title=spoken(texts.SOURCES_TITLE),
        footer=footed(texts.page_of(at + 1, pages), texts.sheet_label(briefing.version)),
        rows=(menu, *turning(at, pages, sources_id, LABELS)),
    )


def _lines(source: Source, quotes: int) -> str:
    made = [
        shortened(source.publisher, NAME) if source.publisher else "",
        day(source.published) if source.published else "",
        shortened(source.file, NAME),
        answers.quotes(quotes),
    ]
    title = link(shortened(source.title, NAME), source.url, URL)
    return f"- **{title}**\n  {' · '.join(part for part in made if part)}"


def source_context(briefing: Briefing, source: str, number: int) -> Page | None:
    """The n-th quoted passage of a document in the order of its text; None when there is none."""
    every = (citation for citations in briefing.citations.values() for citation in citations)
    places = {(citation.start, citation.end): citation for citation in every if citation.source == source}
    if not places:
        return None
    ordered = [places[key] for key in sorted(places)]
    return context_page(briefing, ordered, number, lambda n: passage_id(source, n))


@dataclass(frozen=True, slots=True)
class _Presses:
    """What the buttons and the menu of these pages do."""

    snapshots: Snapshots

    async def sources(self, interaction: Interaction, match: Match[str]) -> None:
        await turn(interaction, sources_page(self.snapshots.current.briefing, int(match["number"])))

    async def passage(self, interaction: Interaction, match: Match[str]) -> None:
        await self._show(interaction, match["source"], int(match["number"]))

    async def pick_source(self, interaction: Interaction, _: Match[str]) -> None:
        await self._show(interaction, chosen(interaction), 0)

    async def _show(self, interaction: Interaction, source: str, number: int) -> None:
        briefing = self.snapshots.current.briefing
        page = source_context(briefing, source, number)
        gone = texts.NO_PASSAGES if source in briefing.sheet.sources else texts.SOURCE_GONE
        await turn(interaction, page or Page(spoken(gone)))


def source_buttons(snapshots: Snapshots, gatekeeper: Gatekeeper) -> tuple[PersistentButton, ...]:
    presses = _Presses(snapshots)
    by_pattern = {SOURCES: presses.sources, PASSAGE: presses.passage, PICK_SOURCE: presses.pick_source}
    return tuple(persistent_button(pattern, press, gatekeeper) for pattern, press in by_pattern.items())
