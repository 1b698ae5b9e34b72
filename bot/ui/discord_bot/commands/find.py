"""The message command: asks the briefing with the words of any message, and answers the asker alone."""

import discord
from discord import app_commands

from bot.database.query_log import Surface
from bot.services.questions import QuestionService
from bot.ui.discord_bot import occasions
from bot.ui.discord_bot.answer_page import reply_page
from bot.ui.discord_bot.everywhere import everywhere
from bot.ui.discord_bot.page import Page
from bot.ui.discord_bot.showing import respond
from bot.ui.discord_bot.types import Command, Interaction
from bot.ui.texts import discord_bot as texts


def find_command(questions: QuestionService) -> Command:
    @app_commands.context_menu(name="Find in the briefing")
    async def find(interaction: Interaction, message: discord.Message) -> None:
        if not message.content.strip():
            await respond(interaction, Page(texts.NOTHING_TO_FIND), private=True)
            return
        reply = await questions.ask(message.content, occasions.of_interaction(interaction, Surface.MESSAGE))
        await respond(interaction, reply_page(reply, interaction.id, private=True), private=True)

    return everywhere(find)
