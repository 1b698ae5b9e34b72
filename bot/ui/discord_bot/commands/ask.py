"""/ask: a question to the briefing, with the sheet's own questions to choose from."""

from discord import app_commands

from bot.database.query_log import Surface
from bot.services.completion import Completer
from bot.services.questions import QuestionService
from bot.services.snapshot import Snapshots
from bot.ui.discord_bot import occasions
from bot.ui.discord_bot.answer_page import reply_page
from bot.ui.discord_bot.choices import choices
from bot.ui.discord_bot.everywhere import everywhere
from bot.ui.discord_bot.showing import respond
from bot.ui.discord_bot.types import Command, Interaction


def ask_command(snapshots: Snapshots, questions: QuestionService, completer: Completer) -> Command:
    @app_commands.command(name="ask", description="Ask the briefing a question")
    @app_commands.describe(question="What you want to know", private="Show the answer to you alone")
    async def ask(interaction: Interaction, question: str, private: bool = False) -> None:  # noqa: FBT001, FBT002 - options are passed so
        reply = await questions.ask(question, occasions.of_interaction(interaction, Surface.SLASH))
        await respond(interaction, reply_page(reply, interaction.id, private=private), private=private)

    @ask.autocomplete("question")
    async def complete(_: Interaction, current: str) -> list[app_commands.Choice[str]]:
        return choices(completer.complete(snapshots.current, current))

    return everywhere(ask)
