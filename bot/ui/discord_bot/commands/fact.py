"""/fact: one fact by its id."""

from discord import app_commands

from bot.services.completion import Completer
from bot.services.snapshot import Snapshots
from bot.ui.discord_bot.answer_page import fact_page, under_fact
from bot.ui.discord_bot.choices import choices
from bot.ui.discord_bot.everywhere import everywhere
from bot.ui.discord_bot.page import Page
from bot.ui.discord_bot.showing import respond
from bot.ui.discord_bot.types import Command, Interaction
from bot.ui.texts.discord_bot import no_such_fact


def fact_command(snapshots: Snapshots, completer: Completer) -> Command:
    @app_commands.command(name="fact", description="Show one fact with its quotes")
    @app_commands.describe(id="The id of the fact", private="Show the answer to you alone")
    async def fact(interaction: Interaction, id: str, private: bool = False) -> None:  # noqa: A002, FBT001, FBT002 - options are named and passed so
        briefing = snapshots.current.briefing
        found = briefing.facts.get(id.strip().lower())
        if found is None:
            await respond(interaction, Page(no_such_fact(id, tuple(briefing.facts))), private=True)
            return
        rows = (under_fact(found.id, interaction.id, private=private),)
        await respond(interaction, fact_page(found, briefing, rows), private=private)

    @fact.autocomplete("id")
    async def complete(_: Interaction, current: str) -> list[app_commands.Choice[str]]:
        return choices(completer.complete(snapshots.current, current, facts_only=True))

    return everywhere(fact)
