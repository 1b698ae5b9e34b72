"""Asking: /ask, a mention or a direct message, and the words of any message."""

import logging
import re
from functools import partial
from typing import Final

import discord
from discord import app_commands

from bot.database.query_log import Surface
from bot.services.completion import Completer
from bot.services.questions import QuestionService
from bot.services.snapshot import Snapshots
from bot.ui.discord_bot.apology import NOT_ARRIVED, sentence_for
from bot.ui.discord_bot.client import Listener
from bot.ui.discord_bot.features.answer import reply_page
from bot.ui.discord_bot.gate import Gatekeeper
from bot.ui.discord_bot.interactions import (
    Command,
    Interaction,
    choices,
    completing,
    request_of,
    request_of_message,
    server_of,
)
from bot.ui.discord_bot.message_words import asking_part, words_of
from bot.ui.discord_bot.page import Page
from bot.ui.discord_bot.permissions import installable_anywhere
from bot.ui.discord_bot.replying import Sleep, reply_to
from bot.ui.discord_bot.sending import in_either_form, respond
from bot.ui.texts import discord_bot as texts

LOG: Final = logging.getLogger(__name__)
_MENTION: Final = re.compile(r"<@!?(\d+)>")
_SPOKEN: Final = frozenset({discord.MessageType.default, discord.MessageType.reply})


def ask_command(snapshots: Snapshots, questions: QuestionService, completer: Completer) -> Command:
    @app_commands.command(name="ask", description="Ask the briefing a question")
    @app_commands.describe(question="What you want to know", private="Show the answer only to you")
    async def ask(interaction: Interaction, question: str, private: bool = False) -> None:  # noqa: FBT001, FBT002 - options are passed so
        reply = await questions.ask(question, request_of(interaction, Surface.SLASH))
        await respond(interaction, reply_page(reply, interaction.id, private=private), private=private)

    @ask.autocomplete("question")
    @completing
    async def complete(_: Interaction, current: str) -> list[app_commands.Choice[str]]:
        return choices(completer.complete(snapshots.current, current))

    return installable_anywhere(ask)


def find_command(questions: QuestionService) -> Command:
    @app_commands.context_menu(name="Find in the briefing")
    async def find(interaction: Interaction, message: discord.Message) -> None:
        written = words_of(message)
        if not written:
            await respond(interaction, Page(texts.NOTHING_TO_FIND), private=True)
            return
        reply = await questions.ask(written, request_of(interaction, Surface.MESSAGE))
        await respond(interaction, reply_page(reply, interaction.id, private=True), private=True)

    return installable_anywhere(find)


def message_listener(
    questions: QuestionService, gatekeeper: Gatekeeper, client: discord.Client, sleep: Sleep
) -> Listener:
    """What to do with each message that the client hears."""

    async def answer(message: discord.Message) -> None:
        question = _question(message, client.user.id if client.user else None)
        if question is None or not gatekeeper.admit_message(message.id):
            return
        seconds = gatekeeper.seconds_to_wait(message.author.id)
        if seconds and not gatekeeper.speaks(message.author.id):
            return
        try:
            page = Page(texts.wait(seconds)) if seconds else await _page(message, question)
            await _send(message, page, sleep)
        except discord.Forbidden:
            LOG.info("Message %s could not be answered: not allowed in channel %s", *_ids(message))
        except NOT_ARRIVED as error:
            LOG.warning("Message %s in channel %s could not be answered: %s", *_ids(message), error)

    async def _page(message: discord.Message, question: str) -> Page:
        if not question:
            return Page(texts.EMPTY_MENTION)
        try:
            reply = await questions.ask(question, request_of_message(message))
        except Exception as error:  # noqa: BLE001 - a person who wrote gets a sentence, whatever happened
            return Page(sentence_for(error))
        return reply_page(reply, message.id, private=False)

    return answer


def _question(message: discord.Message, own_id: int | None) -> str | None:
    """What was asked, without the mention; None when it was not for the bot."""
    if message.author.bot or message.type not in _SPOKEN:
        return None
    called = {int(found) for found in _MENTION.findall(message.content)}
    if server_of(message) is not None and own_id not in called:
        return None
    return asking_part(_MENTION.sub("", message.content).strip())


async def _send(message: discord.Message, page: Page, sleep: Sleep) -> None:
    await in_either_form(partial(reply_to, message, sleep), page)


def _ids(message: discord.Message) -> tuple[int, int]:
    return message.id, message.channel.id
